"""The whole path, from text to claims, as one function, and the run over many files that fills a store."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from geo.conflicts import Conflict, around, begun, choose, choose_placed
from geo.model import Claim, DateInterval, Document, Place, Resolution
from geo.reading import LANGUAGE_NOT_READ, READ, Known, Reading
from geo.resolve import sector

if TYPE_CHECKING:
    from geo.documents import Rejected
    from geo.gazetteer import Gazetteer
    from geo.store import Refusal, Store

__all__ = ["LANGUAGES", "LANGUAGE_NOT_READ", "READ", "Reading", "Summary", "ingest", "process", "readings"]

LANGUAGES = ("en",)  # ISO 639-1 codes of the languages that the rules read
_ZONES = timedelta(days=1)  # a text may bear tomorrow's date: it is tomorrow elsewhere
_SECTOR = "sector:"
_LINE = re.compile(r", line [0-9]+\Z")  # ends the origin of a row of a .jsonl file

Progress = Callable[[str], None]


def process(
    document: Document,
    *,
    gazetteer: Gazetteer,
    conflicts: Sequence[Conflict],
    languages: Sequence[str] = LANGUAGES,
) -> Reading:
    """Everything that is read from one document; pure.

    1 choose the conflict (by the places, where words do not tell) -> 2 recognise names -> 3 resolve them to
    places -> 4 attribute words to speakers -> 5 read claims. A text in another language comes back with the
    outcome LANGUAGE_NOT_READ.
    """
    if document.language and document.language not in languages:
        return Reading(document, outcome=LANGUAGE_NOT_READ)
    with _no_collecting():
        return _read(document, gazetteer, conflicts)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Put the collector of cyclic rubbish off: reading makes next to none, and what it makes mostly stays."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(document: Document, gazetteer: Gazetteer, conflicts: Sequence[Conflict]) -> Reading:
    """What `process` does with a document whose language is read."""
    from geo.attribution import attribute
    from geo.claims import read_gated
    from geo.resolve import resolve
    from geo.toponyms import recognise

    conflicts = begun(conflicts, document)
    conflict = choose(document, conflicts)
    toponyms = recognise(document, gazetteer, conflict)
    corrected = {
        name: place_id
        for (name, only), place_id in sorted(gazetteer.resolutions.items(), key=lambda row: row[0][1])
        if only in ("", document.doc_id)  # the article's own row comes later and wins
    }
    resolutions = resolve(document, toponyms, gazetteer, conflict, corrected)
    places = [one.place for one in resolutions if one.place and one.toponym.use == "place"]
    elsewhere = bool(conflict.sides) and not around(conflict, places)  # its sides fight in other wars, too
    if elsewhere or not conflict.sides:
        found = choose(document, [one for one in conflicts if around(one, places)]) if elsewhere else conflict
        if not found.sides:
            placed = choose_placed(document, conflicts, [one.place for one in resolutions if one.place])
            found = placed if placed.sides else found
        if found != conflict:
            conflict = found
            toponyms = recognise(document, gazetteer, conflict)
            resolutions = resolve(document, toponyms, gazetteer, conflict, corrected)
    attributions = attribute(document, conflict)
    claims, notes = read_gated(document, resolutions, attributions, conflict)
    return Reading(
        document,
        conflict.id if conflict.sides else "",
        tuple(resolutions),
        tuple(_distinct(claims)),
        tuple(_places(resolutions, claims, gazetteer)),
        notes,
    )


def _distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims with ids of their own: two events told by one sentence of one place share their spans."""
    seen: dict[str, int] = {}
    for claim in claims:
        count = seen[claim.claim_id] = seen.get(claim.claim_id, 0) + 1
        yield claim if count == 1 else replace(claim, claim_id=f"{claim.claim_id}-{count}")


def _places(
    resolutions: Iterable[Resolution], claims: Iterable[Claim], gazetteer: Gazetteer
) -> Iterator[Place]:
    """The places that names were resolved to, and those that only claims link to, each once."""
    known = {one.place.place_id: one.place for one in resolutions if one.place and one.toponym.use == "place"}
    for place_id in dict.fromkeys(link.place_id for claim in claims for link in claim.links):
        if place_id not in known and (place := _place(place_id, gazetteer)):
            known[place_id] = place
    yield from known.values()


def _place(place_id: str, gazetteer: Gazetteer) -> Place | None:
    """A place of the gazetteer, or the sector that a "sector:" id describes."""
    if not place_id.startswith(_SECTOR):
        return gazetteer.get(place_id)
    base_id, km, bearing = place_id.removeprefix(_SECTOR).rsplit(":", 2)
    base = gazetteer.get(base_id)
    return (
        sector(base, *(None if figure == "?" else float(figure) for figure in (km, bearing)))
        if base
        else None
    )


def readings(
    paths: Iterable[str | Path],
    *,
    gazetteer: Gazetteer,
    conflicts: Sequence[Conflict],
    published: str | DateInterval | None = None,
    prepare: Callable[[Document], Document | Known | None] = lambda document: document,
    last: Callable[[], Iterable[Document]] = tuple,
    jobs: int = 0,
    cluster: str = "",
) -> Iterator[Reading | Known | Rejected]:
    """Read files and folders, one document at a time; whatever cannot be read comes as Rejected, and the rest
    goes on. `prepare` may lay what is known from elsewhere over a document before it is read, say that it
    need not be, or leave it out; `last` gives further documents once all others have been taken. `jobs` is
    how many processes, limited in time and memory, read at once (see `geo.workers`); 0 reads in this one.
    `cluster` is the address of a Dask scheduler whose workers read instead, or "local".

    Raises:
        BadInput: `published` is not a date or interval, or the cluster cannot be used.
    """
    from geo import documents
    from geo.cluster import Cluster
    from geo.workers import Workers

    found = documents.read(paths, published=published, languages=LANGUAGES)
    items = chain(found, last())
    read = Reader(gazetteer, conflicts)
    if cluster or jobs:
        with Cluster(read, cluster) if cluster else Workers(read, jobs) as readers:
            yield from readers.map(items, prepare)
    else:
        for item in items:
            prepared = item if isinstance(item, documents.Rejected) else prepare(item)
            if prepared is not None:
                yield read(prepared) if isinstance(prepared, Document) else prepared


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one document, or says why that failed: one document must not stop the rest, whatever is wrong
    with it.
    """

    gazetteer: Gazetteer
    conflicts: Sequence[Conflict]

    def __call__(self, document: Document) -> Reading | Rejected:
        try:
            return process(document, gazetteer=self.gazetteer, conflicts=self.conflicts)
        except Exception as error:
            from geo.documents import Rejected

            words = " ".join(str(error).split())[:200]
            failure = f"{type(error).__name__}: {words}" if words else type(error).__name__
            reason = f"reading it failed ({failure})"
            return Rejected(document.origin, None, reason, "please report this with the file")


@dataclass(slots=True)
class Summary:
    """What a run came to. `refusals` and `not_read` make the difference between exit codes 0 and 1."""

    documents: int = 0  # taken, whether new or not
    known: int = 0  # of these: not read again, as neither they nor the rules have changed
    changed: int = 0  # new, or read otherwise than before
    claims: int = 0
    unmapped: int = 0  # names of places that could not be placed
    undated_documents: int = 0
    undated_claims: int = 0
    withheld: list[str] = field(default_factory=list)  # why a text gave no or fewer claims
    ahead: list[str] = field(default_factory=list)  # texts and claims that are dated later than they can be
    today: date = field(default_factory=date.today)
    not_read: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def count(self, reading: Reading | Known, *, changed: bool) -> None:
        """Add one document."""
        tally = reading.tally
        self.documents += 1
        self.known += isinstance(reading, Known)
        self.changed += changed
        self.claims += tally.claims
        self.unmapped += tally.unmapped
        self.undated_documents += not reading.document.published.dated
        published = reading.document.published
        if published.start and published.start > self.today + _ZONES:
            self.ahead.append(
                f"{reading.document.doc_id}: published {published.edtf}, ahead of today; check it"
            )
        if late := [one for one in getattr(reading, "claims", ()) if _ahead(one)]:
            first = f"said {late[0].said.edtf}, about {late[0].about.edtf}"
            self.ahead.append(
                f"{reading.document.doc_id}: claims told as facts and dated after they were said: {len(late)}"
                f"; first: {first}; check the day of publication"
            )
        self.undated_claims += tally.undated
        self.withheld += [f"{reading.document.doc_id}: {note}" for note in reading.notes]
        if reading.outcome == LANGUAGE_NOT_READ:
            self.not_read.append(not_read_words(reading.document))

    def lines(self) -> list[str]:
        """The summary as a person reads it."""
        return [
            f"documents: {self.documents} ({self.changed} new or changed, {len(self.not_read)} not read)",
            *([f"unchanged, as were the rules: {self.known}, not read again"] if self.known else []),
            f"claims: {self.claims} ({self.undated_claims} undated)",
            f"unmapped place names: {self.unmapped}",
            f"undated documents: {self.undated_documents}",
            f"rejected: {len(self.refusals)}" + ", not counted among the documents" * bool(self.refusals),
            *self.withheld,
            *self.ahead,
        ]


def _ahead(claim: Claim) -> bool:
    """Whether what a claim tells as a fact begins later than it was told."""
    from geo.assertions import COLOURING

    about, said = claim.about.start, claim.said.end
    return claim.modality in COLOURING and bool(about and said and about - said > _ZONES)


def not_read_words(document: Document) -> str:
    """Why a document was not read, and the cure, in one line."""
    where = document.origin or document.doc_id
    return f"{where}: language not read ({document.language}); give a text in {', '.join(LANGUAGES)}"


def ingest(
    paths: Iterable[str | Path],
    *,
    store: Store,
    gazetteer: Gazetteer,
    conflicts: Sequence[Conflict],
    published: str | DateInterval | None = None,
    progress: Progress | None = None,
    jobs: int = 0,
    cluster: str = "",
) -> Summary:
    """Read files and folders into the store, one transaction per document; `jobs` and `cluster` are those of
    `readings`. A document that the store holds as the same rules read it from the same input is not read
    again (see `geo.inputs`): what is stored is what a full reading would store.

    What had been rejected from these paths before is listed anew or cleared; a path that leads nowhere was
    never an input, so the summary alone tells of it. `progress` is called with the
    origin of each input when it is done.

    Raises:
        StoreError: the store cannot be written; what was stored before stays.
        BadInput: `published` is not a date or interval.
    """
    from geo.documents import NO_SUCH_PATH
    from geo.inputs import Keys, Run
    from geo.store import Refusal

    paths = [Path(path) for path in paths]
    summary, run = Summary(), Run(store, Keys(gazetteer, conflicts))
    for item in readings(
        paths,
        gazetteer=gazetteer,
        conflicts=conflicts,
        published=published,
        prepare=run.prepare,
        last=run.left,
        jobs=jobs,
        cluster=cluster,
    ):
        if isinstance(item, Reading):
            summary.count(item, changed=run.put(item))
            origin = item.document.origin
        elif isinstance(item, Known):
            summary.count(item, changed=False)
            origin = item.document.origin
        else:
            summary.refusals.append(Refusal(item.origin, item.line or 0, item.reason, item.cure))
            origin = item.origin
        if progress:
            progress(origin)
    for known in run.replaced:
        summary.count(known, changed=False)
    stale = [one.origin for one in store.rejected() if _below(one.origin, paths)]
    store.reject([one for one in summary.refusals if one.reason != NO_SUCH_PATH], cleared=stale)
    return summary


def _below(origin: str, paths: Sequence[Path]) -> bool:
    """Whether an origin is one of the paths, a line of it, or a file below it."""
    place = os.path.abspath(_LINE.sub("", origin))
    return any(place == (top := os.path.abspath(path)) or place.startswith(top + os.sep) for path in paths)
