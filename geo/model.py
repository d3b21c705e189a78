"""The value types of the whole path, and the closed vocabularies. Nothing else defines either.

All coordinates are WGS 84 decimal degrees in the order (lat, lon). All text offsets are code points,
end exclusive, into `Document.text`. All dates are naive calendar days as the source states them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

MODALITIES = ("asserted", "assessed", "predicted", "conditional", "aim", "denied")
EXTENTS = ("whole", "most", "part", "unstated")
CLAIMANT_KINDS = (
    "government",
    "military",
    "armed_group",
    "intelligence",
    "analyst",
    "media",
    "witness",
    "article",
    "unknown",
)
EVIDENCE_KINDS = ("verbatim", "digest")

CONTESTED, NO_STATUS, CONTROL_SUFFIX = "contested", "none", "_control"

#: What a claim says of a place; `PREDICATES[name]` is its definition, as shown in the legend.
PREDICATES = {
    "holds": "a side is said to control, hold or defend the place",
    "captured": "a side is said to have taken, seized or liberated the place",
    "advanced": "a side is said to have moved forward in, into or towards the place",
    "assaulted": "a side is said to attack or storm the place",
    "repelled": "an attack on or near the place is said to have been beaten back",
    "withdrew": "a side is said to leave or to have left the place",
    "encircling": "a side is said to be surrounding or enveloping the place",
    "encircled": "the place is said to be surrounded",
    "fighting": "fighting is reported in or near the place",
    "struck": "shelling, a strike, a drone or a blast is reported at the place",
    "fire_control": "a route or place is said to lie under fire control",
    "supply_cut": "a supply route is said to be cut",
    "supply_threatened": "a supply route is said to be threatened",
    "losses": "casualties or losses are reported at the place",
    "displaced": "civilians are said to flee, to be evacuated from or to remain in the place",
    "fortified": "defences or forces are said to be built up at the place",
    "assessment": "the importance, aim or prospect of the place is judged",
    "renamed": "the place is said to change its name",
    "reported": "something else is said about the place",
}

#: Kinds of place and the mark each gets; `sector` is a relative position such as "10 km north of X".
PLACE_KINDS = (
    "settlement",
    "district",  # raion, county: second-level region
    "region",  # oblast, province, state: first-level region
    "country",
    "area",  # historical or informal region (Donbas), front, direction
    "river",
    "lake",  # lake or reservoir
    "sea",
    "canal",
    "road",
    "facility",  # plant, mine, port, airport, station, base
    "bridge",
    "dam",
    "island",  # island or spit
    "hill",  # hill, mountain, height
    "forest",
    "sector",
)

Point = tuple[float, float]  # (lat, lon), degrees

#: Begins the place_id of a name that could not be placed: such a claim has no position and is on no map.
NOT_STORED = "not_in_the_store"  # flag of a claim that was read for one session only
UNPLACED = "name:"


@dataclass(frozen=True, slots=True)
class DateInterval:
    """An inclusive interval of calendar days with the reason for it in words.

    `edtf` is the interval in Extended Date/Time Format ("2023-03-07", "2023-03", "2023-03-04/2023-03-05",
    "2023-03-07/.."); "" when undated. `start` or `end` None means open on that side; both None is undated.
    """

    edtf: str
    start: date | None
    end: date | None
    reason: str

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"interval ends before it starts: {self.start} > {self.end}")

    @property
    def dated(self) -> bool:
        """Whether at least one bound is known."""
        return self.start is not None or self.end is not None

    @property
    def days(self) -> int | None:
        """Length in days (one day is 1), or None when open or undated."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1


UNDATED = DateInterval("", None, None, "no date given")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a document's text with a role.

    `role`: "headline", "dateline", "caption", "summary" (bullet points that repeat the body), "body",
    "boilerplate". Claims are read from every role except boilerplate.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: its decoded text, never altered, and what is known about it."""

    doc_id: str  # the file's stem, or a .jsonl row's own id
    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: DateInterval = UNDATED
    language: str = "en"  # ISO 639-1 of the text; "" when it cannot be told
    evidence: str = "verbatim"  # one of EVIDENCE_KINDS
    zones: tuple[Zone, ...] = ()  # in order, not overlapping, covering all non-blank text
    origin: str = ""  # path (and line) that it was read from, for messages

    @property
    def sha256(self) -> str:
        """Identity of the document: the sha256 of its text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the gazetteer, or one derived from such a place (a sector).

    `place_id` starts with its source: "gn:" GeoNames, "cur:" curated, "sector:" derived, "geo:" fallback
    geocoder.
    `shape` "point" uses lat, lon only; "line" has one or more `paths`; "polygon" has one ring per path.
    For lines and polygons lat, lon is the label point. `precision_km` is the radius within which the
    true position is believed to lie.
    """

    place_id: str
    name: str
    lat: float
    lon: float
    kind: str = "settlement"
    country: str = ""  # ISO 3166-1 alpha-2
    admin1: str = ""  # name of the first-level region
    population: int = 0  # 0 when unknown
    precision_km: float = 1.0
    source: str = ""
    licence: str = ""
    parent: str = ""  # place_id of what it is part of or relative to
    shape: str = "point"
    paths: tuple[tuple[Point, ...], ...] = ()

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            if not (isfinite(self.lat) and isfinite(self.lon)):
                raise ValueError(f"{self.place_id}: coordinates must be finite, got {self.lat}, {self.lon}")
            raise ValueError(f"{self.place_id}: {self.lat}, {self.lon} out of range; order is (lat, lon)")
        if self.kind not in PLACE_KINDS:
            raise ValueError(f"{self.place_id}: unknown kind {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `matched_as` is the gazetteer's spelling that matched."""

    place: Place
    matched_as: str
    match: str = "main"  # "main", "alternate", "folded", "fuzzy"
    score: float = 0.0  # higher is better; comparable only within one look-up


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in a text that may be a place.

    `use` says how the words around it use the name: "place", or a look-alike: "metonym" (Kyiv for a
    government), "organisation", "person", "publication", "adjective" (Russian forces), "speaker_location"
    (where someone spoke, not what they spoke of), "other".
    `part`: part of the place that the words name ("east", "centre", "west bank", ...), "" for none.
    `offset`: relative position, (kilometres or None, bearing in degrees clockwise from north or None).
    """

    start: int
    end: int
    text: str
    use: str = "place"
    part: str = ""
    offset: tuple[float | None, float | None] | None = None
    hint: str = ""  # a kind that the words around it ask for: "region", "river", "settlement", ...
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Toponym resolution: which place a toponym means, or the reason why none could be chosen."""

    toponym: Toponym
    place: Place | None
    reason: str
    considered: tuple[Candidate, ...] = ()  # candidates turned down, best first


@dataclass(frozen=True, slots=True)
class Link:
    """A claim's link to one place. (mention_start, mention_end) is where the text names it.

    The place_id of a name that could not be placed is UNPLACED and the folded name.
    """

    place_id: str
    name: str  # gazetteer name
    spoken: str  # as the source spells it
    extent: str = "unstated"  # one of EXTENTS
    part: str = ""  # which part, when extent is "part" and the words say
    mention_start: int = -1
    mention_end: int = -1


@dataclass(frozen=True, slots=True)
class Carrier:
    """A further place where the same statement stands: a repost, a headline, a caption."""

    doc_id: str
    sha256: str
    start: int
    end: int
    role: str  # the zone's role


@dataclass(frozen=True, slots=True)
class Trace:
    """One step of how a claim was read: which words decided which field, and what was turned down."""

    field: str  # claimant, place, said, about, predicate, modality, extent, status, certainty
    words: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said what about which place, when, how surely, in whose article, in which words."""

    claim_id: str
    doc_id: str
    sha256: str
    start: int  # evidence span: the sentence or quotation
    end: int
    quote: str  # exactly text[start:end]
    evidence: str
    claimant: str  # canonical name, "article" for the article's own voice
    claimant_kind: str
    side: str  # the claimant's side in the conflict file, "" for none
    chain: tuple[str, ...]  # who relays whom, outermost first; claimant is the last; () when said directly
    claimant_start: int  # -1 for the article's own voice
    claimant_end: int
    publisher: str
    links: tuple[Link, ...]
    predicate: str
    modality: str
    status: str
    certainty: str  # certainty words verbatim, "" for none
    yardstick: str = ""  # "PHIA", "ICD 203" where the speaker uses one
    band: tuple[int, int] | None = None  # per cent, inclusive
    published: DateInterval = UNDATED
    said: DateInterval = UNDATED
    about: DateInterval = UNDATED
    role: str = "body"  # role of the zone it was read from
    flags: tuple[str, ...] = ()  # e.g. "headline_stronger"
    carriers: tuple[Carrier, ...] = ()
    trace: tuple[Trace, ...] = field(default=(), compare=False)


def claim_id(
    sha256: str, start: int, end: int, claimant_start: int, mention_start: int, mention_end: int
) -> str:
    """Identity of a claim, from its document and spans alone: no interpretation enters it."""
    who = "article" if claimant_start < 0 else str(claimant_start)
    key = "|".join(map(str, (sha256, start, end, who, mention_start, mention_end)))
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def control(side: str) -> str:
    """Status of a place that `side` is said to control."""
    return side + CONTROL_SUFFIX


def side_of(status: str) -> str:
    """Side that a status favours, "" for contested and none."""
    return status.removesuffix(CONTROL_SUFFIX) if status.endswith(CONTROL_SUFFIX) else ""
