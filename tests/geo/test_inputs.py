"""An ingest reads what is new or changed, and nothing else; what comes of it is that of a full reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo import conflicts, inputs, pipeline
from geo.decisions import Decision
from geo.gazetteer import Gazetteer
from geo.model import Document
from geo.pipeline import Summary
from geo.store import Store
from tests.conftest import Spoil

TEXTS = {
    "a.txt": "Russian forces have captured Kupiansk, the Russian Defence Ministry said on 3 May. It rained.",
    "b.txt": "Ukrainian troops still control Lyman, the Ukrainian General Staff said on 4 May 2024.",
    "c.txt": "Reprint. Russian forces have captured Kupiansk, the Russian Defence Ministry said on 3 May.",
    "d.txt": "Fighting goes on near Qqqville and in Izium, the Ukrainian army said. The mayor said nothing.",
}


@pytest.fixture(scope="module")
def wars() -> list[conflicts.Conflict]:
    return conflicts.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


class Run:
    """Ingests of one folder into one store, each with the names of the documents that it read."""

    def __init__(self, folder: Path, wars: list[conflicts.Conflict], patch: pytest.MonkeyPatch) -> None:
        self.folder, self.wars, self.read = folder, wars, []
        whole = pipeline.process

        def process(document: Document, **options: object) -> pipeline.Reading:
            self.read.append(document.doc_id)
            return whole(document, **options)

        patch.setattr(pipeline, "process", process)

    def __call__(
        self, where: str, *, corrections: Path | None = None, **options: object
    ) -> tuple[list[str], Summary]:
        self.read.clear()
        with Store.open(where) as store:
            summary = pipeline.ingest(
                [self.folder],
                store=store,
                gazetteer=Gazetteer.open(corrections=corrections),
                conflicts=self.wars,
                **options,
            )
        return sorted(self.read), summary


@pytest.fixture
def run(folder: Path, wars: list[conflicts.Conflict], monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(folder, wars, monkeypatch)


def held(where: str) -> dict[str, object]:
    """What a store shows, whatever the order in which it came there."""
    with Store.open(where, readonly=True) as store:
        frame = store.claims_frame()
        tray = store.tray()
        return {
            "rows": sorted(map(str, frame.astype(str).to_dict("records"))),
            "claims": store.claims(sorted(set(frame["claim_id"]))),
            "documents": [replace(one, revision=0) for one in store.documents()],
            "tray": (sorted(tray.unmapped, key=str), tray.rejected, sorted(tray.withheld), tray.not_read),
            "damage": store.verify(),
        }


def test_a_second_ingest_reads_nothing_and_says_the_same(run: Run, where: str) -> None:
    first_read, first = run(where)
    with Store.open(where) as store:
        revision = store.revision
    second_read, second = run(where)

    assert (first_read, second_read) == (["a", "b", "c", "d"], [])
    assert second.known == 4 and first.claims > 3 and first.unmapped
    assert replace(second, known=0, changed=first.changed) == first
    with Store.open(where) as store:
        assert store.revision == revision
    assert "unchanged, as were the rules: 4, not read again" in second.lines()


def test_processes_of_their_own_read_nothing_either(run: Run, where: str) -> None:
    run(where, jobs=2)
    (run.folder / "b.txt").write_text("Ukrainian troops left Lyman on 5 May 2024, the army said.")

    assert run(where, jobs=2)[1].known == 3
    assert run(where, jobs=2)[1].known == 4


def test_one_changed_file_is_read_and_the_rest_is_as_after_a_full_reading(
    run: Run, anew: Callable[[], str]
) -> None:
    """The original of a repost changes, and a decision on it stays: the repost now stands by itself."""
    resumed, full = anew(), anew()
    run(resumed)
    run(full)
    for where in (resumed, full):
        with Store.open(where) as store:
            frame = store.claims_frame()
            one = frame[frame["place_name"] == "Lyman"]["claim_id"].iloc[0]
            store.decide([Decision(one, "accept", "", "", "read it", "me", date(2024, 6, 1))])
    (run.folder / "a.txt").write_text("Russian forces were pushed out of Kupiansk, the Ukrainian army said.")
    with Store.open(full) as store:
        store._database.run("DELETE FROM inputs")

    assert run(resumed)[0] == ["a"]
    assert run(full)[0] == ["a", "b", "c", "d"]
    assert held(resumed) == held(full)
    assert held(resumed)["damage"] == []


def test_what_is_known_about_a_text_counts_as_much_as_its_words(run: Run, where: str) -> None:
    run(where)
    (run.folder / "manifest.csv").write_text("file,published\nb.txt,2024-05-04\n")

    assert run(where)[0] == ["b"]
    assert run(where)[0] == []


def test_of_one_text_under_two_names_the_last_stands_and_neither_is_read_again(
    run: Run, anew: Callable[[], str]
) -> None:
    """Whatever is left of the two, it is what a full reading would leave."""
    head = "---\npublisher: {}\n---\n\n{}"
    for name, publisher in (("m.md", "Morning Paper"), ("n.md", "Night Paper")):
        (run.folder / name).write_text(head.format(publisher, TEXTS["b.txt"] + " Nobody was hurt."))
    where, other = anew(), anew()
    assert run(where)[0] == ["a", "b", "c", "d", "m", "n"]
    revision = revision_of(where)
    read, summary = run(where)
    assert (read, summary.known, summary.documents, revision_of(where)) == ([], 6, 6, revision)

    (run.folder / "n.md").unlink()
    assert run(where)[0] == ["m"]
    run(other)
    assert held(where) == held(other)
    assert {one.document.publisher for one in held(where)["documents"]} == {"", "Morning Paper"}
    (run.folder / "z.md").write_text(head.format("Night Paper", TEXTS["b.txt"] + " Nobody was hurt."))
    assert run(where)[0] == ["z"]
    assert run(where, jobs=2)[1].known == 6


def revision_of(where: str) -> int:
    with Store.open(where, readonly=True) as store:
        return store.revision


def test_other_rules_read_everything_again(run: Run, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run(where)
    monkeypatch.setattr(inputs, "rules", lambda: "another version")

    assert run(where)[0] == ["a", "b", "c", "d"]
    assert run(where)[0] == []


def test_other_conflicts_read_everything_again(run: Run, where: str) -> None:
    run(where)
    run.wars = [replace(one, name=f"{one.name} renamed") for one in run.wars]

    assert run(where)[0] == ["a", "b", "c", "d"]


def test_a_correction_for_one_article_reads_that_article(run: Run, where: str, tmp_path: Path) -> None:
    run(where)
    file = tmp_path / "mine.csv"
    file.write_text("action,name,place_id,document\nresolve,Lyman,,b\n")
    assert run(where, corrections=file)[0] == ["b"]
    assert run(where, corrections=file)[0] == []

    file.write_text("action,name,place_id,document\nresolve,Lyman,,b\nresolve,Izium,,\n")
    assert run(where, corrections=file)[0] == ["a", "b", "c", "d"]


def test_a_run_that_was_broken_off_reads_the_rest(run: Run, where: str) -> None:
    done: list[str] = []

    def stop(origin: str) -> None:
        done.append(Path(origin).stem)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(where, progress=stop)

    assert run(where)[0] == sorted({"a", "b", "c", "d"} - set(done))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE claim_rows SET status = 'ukraine_control' WHERE doc_id = 'a'",
        "DELETE FROM claim_rows WHERE doc_id = 'a'",
        "DELETE FROM mentions WHERE sha256 IN (SELECT sha256 FROM documents WHERE doc_id = 'a')",
        "UPDATE documents SET outcome = 'language not read' WHERE doc_id = 'a'",
        "DELETE FROM documents WHERE doc_id = 'a'",
    ],
)
def test_what_was_damaged_is_read_again_and_mended(run: Run, where: str, spoil: Spoil, damage: str) -> None:
    run(where)
    before = held(where)
    spoil(where, damage)

    assert run(where)[0] == ["a"]
    assert held(where) == before
    assert run(where)[0] == []


def test_rules_are_a_hash_over_code_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file of code or of data is another version of the rules; a compiled one is not."""
    monkeypatch.setattr(inputs, "PACKAGE", tmp_path)
    (tmp_path / "data").mkdir()
    seen = []
    for name, text in (("a.py", "x = 1"), ("a.py", "x = 2"), ("data/b.csv", "x"), ("a.pyc", "x")):
        (tmp_path / name).write_text(text)
        seen.append(inputs.rules.__wrapped__())

    assert len(set(seen)) == 3 and seen[2] == seen[3]
