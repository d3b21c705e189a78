"""Size and first paint of the published page.

    python -m benchmarks.publish [--claims 1000 10000]

Writes one file of generated claims, opens it from the disk in Chromium, and prints: seconds to write,
megabytes of the file, milliseconds from opening to the first marks, and their ratio to a page that holds a
bare Leaflet map.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import date
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any

from benchmarks.claims import fill
from dashboard import publish, serve, source
from geo.store import Store

OPENINGS = 3
BARE = """<!doctype html><div id="map" style="height:700px"></div><script>{leaflet}</script>
<script>L.map("map").setView([48, 37], 8); document.documentElement.dataset.ready = "1";</script>"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000])
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=which("chromium") or which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        bare = Path(folder, "bare.html")
        leaflet = serve.ASSETS["leaflet.js"][0].read_text(encoding="utf-8").replace("</script", "<\\/script")
        bare.write_text(BARE.replace("{leaflet}", leaflet), encoding="utf-8")
        floor = opening(browser, bare)
        print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores; bare Leaflet page {floor:.0f} ms")
        print("| claims | written in s | MB | first paint ms | ratio |")
        print("| --- | --- | --- | --- | --- |")
        for claims in options.parse_args().claims:
            store, page = Path(folder, f"{claims}.sqlite"), Path(folder, f"{claims}.html")
            fill(store, claims)
            start = time.perf_counter()
            with Store.open(store, readonly=True) as opened:
                corpus = source.read(opened)
                texts = publish.documents(opened, corpus)
            made = publish.content(corpus, corpus.title, publish.facts(corpus, date.today()), texts)
            size = publish.write_file(made, page) / 1e6
            took, paint = time.perf_counter() - start, opening(browser, page)
            print(f"| {claims:,} | {took:.1f} | {size:.1f} | {paint:.0f} | {paint / floor:.1f} |", flush=True)
        browser.close()


def opening(browser: Any, path: Path) -> float:
    """Median milliseconds from opening a page to its being ready."""
    times = []
    for _ in range(OPENINGS):
        page = browser.new_page(viewport={"width": 1600, "height": 900})
        start = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", timeout=120_000)
        times.append(time.perf_counter() - start)
        page.close()
    return 1000 * median(times)


if __name__ == "__main__":
    main()
