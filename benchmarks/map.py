"""The map in a browser against a bare slider, the plain folium way and pydeck, all in one run.

    python -m benchmarks.map [--claims 1000 10000 100000] [--plain 100 1000 10000] [--moves 15]
                             [--openings 5] [--sessions 20]

Prints two tables. The first: time to the first map, time of a slider step inside the map and from the
page, bytes over the websocket per step, and how document nodes and heap grow between the 20th and the 200th
move from the page. Times are medians by the page's own clock, from the key press to the second animation
frame after the day stands in text and on the map and the script has ended; of the other ways only the text is
awaited, not their map's drawing, which favours them. Between any two moves the bare slider moves once, and
before each opening of this map the bare page is opened: what counts is the ratio to those moves and the time
after those openings, and the machine's load stands beside each row. A step inside the map lasts to the second
animation frame after it, so 33 ms at the least. The second: how long the server takes for a move while many
sessions move their sliders every three seconds, from the message to the end of the script, without browsers.
Needs Chromium, folium, pydeck, playwright and websockets.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import sessions
from benchmarks.claims import fill

ROOT = Path(__file__).resolve().parents[1]
FRAME = "st_folium"
STEPS = (20, 200)  # moves between which growth is measured
#: The bare slider: what Streamlit itself costs.
FLOOR = """
import streamlit as st
st.markdown(f"day {st.slider('Day', 0, 400, 200)}")
"""
#: What most people write: the map is built anew, a marker for each claim.
PLAIN = """
import folium, streamlit as st
from random import Random
from streamlit_folium import st_folium
day = st.slider("Day", 0, 400, 200)
rng = Random(1)
rows = [(rng.randrange(400), rng.randrange(400)) for _ in range({claims})]
made = folium.Map((48.5, 37.5), zoom_start=8, tiles=None)
for place, when in rows:
    if day - 30 <= when <= day:
        at = (48 + place % 20 * .05, 37 + place // 20 * .05)
        folium.CircleMarker(at, radius=5, popup=f"claim {{place}}").add_to(made)
st_folium(made, key="map", returned_objects=[])
st.markdown(f"day {{day}}")
"""
DECK = """
import pandas as pd, pydeck as pdk, streamlit as st
from random import Random
day = st.slider("Day", 0, 400, 200)
rng = Random(1)
pairs = [(rng.randrange(400), rng.randrange(400)) for _ in range({claims})]
rows = pd.DataFrame(pairs, columns=["place", "when"])
rows = rows[(rows.when <= day) & (rows.when >= day - 30)]
rows = rows.assign(lat=48 + rows.place % 20 * .05, lon=37 + rows.place // 20 * .05)
layer = pdk.Layer("ScatterplotLayer", rows, get_position="[lon, lat]", get_radius=900)
st.pydeck_chart(pdk.Deck(layers=[layer], map_style=None, initial_view_state=pdk.ViewState(48.5, 37.5, 8)))
st.markdown(f"day {{day}}")
"""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: Milliseconds from the next key press until READY was true in two frames in a row.
CLOCK = """() => { window.moveTook = new Promise((done) => addEventListener("keydown", () => {
  const start = performance.now();
  let frames = 0;
  const look = () => {
    frames = (READY) ? frames + 1 : 0;
    if (frames > 1) done(performance.now() - start); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, { capture: true, once: true })); }"""
ENDED = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
SAYS = (
    "[...document.querySelectorAll('[data-testid=stMarkdownContainer] p')]"
    ".some((p) => p.textContent === 'day DAY')"
)
DRAWN = (
    "document.querySelector('iframe[title=\"streamlit_folium.st_folium\"]').contentWindow.claimsMap.painted.day"
    " === DAY && document.querySelector('.follows h3').textContent.includes('WORDS')"
)
Measures = dict[str, float]
Move = Callable[[int], float]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument(
        "--plain", type=int, nargs="+", default=[100, 1_000, 10_000], help="of the other ways"
    )
    options.add_argument("--moves", type=int, default=15)
    options.add_argument("--openings", type=int, default=5, help="of this map")
    options.add_argument("--sessions", type=int, default=20, help="readers at once")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores = {claims: folder / f"{claims}.sqlite" for claims in given.claims}
        for claims, store in stores.items():
            fill(store, claims)
        report(in_a_browser(folder, stores, given.plain, given.moves, given.openings))
        report_crowds(at_once(folder, stores, given.sessions, given.moves), given.sessions)


def in_a_browser(
    folder: Path, stores: dict[int, Path], plain: list[int], moves: int, openings: int
) -> list[tuple[str, Measures]]:
    """One reader at the bare slider, at the other ways, at this map."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium") or which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        with bare(browser, folder) as (floor, first, empty):
            rows = [("bare slider", first)]
            for claims in plain:
                for name, code in (("folium, a marker a claim", PLAIN), ("pydeck", DECK)):
                    with script(browser, folder / "app.py", code.format(claims=claims)) as (
                        move,
                        opens,
                        received,
                    ):
                        made = {"load": opens(), **timed(move, floor, moves, received)}
                    rows.append((f"{name}, {claims:,}", made))
            for claims, store in stores.items():
                rows.append((f"this map, {claims:,}", ours(browser, store, floor, moves, empty, openings)))
        browser.close()
    return rows


def at_once(folder: Path, stores: dict[int, Path], readers: int, moves: int) -> list[tuple[str, list[float]]]:
    """Many readers at the bare slider and at this map."""
    floor = folder / "floor.py"
    floor.write_text(FLOOR, encoding="utf-8")
    rows = [("bare slider", crowd([str(floor)], {}, readers, moves))]
    for claims, store in stores.items():
        found = crowd(["dashboard/app.py"], {"GEO_STORE": str(store)}, readers, moves)
        rows.append((f"this map, {claims:,}", found))
    return rows


def crowd(command: list[str], environment: dict[str, str], readers: int, moves: int) -> list[float]:
    """Seconds of the server's reruns while so many sessions move at once; the first one is warm."""
    with served(command, environment) as address:
        sessions.reruns(address, 1, 2, 0)
        return sessions.reruns(address, readers, moves)


def report_crowds(crowds: list[tuple[str, list[float]]], readers: int) -> None:
    """A table of what a move takes while many move."""
    print(f"\n{readers} sessions, each moving every 3 s, load {os.getloadavg()[0]:.1f}")
    print("| way | moves | p50 ms | p95 ms | longest ms |")
    print("| --- | --- | --- | --- | --- |")
    for name, times in crowds:
        p50, p95 = (1000 * sessions.quantile(times, share) for share in (0.5, 0.95))
        print(f"| {name} | {len(times)} | {p50:.0f} | {p95:.0f} | {1000 * max(times):.0f} |")


def report(rows: list[tuple[str, Measures]]) -> None:
    """A table, times beside their ratio to the bare slider of this run."""
    heads = ("way", "first view ms", "after the bare page ms", "page move ms", "ratio", "in-map step ms")
    heads += ("kB a move", "nodes +%", "heap +%", "load")
    print(f"{os.cpu_count()} cores\n| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    digits = {"load": 0, "after": 0, "move": 0, "ratio": 1, "step": 0, "kb": 1}
    digits |= {"nodes": 1, "heap": 1, "busy": 1}
    for name, one in rows:
        cells = [f"{one[key]:.{places}f}" if key in one else "-" for key, places in digits.items()]
        print(f"| {name} | {' | '.join(cells)} |")


@contextmanager
def served(command: list[str], environment: dict[str, str]) -> Iterator[str]:
    """A Streamlit server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "server.port": port,
        "server.headless": "true",
        "server.address": "127.0.0.1",
        "browser.gatherUsageStats": "false",
        "runner.postScriptGC": "false",
    }
    options = [word for name, value in settings.items() for word in (f"--{name}", str(value))]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", *command, *options],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                with urlopen(f"{address}/_stcore/health", timeout=1):
                    break
            except (URLError, OSError):
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def opened(browser: Any, address: str) -> tuple[Any, list[int]]:
    """A page, and the sizes of what comes over its websocket."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    received: list[int] = []
    page.on("websocket", lambda socket_: socket_.on("framereceived", lambda data: received.append(len(data))))
    page.goto(address)
    return page, received


@contextmanager
def script(browser: Any, path: Path, code: str) -> Iterator[tuple[Move, Callable[[], float], list[int]]]:
    """One of the other ways, opened: its slider's move, how to open it once more, what it receives."""
    path.write_text(code, encoding="utf-8")
    with served([str(path)], {}) as address:

        def opens() -> float:
            start = time.perf_counter()
            other, _ = opened(browser, address)
            other.get_by_text("day 200").wait_for(timeout=120_000)
            took = 1000 * (time.perf_counter() - start)
            other.close()
            return took

        opens()
        page, received = opened(browser, address)
        page.get_by_text("day 200").wait_for(timeout=120_000)
        page.get_by_role("slider").focus()

        ways = cycle((("ArrowRight", 201), ("ArrowLeft", 200)))

        def move(_: int) -> float:
            """One day on, one day back."""
            key, day = next(ways)
            return clocked(page, key, f"{ENDED} && {SAYS.replace('DAY', str(day))}")

        yield move, opens, received
        page.close()


@contextmanager
def bare(browser: Any, folder: Path) -> Iterator[tuple[Move, Measures, Callable[[], float]]]:
    """The bare slider, open while others are measured beside it: its move, what was measured of it, how to
    open it once more."""
    with script(browser, folder / "floor.py", FLOOR) as (move, opens, received):
        yield move, {"load": opens(), **timed(move, move, 2 * STEPS[0], received)}, opens


def clocked(page: Any, key: str, ready: str) -> float:
    """Milliseconds from the key press until an expression is true and the page has been drawn with it."""
    page.evaluate(CLOCK.replace("READY", ready))
    page.keyboard.press(key)
    return page.evaluate("moveTook")


def timed(move: Move, floor: Move, moves: int, received: list[int]) -> Measures:
    """Medians of moves, each followed by one of the bare slider; the first is not counted."""
    times, floors, sizes = [], [], []
    for number in range(moves + 1):
        before = sum(received)
        times.append(move(number))
        sizes.append(sum(received) - before)
        floors.append(floor(number) if floor is not move else times[-1])
    took = median(times[1:])
    ratio = took / median(floors[1:])
    return {"move": took, "ratio": ratio, "kb": median(sizes[1:]) / 1000, "busy": os.getloadavg()[0]}


def ours(
    browser: Any, store: Path, floor: Move, moves: int, empty: Callable[[], float], openings: int
) -> Measures:
    """This project's page on a store."""
    with served(["dashboard/app.py"], {"GEO_STORE": str(store)}) as address:
        loads, after = [], []
        for number in range(openings + 1):  # the first one is not counted
            before = empty()
            start = time.perf_counter()
            page, received = opened(browser, address)
            frame = frame_of(page)
            loads.append(1000 * (time.perf_counter() - start))
            after.append(loads[-1] - before)
            if number < openings:
                page.close()
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=120_000)
        page.get_by_role("slider", name="Day").first.focus()
        first = frame.evaluate("claimsMap.day")

        def move(number: int) -> float:
            day = first - 1 - number
            words = frame.evaluate("day => ClaimsMap.dayWords(day)", day)
            drawn = DRAWN.replace("DAY", str(day)).replace("WORDS", words)
            return clocked(page, "ArrowLeft", f"{ENDED} && {drawn}")

        found = timed(move, floor, moves, received)
        step = frame.evaluate(STEP, moves)
        nodes, heap = growth(page, frame)
        page.close()
    opening = {"load": median(loads[1:]), "after": median(after[1:])}
    return {**opening, "step": step, "nodes": nodes, "heap": heap, **found}


STEP = """async (moves) => {
  const times = [];
  for (let i = 0; i < moves + 1; i++) {
    const start = performance.now();
    claimsMap.show(claimsMap.day > claimsMap.data.first + 1 ? claimsMap.day - 1 : claimsMap.data.last);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    times.push(performance.now() - start);
  }
  return times.slice(1).sort((a, b) => a - b)[Math.floor(moves / 2)];
}"""


def frame_of(page: Any) -> Any:
    """The map's frame, once it has painted."""
    page.wait_for_selector('iframe[title="streamlit_folium.st_folium"]', timeout=240_000)
    for _ in range(600):
        for frame in page.frames:
            if FRAME in frame.url:
                frame.wait_for_function("window.claimsMap && claimsMap.painted.day !== null", timeout=240_000)
                return frame
        time.sleep(0.05)
    raise RuntimeError("the map's frame did not come")


def settled(page: Any, frame: Any, day: int) -> None:
    """Wait until a day is drawn, the script has ended and two frames have passed."""
    frame.wait_for_function("day => claimsMap.painted.day === day", arg=day)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=120_000)
    page.evaluate(FRAMES)


def growth(page: Any, frame: Any) -> tuple[float, float]:
    """By how many per cent document nodes and heap grow from move 20 to move 200, garbage collected.

    Moves of the page's slider, one day back and forth: both what the map and what Streamlit leaves behind.
    """
    page.get_by_role("slider", name="Day").first.focus()
    page.keyboard.press("ArrowLeft")  # the steps inside the map have left the page on another day
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=120_000)
    page.wait_for_timeout(1000)
    day = frame.evaluate("claimsMap.day")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    seen = []
    for number in range(1, STEPS[-1] + 1):
        page.keyboard.press("ArrowLeft" if number % 2 else "ArrowRight")
        settled(page, frame, day - number % 2)
        if number not in STEPS:
            continue
        page.wait_for_timeout(1000)  # the list of marks follows its map
        for _ in range(2):  # what the first one lets go is collected by the second
            session.send("HeapProfiler.collectGarbage")
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        seen.append((metrics["Nodes"], metrics["JSHeapUsedSize"]))
    (nodes, heap), (nodes2, heap2) = seen
    return 100 * (nodes2 / nodes - 1), 100 * (heap2 / heap - 1)


if __name__ == "__main__":
    main()
