"""Conflict files: sides, claimants and theatre of a war, as data that a user can extend.

One TOML file per conflict in `geo/data/conflicts/` (its README documents the format); claimants that
speak about any war (agencies, foreign governments, human-rights groups) stand in `_common.toml` there.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

from geo.errors import BadInput
from geo.model import CLAIMANT_KINDS, Document, Place
from geo.text import PhraseIndex, Token, all_words, fold, positions

FOLDER = Path(__file__).parent / "data" / "conflicts"
COMMON = "_common.toml"
YARDSTICKS = ("", "PHIA", "ICD 203")
CHOOSE_CHARS = 60_000  # characters; the beginning of a long text is enough to tell its war
CHOOSE_CAP = 4  # one name counts at most this often
CHOOSE_MIN = 3  # points
ENDED = (
    0.5  # what the points of a war count that had ended before the year of a text: it may tell of the past
)
#: Short names that are common words when they are not in capitals.
CAPITALS = frozenset({"is", "us", "as", "aa", "it"})
_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_NOT_IDS = ("contested", "none", "article", "unknown")

Bbox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict. Word lists are matched as whole words, without case, accents or apostrophes."""

    id: str
    name: str
    adjectives: tuple[str, ...] = ()  # "Norwegian"
    demonyms: tuple[str, ...] = ()  # people in the plural: "Norwegians"
    forces: tuple[str, ...] = ()  # armies, militias, groups
    governments: tuple[str, ...] = ()  # country, capital or palace that stands for the government
    terms: tuple[str, ...] = ()  # words that only this side's own or opposing speakers use for it
    government: str = ""  # canonical claimant for the metonyms in `governments`
    military: str = ""  # canonical claimant for "the X army said"
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    colours: tuple[str, ...] = ()  # in which those who map this war show what it holds

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that stands for the side as such (not adjectives)."""
        return (self.name, *self.governments, *self.demonyms, *self.forces)


@dataclass(frozen=True, slots=True)
class Claimant:
    """Someone who makes claims. `side` is a side's id, "" for a neutral one."""

    name: str
    kind: str
    side: str = ""
    aliases: tuple[str, ...] = ()
    yardstick: str = ""  # one of YARDSTICKS
    person: bool = False  # a surname alone may stand for it
    titles: tuple[str, ...] = ()  # office, for "the head of the ..."
    short: tuple[str, ...] = ()  # words that mean it in reports of this war when they stand alone: "army"
    speaks_for: str = ""  # the claimant whose head or spokesman a person is: one voice with it


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where the war is. `bbox` is (lat_min, lon_min, lat_max, lon_max) in degrees, None when not stated."""

    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    admin1: tuple[str, ...] = ()  # names of first-level regions
    places: tuple[str, ...] = ()  # further names that tell the war from others
    bbox: Bbox | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A war: its sides, who speaks about it, and where it is."""

    id: str
    name: str
    sides: tuple[Side, ...] = ()
    claimants: tuple[Claimant, ...] = ()
    theatre: Theatre = Theatre()
    since: int = 0  # year in which it began, 0 when not stated: no earlier text is about it
    until: int = 0  # year in which it ended, 0 when not stated: of a later text another war comes first
    near: bool = False  # of a text whose war cannot be told: it names a place of one

    def __hash__(self) -> int:
        """By id: hashing all names anew for every look-up of what was made of a conflict costs more."""
        return hash(self.id)

    def side(self, side_id: str) -> Side | None:
        """The side with this id, None when there is none."""
        return next((s for s in self.sides if s.id == side_id), None)


def load(folder: Path | str | None = None) -> list[Conflict]:
    """Every conflict of a folder, by file name; each also has the common claimants.

    `folder` None is the package's own. Raises BadInput with file, fault and cure for a file that
    does not hold together.
    """
    root = Path(folder) if folder is not None else FOLDER
    if not root.is_dir():
        raise BadInput(
            str(root), "no such folder of conflict files", "give a folder with one .toml file per conflict"
        )
    common = common_claimants(root)
    found = [read(path, common) for path in sorted(root.glob("*.toml")) if not path.name.startswith("_")]
    ids = Counter(conflict.id for conflict in found)
    for conflict_id, count in ids.items():
        if count > 1:
            raise BadInput(
                str(root), f"{count} files have the id {conflict_id!r}", "give each conflict its own id"
            )
    return found


@lru_cache(maxsize=1)
def bodies() -> dict[str, str]:
    """Name of a person -> the claimant whose head or spokesman the person is, of all that are known."""
    return {c.name: c.speaks_for for conflict in load() for c in conflict.claimants if c.speaks_for}


def common_claimants(folder: Path) -> tuple[Claimant, ...]:
    """Claimants of `_common.toml` in the folder, else of the package's own."""
    path = folder / COMMON
    path = path if path.exists() else FOLDER / COMMON
    table = _Table(path, _parse(path))
    table.only("claimants")
    return tuple(_claimant(t, ()) for t in table.tables("claimants"))


def read(path: Path | str, common: Sequence[Claimant] = ()) -> Conflict:
    """One conflict file. A claimant of the file replaces a common one of the same name."""
    path = Path(path)
    table = _Table(path, _parse(path))
    table.only("id", "name", "since", "until", "sides", "claimants", "theatre")
    sides = tuple(_side(t) for t in table.tables("sides"))
    ids = [side.id for side in sides]
    if len(set(ids)) != len(ids):
        table.fail("two sides have the same id", "give each side its own id")
    if len(ids) < 2:
        table.fail("fewer than two sides", "a conflict needs at least two [[sides]]")
    own = tuple(_claimant(t, ids) for t in table.tables("claimants"))
    names = {fold(c.name) for c in own}
    rest = tuple(c for c in common if fold(c.name) not in names)
    known = {c.name for c in own + rest}
    for claimant in own:
        if claimant.speaks_for and claimant.speaks_for not in known:
            table.fail(
                f"{claimant.name!r} speaks for {claimant.speaks_for!r}, who is no claimant", "name one"
            )
    where, since, until = _theatre(table.table("theatre")), table.year("since"), table.year("until")
    if until and until < since:
        table.fail("it ends before it begins", "let 'until' be no year before 'since'")
    return Conflict(table.id("id"), table.text("name"), sides, own + rest, where, since, until)


def begun(conflicts: Iterable[Conflict], document: Document) -> list[Conflict]:
    """The conflicts that a document may be about: none that began after the year of its publication."""
    last = document.published.end
    return [one for one in conflicts if last is None or one.since <= last.year]


def _weight(conflict: Conflict, document: Document) -> float:
    """How much a conflict's points count: less where it had ended the year before a text or earlier."""
    first = document.published.start
    return ENDED if conflict.until and first is not None and first.year > conflict.until + 1 else 1.0


def _in_its_years(conflict: Conflict, document: Document) -> bool:
    """Whether a text was published while the war went on, or in the year after it."""
    first, last = document.published.start, document.published.end
    if first is None or last is None or not conflict.since:
        return False
    return conflict.since <= last.year and (not conflict.until or first.year <= conflict.until + 1)


def choose(text_or_document: str | Document, conflicts: Iterable[Conflict]) -> Conflict:
    """The conflict whose sides and theatre the text names most, `NO_CONFLICT` when none is named enough.

    Each distinct name counts at most CHOOSE_CAP times and must reach CHOOSE_MIN points over at least
    two distinct names, so that a single "Norwegian" does not make a war; and a war names two sides with a
    force or a place, or a force of one in its theatre, so that neither a match report nor another war does.
    While a war goes on, two names of its theatre and "rebels" or "government troops" are enough.
    """
    document = text_or_document if isinstance(text_or_document, Document) else Document("", text_or_document)
    text = document.text
    tokens = all_words(text[:CHOOSE_CHARS])
    where = positions(tokens)
    best, best_score, near = NO_CONFLICT, (False, 0.0), False
    for conflict in conflicts:
        names = _names(conflict)
        if not names.may_be_in(where.keys()):
            continue
        hits = Counter(
            value
            for first, last, value in names.scan(tokens, where)
            if value.fits(text, tokens[first], last - first)
        )
        score = sum(min(count, CHOOSE_CAP) * name.weight for name, count in hits.items())
        sides = {name.side for name in hits if name.side and name.own}
        land = {fold(name) for name in conflict.theatre.places} if hits else set()
        placed = any(not name.side or name.word in land for name in hits)  # "Iraq" is a place and a side
        near = near or placed
        common = {name.side for name in hits if name.side}
        force = any(name.force for name in hits)
        now = _weight(conflict, document) == 1.0  # years later "rebels" of its land are others
        alone = len({name.word for name in hits if not name.side}) > 1 and _in_its_years(conflict, document)
        war = (len(sides) > 1 and (placed or force)) or (
            placed and (force or (now and len(common) > 1) or (alone and any(name.fights for name in hits)))
        )
        told = len({name.word for name in hits}) > 1 and score >= CHOOSE_MIN
        rank = (placed, score * _weight(conflict, document))  # a war of which no place is named comes second
        if war and told and rank > best_score:
            best, best_score = conflict, rank
    return replace(best, near=True) if best is NO_CONFLICT and near else best


def choose_placed(document: Document, conflicts: Iterable[Conflict], places: Iterable[Place]) -> Conflict:
    """The conflict that a text too short to name both sides is about; `NO_CONFLICT` for none, or for several.

    `places` are those that the text names. Most of its settlements lie in the theatre, and the text names a
    force of one side, or a side's people in a country that is not that side's: "Russian drones hit Odesa".
    """
    towns = [place for place in places if place.kind not in ("country", "area")]
    tokens = all_words(document.text[:CHOOSE_CHARS])
    best, best_score, tied = NO_CONFLICT, (0, 0.0), False
    for conflict in conflicts if towns else ():
        inside = [place for place in towns if _in_theatre(place, conflict.theatre)]
        if 2 * len(inside) <= len(towns):
            continue
        hits = {
            value
            for first, last, value in _names(conflict).scan(tokens)
            if value.side and value.own and value.fits(document.text, tokens[first], last - first)
        }
        abroad = {
            side.id
            for side in conflict.sides
            if side.countries and any(place.country not in side.countries for place in inside)
        }
        if not any(name.force or name.side in abroad for name in hits):
            continue
        score = (len(inside), sum(name.weight for name in hits) * _weight(conflict, document))
        tied = score == best_score
        if score > best_score:
            best, best_score = conflict, score
    return NO_CONFLICT if tied else best


def around(conflict: Conflict, places: Iterable[Place]) -> bool:
    """Whether the conflict's theatre holds any town or region that a text names; True where it names none."""
    towns = [place for place in places if place.kind not in ("country", "area")]
    return not towns or any(_in_theatre(place, conflict.theatre) for place in towns)


def _in_theatre(place: Place, theatre: Theatre) -> bool:
    box = theatre.bbox
    if theatre.countries and place.country not in theatre.countries:
        return False
    if box is None:
        return place.country in theatre.countries
    return box[0] <= place.lat <= box[2] and box[1] <= place.lon <= box[3]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that tells a conflict, with its points, its side and whether it is a force."""

    word: str
    weight: float
    side: str = ""
    force: bool = False
    fights: bool = False  # a force, whether its name is its own or a common noun
    own: bool = True  # no common noun such as "rebels", which other wars have as well
    proper: bool = field(default=False, compare=False)  # with a capital: "the northern province" is no region

    def fits(self, text: str, token: Token, length: int) -> bool:
        """Whether the text writes it as a name; `length` is in tokens, the first is given."""
        if length == 1 and self.word in CAPITALS:
            return text[token.start : token.end].isupper()
        return not self.proper or not text[token.start].islower()


@lru_cache(maxsize=256)
def _names(conflict: Conflict) -> PhraseIndex[_Name]:
    """Names that tell the conflict: forces and theatre weigh more than the adjectives of a country."""
    phrases: list[tuple[str, _Name]] = []

    def add(name: str, *facts: Any) -> None:
        phrases.append((name, _Name(*facts, proper=name[:1].isupper())))

    for side in conflict.sides:
        for name in side.forces:
            add(name, fold(name), 2.0, side.id, name != name.lower(), True, name != name.lower())
        movement = not side.countries  # of one, all names are those of fighters
        for name in (side.name, *side.governments, *side.adjectives, *side.demonyms):
            own = name != name.lower()
            add(name, fold(name), 1.0, side.id, movement and own, movement and name in side.demonyms, own)
    for name in (*conflict.theatre.admin1, *conflict.theatre.places):
        add(name, fold(name), 2.0)
    for c in conflict.claimants:
        for name in (
            (c.name, *(alias for alias in c.aliases if " " in alias and not c.person)) if c.side else ()
        ):
            fights = c.kind in ("military", "armed_group")
            add(name, fold(c.name), 1.0, c.side, fights, fights)
    return PhraseIndex(phrases)


# --- reading --------------------------------------------------------------------------------------


def _parse(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(
            str(path), f"not valid TOML: {error}", "mend the line that the message names"
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(str(path), "not UTF-8 text", "save the file as UTF-8") from error
    except OSError as error:
        raise BadInput(
            str(path), f"cannot be read: {error.strerror}", "check the path and its rights"
        ) from error


class _Table:
    """A TOML table that knows where it stands, for messages."""

    def __init__(self, path: Path, values: dict[str, Any], place: str = "") -> None:
        self.path, self.values, self.place = path, values, place

    def fail(self, what: str, cure: str) -> None:
        raise BadInput(str(self.path), f"{self.place}: {what}" if self.place else what, cure)

    def only(self, *allowed: str) -> None:
        for key in self.values:
            if key not in allowed:
                self.fail(f"unknown key {key!r}", f"known keys are {', '.join(allowed)}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fail(f"{key!r} must be a text", f'write {key} = "..."')
        return value.strip()

    def id(self, key: str) -> str:
        value = self.text(key)
        if not _ID.match(value) or value in _NOT_IDS:
            self.fail(
                f"{key} = {value!r} is no identifier",
                "use lower-case letters, digits and _, from a letter on",
            )
        return value

    def year(self, key: str) -> int:
        value = self.values.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 9999:
            self.fail(f"{key!r} must be a year", f"write {key} = 2014")
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fail(f"{key!r} must be true or false", f"write {key} = true")
        return value

    def list(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or any(not isinstance(v, str) or not v.strip() for v in value):
            self.fail(f"{key!r} must be a list of texts", f'write {key} = ["...", "..."]')
        return tuple(v.strip() for v in value)

    def table(self, key: str) -> _Table:
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.fail(f"{key!r} must be a table", f"write [{key}]")
        return _Table(self.path, value, key)

    def tables(self, key: str) -> list[_Table]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or any(not isinstance(v, dict) for v in value):
            self.fail(f"{key!r} must be a list of tables", f"write [[{key}]]")
        return [
            _Table(self.path, v, f"{key} {i + 1} ({v.get('name', 'no name')})") for i, v in enumerate(value)
        ]


def _side(table: _Table) -> Side:
    lists = ("adjectives", "demonyms", "forces", "governments", "terms", "countries", "colours")
    table.only("id", "name", "government", "military", *lists)
    values = {key: table.list(key) for key in lists}
    return Side(
        table.id("id"),
        table.text("name"),
        government=table.text("government", ""),
        military=table.text("military", ""),
        **values,
    )


def _claimant(table: _Table, sides: Sequence[str]) -> Claimant:
    table.only("name", "kind", "side", "aliases", "yardstick", "person", "titles", "short", "speaks_for")
    claimant = Claimant(
        table.text("name"),
        table.text("kind"),
        table.text("side", ""),
        table.list("aliases"),
        table.text("yardstick", ""),
        table.flag("person"),
        table.list("titles"),
        table.list("short"),
        table.text("speaks_for", ""),
    )
    if claimant.kind not in CLAIMANT_KINDS:
        table.fail(f"unknown kind {claimant.kind!r}", f"known kinds are {', '.join(CLAIMANT_KINDS)}")
    if claimant.side and claimant.side not in sides:
        table.fail(
            f"unknown side {claimant.side!r}",
            f'known sides are {", ".join(sides) or "none here"}; "" is neutral',
        )
    if claimant.yardstick not in YARDSTICKS:
        table.fail(f"unknown yardstick {claimant.yardstick!r}", "known yardsticks are PHIA, ICD 203")
    return claimant


def _theatre(table: _Table) -> Theatre:
    table.only("countries", "admin1", "places", "bbox")
    box = table.values.get("bbox")
    if box is None:
        bbox = None
    else:
        numbers = isinstance(box, list) and all(
            isinstance(v, int | float) and not isinstance(v, bool) for v in box
        )
        if not numbers or len(box) != 4 or not all(isfinite(v) for v in box):
            table.fail("bbox must be four numbers", "write bbox = [lat_min, lon_min, lat_max, lon_max]")
        lat_min, lon_min, lat_max, lon_max = map(float, box)
        if not (-90 <= lat_min < lat_max <= 90 and -180 <= lon_min < lon_max <= 180):
            table.fail("bbox is empty or off the globe", "the order is [lat_min, lon_min, lat_max, lon_max]")
        bbox = (lat_min, lon_min, lat_max, lon_max)
    countries = table.list("countries")
    for code in countries:
        if not re.fullmatch("[A-Z]{2}", code):
            table.fail(f"{code!r} is no country code", 'use ISO 3166-1 alpha-2 codes such as "UA"')
    return Theatre(countries, table.list("admin1"), table.list("places"), bbox)


def _no_conflict() -> Conflict:
    return Conflict("none", "no conflict file")


NO_CONFLICT = replace(_no_conflict(), claimants=common_claimants(FOLDER))
