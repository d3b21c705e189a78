"""Toponym resolution: which place each name means, by the rest of the document, or why none could be chosen.

Order of evidence: the kind that the words ask for; a region or country named beside the name; the country
that the text is about and the conflict's theatre; nearness to places that the text names without doubt;
population. A name keeps its sense through a document unless the words beside it say otherwise.
Distances are kilometres, bearings degrees clockwise from north, coordinates (lat, lon).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import asin, atan2, cos, degrees, log10, radians, sin, sqrt
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from geo.gazetteer import EARTH_KM, distance_km
from geo.model import Candidate, Document, Place, Point, Resolution, Toponym
from geo.names import key as name_key
from geo.respelling import RESPELT, respelt
from geo.text import fold, fold_word
from geo.wordlists import cue, peoples, phrases

if TYPE_CHECKING:
    from geo.conflicts import Conflict
    from geo.gazetteer import Gazetteer

SAME_PLACE_KM = 6.0  # two records this close are one place for a reader
TWIN_KM, TWIN_MARGIN = 40.0, 2.5  # namesakes this close are told apart only by more points
TWIN_SHARE = 3  # unless one is so many times nearer to what is named beside it
MARGIN = 0.7  # points by which the best candidate must lead
UNKNOWN_PEOPLE = 500  # what a place of unknown population is taken to have
SAME_STEM, SAME_SHARE = 4, 0.7  # letters, and share of the shorter name, that spellings of one region share
SURE_MARGINS = (
    2.5,
    1.5,
)  # points by which a place must lead to serve as an anchor, in the first round, the second
NAMESAKE_KM = 150.0  # a town and a region of one name this near are town and surroundings
ANCHORS = 10  # nearest anchors in the text that are measured
BESIDE_CHARS = 60  # how far after a name its region may be named
MAX_CONSIDERED = 8
EITHER = "could be the city or the region of this name; the text does not say which"
MAX_LIST = 15  # members of a list that a region after it holds for
LISTED, LISTED_CITY = 4, 20_000  # names that make a list; people of a city that is no village of a list
LISTED_TOWN = 5_000  # people of a town that tells in which country a list is
NAMED_REGIONS = 6  # regions that the text names most: places in them are likelier
NEAR_POINTS = 5.0  # points for lying beside a sure place named in the same breath
OTHER_NAME_POINTS = 4.0  # for being a sure place of the text, named otherwise there
NEAR_KM, NEAR_CHARS = 30.0, 250.0  # where these points have fallen to a half
BREAK_CHARS = 120  # how many characters the end of a sentence counts for
FAR_CHARS = 1000  # so far apart in the text, sentences no longer matter
REACH_POINTS = 11.0  # candidates behind by more cannot be brought up by nearness
MAX_WEIGHED = 16  # candidates of one name that are weighed against the context
FOREIGN_KM = 1200.0  # from the theatre's places to a town that is hardly meant by a name not its own
WORLD_CITY = 500_000  # people of a city that is meant by its own name wherever the war is
AREA_KM = 300.0  # km from the middle of an area without bounds within which a place likely lies in it
WIDE_KM = 1000.0  # and beyond which it does not
STRAY_KM = 120.0  # the same for one of a list that lies in none of the regions that the text names
FAR_KM = 200.0  # a small place farther than this from all named around it is not believed
FAR_POPULATION = 60_000
FAR_ANCHORS = 5
TOGETHER, TOGETHER_KM = 3, 30.0  # names of one sentence that lie so close to one of them
FEW_NAMESAKES = 4
CLOSE_KM, APART_KM = 30.0, 90.0  # how close the places of a sentence are together, how far one is from them
OUTRANKED = 4  # times the people of any other town of its name
COMMON_NAME = 2  # other places of that name: from here on the gazetteer may lack the one that is meant
FUZZY_KM = 40.0  # how near to a sure place a misspelt name's place must lie
FUZZY_PEOPLE = 3000  # villages are too many and too alike to be guessed at
FUZZY_LENGTH, LONG_NAME = 6, 10  # letters of the shortest name that is mended, and of one with two slips
FUZZY_ANCHORS, MAX_AROUND = 2, 12  # sure places looked around for one name, for one text

_REGION_WORDS = frozenset(
    ["oblast", "region", "province", "state", "governorate", "krai", "of", "the", "provincia", "autonomous"]
)
_KIND_GROUPS = {
    "region": ("region", "area"),
    "district": ("district",),
    "territory": ("district", "region", "area"),
    "settlement": ("settlement",),
    "river": ("river",),
    "lake": ("lake", "sea"),
    "sea": ("sea",),
    "country": ("country",),
    "bridge": ("bridge",),
    "dam": ("dam",),
}
#: What a bare name most likely means.
_KIND_POINTS = {"settlement": 2.5, "country": 1.5, "region": 0.8, "area": 0.6, "district": -0.5}
_HINTED_POINTS = 6.0  # for the kind that the words ask for
DWARFED = 100  # times the people of any town of its name: such a region is meant by the bare name
_WIDE = ("country", "region", "area")  # their points lie near nothing in particular
_LOOKALIKES = {
    "metonym": "stands for a government, not for a place",
    "organisation": "part of the name of an organisation",
    "person": "name of a person",
    "publication": "part of the name of a publication",
    "adjective": "used as an adjective",
    "speaker_location": "where someone spoke, not what they spoke of",
    "other": "not used as the name of a place",
}
WIDER = frozenset({"district", "territory", "region"})  # kinds that no town is taken for
TOWN_PARTS = frozenset({"outskirts", "suburbs", "centre"})  # what a town has and a land has not
TERRITORY_POINTS = 9.0  # for a territory better known than the town of its name
TERRITORY_LAG = 0.12  # how far its score may lie behind the town's
SMALL_REGION = 300_000  # people
GENERIC_KM = 15.0  # how near "the Old City" must lie to the place named last
GENERIC_BACK = 6  # sure places looked at before it
QUARTER_KM, QUARTER_CHARS = 30.0, 60
_QUARTERS = re.compile(
    r"\b(?:neighbou?rhoods?|quarters?|suburbs?) of "
    r"(?:(?:the |al-|el-)?[A-Z][\w'’-]*(?:, and |, | and )(?:the )?){0,4}\Z"
)
_QUARTER_AFTER = re.compile(r" (?:neighbou?rhoods?|quarter|suburb)\b")
NEAR_SHARES = (1, 2, 4, 8)  # divisors of the points for the nearest, the second nearest, ...
FRONT_WEIGHT = 1.5  # a front is called after its best known town, not after the nearest of that name
_FRONT = re.compile(r" (?:direction|axis|front|sector)\b")
_CONTAINING = re.compile(
    r"\s*(?:,\s*(?:in\s)?|\(|\bin\s|\bof\s)\s*"
    r"(?:the |occupied |eastern |western |northern |southern )*\Z"
)
TOLD_NEAR_KM = 150.0  # farther than this no text puts one place near another
_NEAR_ANOTHER = re.compile(
    r"(?: (?:town|city|village|township))?,? (?:which (?:is|lies) )?(?:also |just |located |lying )?"
    r"(?:near|close to|outside|not far from) (?:the (?:city|town) of )?"
)
#: "P (southeast of Q)", "P (just north of Q)", "P, 5 km west of Q", "P (near Q)": where P lies, as a gloss.
_GLOSS = re.compile(
    r"(?: (?:town|city|village))?(?P<mark> \(|, )"
    r"(?:located |just |immediately |about |some |roughly |further )*"
    r"(?:\d[\d.,]* ?(?:km|kilomet(?:er|re)s|miles) )?(?:to the )?"
    r"(?:(?P<way>(?:due )?(?:north|south)?[ -]?(?:north|south|east|west|(?:north|south)(?:east|west))) of |"
    r"(?:near|close to|outside) )(?:the (?:city|town|village) of )?"
)
GLOSS_POINTS = 8.0
KNOWN_BY_FAR = 10  # times the people of any namesake: the town by which others are told
GLOSS_NEAR_KM = 5.0  # so near a town a compass word says little
GLOSS_KM = 60.0  # farther apart than this no gloss in brackets puts one place by another
_OWNED = re.compile(r"[A-Z]\w+['’ʼ]s \Z")  # "Russia's" before a name
_POSSESSIVE_GAP = re.compile(r"['’ʼ]s (?:\w+ ){0,2}\Z")


@dataclass(slots=True)
class _Choice:
    """One candidate with the points it got and for what."""

    candidate: Candidate
    points: float
    parts: dict[str, float]


def resolve(
    document: Document,
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    conflict: Conflict,
    corrections: Mapping[str, str] | None = None,
) -> list[Resolution]:
    """One Resolution per toponym, in the same order.

    `place` is None with a reason for look-alikes, for names that the gazetteer does not know, and for names
    that the document does not decide. `corrections` maps names to place ids that always win, "" for no place.
    """
    return _Resolver(document, list(toponyms), gazetteer, conflict, corrections or {}).run()


class _Resolver:
    """State of one document's resolution."""

    def __init__(
        self,
        document: Document,
        toponyms: list[Toponym],
        gazetteer: Gazetteer,
        conflict: Conflict,
        corrections: Mapping[str, str],
    ) -> None:
        self.text, self.toponyms, self.gazetteer = document.text, toponyms, gazetteer
        self.conflict = conflict
        #: Regions of the theatre: each is a land of its own, though the gazetteer may not know it.
        self.told = frozenset(map(fold, conflict.theatre.admin1))
        self.corrections = {name_key(name): place_id for name, place_id in corrections.items()}
        self.regions: dict[str, bool] = {}
        self.countries = self._countries()
        self.mentions = sum(self.countries.values())
        self.named = self._named_regions()
        self.firm: set[int] = set()  # toponyms that "in X region" holds for
        self.inside_named: dict[tuple[str, str], bool] = {}
        self.beside = self._beside()
        self.glosses = dict(self._glosses())
        self.anchors: list[tuple[int, Place]] = []  # (offset in the text, place), in order
        self.anchor_offsets: list[int] = []
        self.called: dict[str, set[str]] = {}  # folded names by which the text calls each sure place
        self.fixed: dict[tuple[str, str, int], list[tuple[Candidate, float, tuple[float, float, float]]]] = {}
        self.around: dict[str, list[Place]] = {}
        self.strays: set[int] = set()  # toponyms put by the words beside them where no such place is known
        self.quarters: dict[str, str] = {}  # folded names of a city's quarters, with the reason
        self.at_war: list[Place] | None = None  # sure places of the theatre's countries, each once
        self.closest: dict[str, tuple[Place | None, float]] = {}
        self.rivals: dict[tuple[str, str], bool] = {}
        self.spots: dict[str, tuple[float, float, float]] = {}
        #: By what points for nearness are divided: place id -> id of a sure place -> divisor.
        self.farness: dict[str, dict[str, float]] = {}
        self.together: dict[int, Place] = {}  # toponyms that only the names beside them decide

    def run(self) -> list[Resolution]:
        """Anchors first, then everything in order with the anchors' help."""
        for margin in SURE_MARGINS:  # places that the first round settled help the second
            self._find_anchors(margin)
        if self._find_together():
            self._find_anchors(SURE_MARGINS[-1])
        results = [self._one(i, t) for i, t in enumerate(self.toponyms)]
        return self._one_sense(self._called_a_town(self._not_there(results)))

    def _called_a_town(self, results: list[Resolution]) -> list[Resolution]:
        """A name that the text calls a town, and whose town no list knows, is not the region of that name
        where nothing says that the region is meant."""
        towns = {
            fold(r.toponym.text): r.reason
            for r in results
            if r.place is None and r.toponym.use == "place" and r.toponym.hint == "settlement"
        }
        kept = []
        for r in results:
            reason = towns.get(fold(r.toponym.text)) if r.place and not r.toponym.hint else None
            region = r.place is not None and r.place.kind in ("region", "district")
            kept.append(replace(r, place=None, reason=reason) if reason and region else r)
        return kept

    def _not_there(self, results: list[Resolution]) -> list[Resolution]:
        """A name that the words beside it put in a region where no such place is known stays without a place
        wherever the text names it, unless they put it elsewhere too."""
        stray = {fold(self.toponyms[i].text): results[i] for i in self.strays}
        kept = []
        for i, r in enumerate(results):
            told = stray.get(fold(r.toponym.text))
            settled = r.place is not None and r.place.kind == "settlement" and i not in self.beside
            kept.append(replace(r, place=None, reason=told.reason) if told and settled else r)
        return kept

    # --- what the document says ---------------------------------------------------------------------------

    def _countries(self) -> Counter[str]:
        """ISO codes of countries by how often the text names them or their people."""
        counts: Counter[str] = Counter()
        for t in self.toponyms:
            for c in t.candidates[:1]:
                if c.place.kind == "country":
                    counts[c.place.country] += 1
        counts.update(peoples(self.text[:100_000]))
        return counts

    def _named_regions(self) -> list[Place]:
        """First-level regions that the text names most."""
        counts: Counter[str] = Counter()
        places: dict[str, Place] = {}
        for t in self.toponyms:
            best = t.candidates[0].place if t.candidates else None
            if best is not None and t.use == "place" and (best.kind == "region" or t.hint == "region"):
                region = next((c.place for c in t.candidates if c.place.kind == "region"), best)
                counts[region.place_id] += 1
                places[region.place_id] = region
        return [places[place_id] for place_id, _ in counts.most_common(NAMED_REGIONS)]

    def _in_named_region(self, place: Place) -> bool:
        key = (place.country, place.admin1)
        if key not in self.inside_named:
            self.inside_named[key] = bool(place.admin1) and any(
                r.country == place.country and same_region(r.admin1 or r.name, place.admin1)
                for r in self.named
            )
        return self.inside_named[key]

    def _beside(self) -> dict[int, list[Place]]:
        """Per toponym, the regions and countries that the words beside it say it lies in."""
        found: dict[int, list[Place]] = {}
        for i, (one, two) in enumerate(zip(self.toponyms, self.toponyms[1:], strict=False)):
            gap = self.text[one.end : two.start]
            if len(gap) > BESIDE_CHARS:
                continue
            stated = two.use != "metonym" or " in " in gap  # not "in X, France said"
            peers = gap.strip() == "," and (one.hint == "region" or self._lists_towns(i))
            if stated and not peers and _CONTAINING.match(gap) and self._container(two):
                found.setdefault(i, []).extend(self._container(two))
                first = self._back(found, i)
                if gap.lstrip(", ").startswith("in ") and fold(two.text).split()[-1] in cue("region_nouns"):
                    self.firm.update(range(first, i + 1))
            elif (_POSSESSIVE_GAP.match(gap) or gap == ": ") and (owners := self._container(one)):
                if one.use == "metonym":  # a capital's name speaks of the government, not of its district
                    owners = [place for place in owners if place.kind == "country"]
                if owners:
                    found.setdefault(i + 1, []).extend(owners)
        return found

    def _glosses(self) -> Iterator[tuple[int, tuple[list[Place], float | None, float]]]:
        """(toponym, (the towns that the words behind it may put it by, the bearing from them to it or None,
        km within which it then lies)): "P (southeast of Q)"."""
        at = {t.start: i for i, t in enumerate(self.toponyms)}
        for i, t in enumerate(self.toponyms):
            town = t.use == "place" and t.hint in ("", "settlement") and not t.offset
            town = town and any(c.place.kind == "settlement" for c in t.candidates)
            told = _GLOSS.match(self.text, t.end) if town else None
            other = self.toponyms[at[told.end()]] if told and told.end() in at else None
            towns = [c.place for c in other.candidates if c.place.kind == "settlement"] if other else []
            if not other or not towns:
                continue
            if all(towns[0].population >= KNOWN_BY_FAR * town.population for town in towns[1:]):
                towns = towns[:1]
            way = other.offset[1] if told["way"] and other.offset else None
            yield i, (towns[:MAX_CONSIDERED], way, GLOSS_KM if "(" in told["mark"] else TOLD_NEAR_KM)

    def _as_glossed(self, i: int, place: Place) -> bool:
        """Whether a place lies where the words behind its name put it."""
        towns, way, km = self.glosses[i]
        if place.kind != "settlement":
            return False
        if place.population >= FAR_POPULATION:
            km = max(km, TOLD_NEAR_KM)
        return any(
            self._km(place, town) <= km
            and (way is None or self._km(place, town) < GLOSS_NEAR_KM or _turned(town, place, way) <= 90)
            for town in towns
            if town.place_id != place.place_id
        )

    def _lists_towns(self, i: int) -> bool:
        """ "A, B, C and D" where B is a town, too: a list, not a town in its region."""
        if self.toponyms[i + 1].hint not in ("", "settlement"):
            return False
        for j in range(i + 1, min(i + MAX_LIST, len(self.toponyms) - 1)):
            one, two = self.toponyms[j], self.toponyms[j + 1]
            kinds = [c.place.kind for c in one.candidates]
            if "settlement" not in kinds or kinds[0] not in ("settlement", "district", "region"):
                return False
            gap = self.text[one.end : two.start].strip()
            if gap.startswith(("and", ", and", "or ")):
                return True
            if gap != ",":
                return False
        return False

    def _back(self, found: dict[int, list[Place]], i: int) -> int:
        """ "A, B and C in X region": the region holds for the list before it. Where the list begins."""
        at = i
        while at > max(0, i - MAX_LIST):
            one, two = self.toponyms[at - 1], self.toponyms[at]
            gap = self.text[one.end : two.start].strip()
            if gap not in (",", "and", ", and", "or", "&") or one.use != "place":
                break
            at -= 1
            found.setdefault(at, []).extend(found[i])
        return at

    def _container(self, t: Toponym) -> list[Place]:
        """Regions, districts and countries that a toponym may name as a container of its neighbour."""
        if t.use not in ("place", "metonym", "speaker_location"):
            return []
        kinds = ["region", "country", "area"]
        if t.hint == "district" or not any(c.place.kind == "settlement" for c in t.candidates):
            kinds.append("district")  # a town's bare name is not that of the district around it
        return [c.place for c in t.candidates if c.place.kind in kinds][:3]

    # --- points -------------------------------------------------------------------------------------------

    def _choices(self, i: int, t: Toponym) -> list[_Choice]:
        """Candidates of a toponym with their points, best first."""
        beside = self.beside.get(i)
        front = _FRONT.match(self.text, t.end) is not None
        fixed = self._fixed(t)
        if beside is None and len(fixed) > 1:
            least = fixed[0][1] - REACH_POINTS
            fixed = [f for f in fixed[:MAX_WEIGHED] if f[1] >= least]
        near = (
            [
                (NEAR_POINTS / (1 + self._away(at, t.start) / NEAR_CHARS), place)
                for at, place in self._close_anchors(t.start)
            ]
            if fixed
            else []
        )
        called_so = {fold_word(t.text)}
        listed = []
        for candidate, _, (prior, kind, theatre) in fixed:
            place = candidate.place
            close = 0.0 if place.kind in _WIDE else self._near_points(place, near)
            parts = {"prior": prior, "kind": kind, "beside": 0.0, "theatre": theatre, "near": close}
            if beside:
                parts["beside"] = _beside_points(place, beside)
            if i in self.glosses:
                parts["near"] += GLOSS_POINTS if self._as_glossed(i, place) else -GLOSS_POINTS
            if self.called.get(place.place_id, called_so) - called_so:
                parts["near"] += OTHER_NAME_POINTS
            if front:
                parts["prior"] *= FRONT_WEIGHT
                parts["near"] /= FRONT_WEIGHT
            listed.append(_Choice(candidate, sum(parts.values()), parts))
        listed.sort(key=lambda c: -c.points)
        return listed

    def _fixed(self, t: Toponym) -> list[tuple[Candidate, float, tuple[float, float, float]]]:
        """Candidates with the points that do not depend on where the name stands, best first."""
        key = (t.text, t.hint, t.part.rpartition(" ")[2] in TOWN_PARTS, len(t.candidates))
        if key not in self.fixed:
            rows = []
            for candidate in t.candidates:
                place = candidate.place
                parts = (_prior(candidate), self._kind_points(t, place), self._theatre_points(place, t.text))
                rows.append((candidate, sum(parts), parts))
            self.fixed[key] = sorted(rows, key=lambda row: -row[1])
        return self.fixed[key]

    def _near_points(self, place: Place, anchors: list[tuple[float, Place]]) -> float:
        """Points for lying close to sure places named close by; the nearest counts most.

        `anchors`: (points of a sure place at the very spot, the sure place).
        """
        place_id = place.place_id
        farness = self.farness.get(place_id)
        if farness is None:
            farness = self.farness[place_id] = {}
        found: list[float] = []
        for points, anchor in anchors:
            anchor_id = anchor.place_id
            if anchor_id == place_id:
                continue
            far = farness.get(anchor_id)
            if far is None:
                far = farness[anchor_id] = 1 + (self._km(place, anchor) / NEAR_KM) ** 2
            found.append(points / far)
        found.sort(reverse=True)
        total = 0
        for share, points in zip(NEAR_SHARES, found, strict=False):
            total += points / share
        return total

    def _km(self, one: Place, two: Place) -> float:
        """`distance_km` between two places; what it needs of each is worked out once a document."""
        lat1, cos1, lon1 = self.spots.get(one.place_id) or self._spot(one)
        lat2, cos2, lon2 = self.spots.get(two.place_id) or self._spot(two)
        h = sin((lat2 - lat1) / 2) ** 2 + cos1 * cos2 * sin(radians(lon2 - lon1) / 2) ** 2
        return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))

    def _spot(self, place: Place) -> tuple[float, float, float]:
        """(latitude in radians, its cosine, longitude in degrees) of a place."""
        lat = radians(place.lat)
        found = self.spots[place.place_id] = (lat, cos(lat), place.lon)
        return found

    def _kind_points(self, t: Toponym, place: Place) -> float:
        if t.hint:
            wanted = _KIND_GROUPS.get(t.hint, ())
            if t.hint == "region" and place.place_id == territory(t.candidates):
                return TERRITORY_POINTS
            if t.hint == "district" and place.kind == "region" and 0 < place.population < SMALL_REGION:
                return 5.0  # where districts are the first level
            if wanted:
                return _HINTED_POINTS if place.kind in wanted else -3.0
        if place.kind == "settlement" and fold_word(place.name) != fold_word(t.text) and _land(t):
            return -_KIND_POINTS["settlement"]  # "Iraq" is another name of a town in Iran
        land = territory(t.candidates) if _has_a_city(t.candidates) else ""
        of_a_town = t.part.rpartition(" ")[2] in TOWN_PARTS or fold_word(t.text).endswith("city")
        if land and not t.hint and not of_a_town:
            return TERRITORY_POINTS if place.place_id == land else _KIND_POINTS["district"]
        if place.kind in ("area", "region") and _bears_country(t.candidates, place):
            return -_KIND_POINTS["country"]
        if place.kind == "region" and not t.hint and not of_a_town and _dwarfs(place, t.candidates):
            return _HINTED_POINTS
        return _KIND_POINTS.get(place.kind, 1.0)

    def _theatre_points(self, place: Place, name: str) -> float:
        theatre = self.conflict.theatre
        points = 0.0
        if theatre.countries and place.country in theatre.countries:
            points += 1.5
            if self._named_region(place.admin1):
                points += 1.0
        box = theatre.bbox
        if box and box[0] <= place.lat <= box[2] and box[1] <= place.lon <= box[3]:
            points += 1.5
        if self._in_named_region(place) and (
            fold_word(place.name) == fold_word(name) or not same_region(place.admin1, name)
        ):
            points += 1.5  # a region's name is no evidence for a town within it that is called so as well
        total = self.mentions
        if total and place.country:
            share = self.countries[place.country] / total
            points += 3.0 * min(1.0, 2 * share) if not theatre.countries else 1.0 * share
        return points

    def _named_region(self, admin1: str) -> bool:
        """Whether a region is one of the theatre's; worked out once a region."""
        if admin1 not in self.regions:
            self.regions[admin1] = any(same_region(admin1, a) for a in self.conflict.theatre.admin1)
        return self.regions[admin1]

    def _close_anchors(self, at: int) -> list[tuple[int, Place]]:
        """Sure places nearest in the text to an offset, each with its own offset."""
        anchors, after = self.anchors, bisect_left(self.anchor_offsets, at)
        before, last, found = after - 1, len(anchors), []
        while len(found) < ANCHORS:
            ahead = anchors[after][0] - at if after < last else None
            if before >= 0 and (ahead is None or at - anchors[before][0] <= ahead):
                found.append(anchors[before])
                before -= 1
            elif ahead is not None:
                found.append(anchors[after])
                after += 1
            else:
                break
        return found

    def _away(self, one: int, two: int) -> int:
        """Characters between two offsets, more across the end of a sentence."""
        low, high = (one, two) if one < two else (two, one)
        if high - low > FAR_CHARS:
            return high - low
        ended = self.text.find("\n", low, high) >= 0 or self.text.find(". ", low, high) >= 0
        return high - low + BREAK_CHARS if ended else high - low

    def _near_anchors(self, at: int) -> list[Place]:
        """The places of `_close_anchors`."""
        return [place for _, place in self._close_anchors(at)]

    def _find_anchors(self, margin: float) -> None:
        """Places of the text that their names alone, or nearly, decide."""
        found: list[tuple[int, Place]] = []
        numbers: list[int] = []
        for i, t in enumerate(self.toponyms):
            if t.use != "place" or not t.candidates:
                continue
            if i in self.together:
                found.append((t.start, self.together[i]))
                numbers.append(i)
                continue
            choices = self._choices(i, t) if len(t.candidates) > 1 else []
            best = choices[0].candidate if choices else t.candidates[0]
            if best.place.kind in ("country", "region", "sea", "river", "area") or best.match == "fuzzy":
                continue
            rival = next((c for c in choices[1:] if self._rival(best.place, c.candidate.place)), None)
            if i in self.glosses and not self._as_glossed(i, best.place):
                continue
            if rival is None or choices[0].points - rival.points >= margin:
                found.append((t.start, best.place))
                numbers.append(i)
        self.anchors = found
        for i, (_, place) in zip(numbers, found, strict=True):
            self.called.setdefault(place.place_id, set()).add(fold(self.toponyms[i].text))
        self.anchor_offsets = [offset for offset, _ in found]

    def _find_together(self) -> bool:
        """Names of a sentence that lie together at one spot only: "attacks near A, B, C and D", each of
        which many villages bear. Whether any was found."""
        sure = dict(self.anchors)
        for members in self._sentences():
            if len(members) < TOGETHER or all(self.toponyms[i].start in sure for i in members):
                continue
            best = self._closest_together([self._spots_of(i, sure) for i in members])
            for i, place in zip(members, best or (), strict=False):
                if place is not None and i not in self.beside and len(self.toponyms[i].candidates) > 1:
                    self.together[i] = place
        return bool(self.together)

    def _spots_of(self, i: int, sure: Mapping[int, Place]) -> list[Place]:
        """Where a name may lie: at the town that it is sure to mean, else at any settlement of the name in
        the theatre's countries."""
        t, mine = self.toponyms[i], self.conflict.theatre.countries
        known = sure.get(t.start)
        if known is not None and (len(t.candidates) == 1 or known.population >= LISTED_CITY):
            return [known]
        towns = [c.place for c in t.candidates if c.place.kind == "settlement"]
        return [p for p in towns if not mine or p.country in mine][:MAX_WEIGHED]

    def _sentences(self) -> Iterator[list[int]]:
        """Numbers of the names of each sentence that may be settlements."""
        group: list[int] = []
        last = 0
        for i, t in enumerate(self.toponyms):
            if t.use != "place" or not t.candidates or t.hint not in ("", "settlement"):
                continue
            if group and (
                self.text.find(". ", last, t.start) >= 0 or self.text.find("\n", last, t.start) >= 0
            ):
                yield group
                group = []
            last = t.end
            if len(group) < MAX_LIST and any(c.place.kind == "settlement" for c in t.candidates):
                group.append(i)
        if group:
            yield group

    def _closest_together(self, spots: list[list[Place]]) -> list[Place | None] | None:
        """Of each name the place at the one spot where more of them lie than anywhere else; None where no
        spot has TOGETHER of them, or another nearly as many."""
        counted: list[tuple[int, Place, list[Place | None]]] = []
        for n, places in enumerate(spots):
            for centre in places:
                chosen = [
                    centre if m == n else self._within(others, centre) for m, others in enumerate(spots)
                ]
                counted.append((len({p.place_id for p in chosen if p}), centre, chosen))
        if not counted:
            return None
        most, centre, chosen = max(counted, key=lambda row: row[0])
        rival = max((c for c, p, _ in counted if self._km(p, centre) > TOGETHER_KM * 2), default=0)
        rare = sum(len(places) <= FEW_NAMESAKES for places, p in zip(spots, chosen, strict=True) if p)
        lead = 1 if rare >= TOGETHER - 1 else 2  # villages of common names lie together by chance, too
        return chosen if most >= TOGETHER and rival <= most - lead else None

    def _within(self, places: list[Place], centre: Place) -> Place | None:
        """The one of some places that lies within TOGETHER_KM of another; None where a second is near."""
        near = sorted((self._km(p, centre), n) for n, p in enumerate(places) if abs(p.lat - centre.lat) < 0.6)
        if not near or near[0][0] > TOGETHER_KM:
            return None
        place = places[near[0][1]]
        second = any(km <= 2 * TOGETHER_KM and _apart(place, places[n]) for km, n in near[1:])
        return None if second else place

    def _rival(self, best: Place, other: Place) -> bool:
        """`_rival`, asked once a document of two places."""
        key = (best.place_id, other.place_id)
        found = self.rivals.get(key)
        if found is None:
            found = self.rivals[key] = _rival(best, other)
        return found

    # --- decisions ----------------------------------------------------------------------------------------

    def _one(self, i: int, t: Toponym) -> Resolution:
        if t.use != "place":
            return Resolution(
                t, None, _LOOKALIKES.get(t.use, _LOOKALIKES["other"]), t.candidates[:MAX_CONSIDERED]
            )
        corrected = self.corrections.get(name_key(t.text))
        if corrected is not None:
            place = self.gazetteer.get(corrected) if corrected else None
            reason = "set by a correction" if place else "no place, by a correction"
            return Resolution(t, place, reason, t.candidates[:MAX_CONSIDERED])
        if not t.candidates:
            town = self._respelt(t) or self._misspelt(t) if t.hint in ("", "settlement") else None
            return town or Resolution(t, None, "not in the gazetteer")
        choices = self._choices(i, t)
        if i in self.together:
            place = self.together[i]
            why = "the only one of its name that lies together with those named beside it"
            others = tuple(c.candidate for c in choices if c.candidate.place is not place)
            return Resolution(t, place, why, others[:MAX_CONSIDERED])
        best = choices[0]
        rivals = [c for c in choices[1:] if self._rival(best.candidate.place, c.candidate.place)]
        others = tuple(c.candidate for c in choices[1 : MAX_CONSIDERED + 1])
        far = (
            self._either(t, best)
            or self._other_kind(t, best)
            or self._generic(t, best)
            or self._elsewhere(i, best)
            or self._quarter(t, best.candidate.place)
            or self._foreign(best)
            or self._far_off(i, best, rivals)
            or self._alone_in_list(i, best)
            or self._apart(i, best)
            or self._not_near(i, best)
            or self._not_glossed(i, best)
        )
        if far:
            return Resolution(t, None, far, tuple(c.candidate for c in choices[:MAX_CONSIDERED]))
        if rivals and best.points - rivals[0].points < self._margin(t, best, rivals[0]):
            return Resolution(
                t, None, _undecided(best, rivals), tuple(c.candidate for c in choices[:MAX_CONSIDERED])
            )
        return Resolution(t, best.candidate.place, self._reason(t, best, rivals), others)

    def _margin(self, t: Toponym, best: _Choice, rival: _Choice) -> float:
        """Points by which the best must lead: more over a village so close to it that what is named beside
        them lies about as near to both."""
        one, two = best.candidate.place, rival.candidate.place
        twins = one.kind == two.kind == "settlement" and self._km(one, two) <= TWIN_KM
        if (
            not twins
            or best.parts["beside"] > rival.parts["beside"]
            or best.parts["near"] <= rival.parts["near"]
        ):
            return MARGIN
        beside = [a for a in self._near_anchors(t.start) if a.place_id not in (one.place_id, two.place_id)]
        far, farther = (min((self._km(p, a) for a in beside), default=0.0) for p in (one, two))
        return MARGIN if far * TWIN_SHARE <= farther else TWIN_MARGIN

    def _other_kind(self, t: Toponym, best: _Choice) -> str:
        """Why a town is not taken for the district around it, "" when the kind asked for was found."""
        place = best.candidate.place
        if t.hint not in WIDER or place.kind != "settlement" or (place.parent and t.hint == "district"):
            return ""
        return f"the {t.hint} of {place.name}, whose area is not in the gazetteer"

    def _either(self, t: Toponym, best: _Choice) -> str:
        """Why "Russia's X" is not taken for the city X where the text names its region too, else ""."""
        if t.hint or t.part or t.offset or best.candidate.place.kind != "settlement":
            return ""
        if not _OWNED.search(self.text, max(0, t.start - QUARTER_CHARS), t.start):
            return ""
        name = fold(t.text)
        regions = {c.place.place_id for c in t.candidates if c.place.kind == "region"}
        if not any(r.place_id in regions or same_region(r.name, name) for r in self.named):
            return ""
        return EITHER

    def _generic(self, t: Toponym, best: _Choice) -> str:
        """Why a name that every city has is not believed, "" when it lies by the place named last."""
        name = fold(t.text).removeprefix("the ")
        if name not in cue("generic_names") and name not in phrases("generic_phrases"):
            return ""
        before = bisect_left(self.anchor_offsets, t.start)
        for _, anchor in self.anchors[max(0, before - GENERIC_BACK) : before]:
            if self._km(best.candidate.place, anchor) <= GENERIC_KM:
                return ""
        return "a name that many cities have; the text names none of them beside it"

    def _quarter(self, t: Toponym, town: Place) -> str:
        """Why a far town is not taken for a city's quarter of that name, else ""."""
        if told := self.quarters.get(fold(t.text)):
            return told
        before = self.text[max(0, t.start - QUARTER_CHARS) : t.start]
        if not (_QUARTERS.search(before) or _QUARTER_AFTER.match(self.text, t.end)):
            return ""
        at = bisect_left(self.anchor_offsets, t.start)
        place, km = _closest(town, [a for _, a in self.anchors[max(0, at - GENERIC_BACK) : at]])
        if place is None or km <= QUARTER_KM:
            return ""
        told = f"a quarter of a city; {town.name} lies {km:.0f} km from {place.name}"
        return self.quarters.setdefault(fold(t.text), told)

    def _elsewhere(self, i: int, best: _Choice) -> str:
        """Why a place is not believed that lies outside the region or country stated beside its name."""
        place, beside = best.candidate.place, self.beside.get(i)
        if not beside or best.parts["beside"] >= 0 or place.kind != "settlement":
            return ""
        if any(place.admin1 == outer.admin1 and place.country == outer.country for outer in beside):
            return ""
        if any(outer.kind == "area" and _in_area(place, outer, WIDE_KM) for outer in beside):
            return ""
        if i in self.firm:
            self.strays.add(i)
        return f"the words beside it name {beside[0].name}, where no place of this name is known"

    def _foreign(self, best: _Choice) -> str:
        """Why a town of another continent that bears the name as well is not believed, else ""."""
        place = best.candidate.place
        mine = self.conflict.theatre.countries
        if place.kind != "settlement" or best.parts["beside"] > 0 or not mine:
            return ""
        known = best.candidate.match == "main" and place.population >= WORLD_CITY
        if known or place.country in mine or self.countries[place.country]:
            return ""
        anchor, km = self._closest_at_war(place)
        box = self.conflict.theatre.bbox
        if anchor is None and box:
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            reach = distance_km(*middle, box[0], box[1])
            km = distance_km(*middle, place.lat, place.lon) - reach
        if km <= FOREIGN_KM:
            return ""
        where = f"{km:.0f} km from {anchor.name if anchor else 'where the text is'}"
        return f"the likeliest place of this name is {place.name}, {where}"

    def _closest_at_war(self, place: Place) -> tuple[Place | None, float]:
        """The sure place of the theatre's countries closest to a place, and how far it is (None for no such
        place); worked out once a place.
        """
        found = self.closest.get(place.place_id)
        if found is None:
            if self.at_war is None:
                mine, once = self.conflict.theatre.countries, dict[str, Place]()
                for _, anchor in self.anchors:
                    if anchor.country in mine:
                        once.setdefault(anchor.place_id, anchor)
                self.at_war = list(once.values())
            found = self.closest[place.place_id] = _closest(place, self.at_war)
        return found

    def _far_off(self, i: int, best: _Choice, rivals: list[_Choice]) -> str:
        """Why a small place far from all that the text names around it is not believed, "" when it may be.

        A place inside the theatre is believed when it is the only one of its name there.
        """
        place = best.candidate.place
        rivals = [r for r in rivals if r.candidate.place.kind == "settlement"]
        if place.kind != "settlement" or place.population >= FAR_POPULATION or best.parts["beside"] > 0:
            return ""
        named = self._in_named_region(place)
        alike = [r for r in rivals if r.candidate.match == "main" or best.candidate.match != "main"]
        if named and not any(self._in_named_region(r.candidate.place) for r in alike):
            return ""  # the region is named, and no other place there is called so
        largest = max(
            (r.candidate.place.population for r in rivals if self._inside(r.candidate.place)), default=0
        )
        if place.population >= max(LISTED_TOWN, OUTRANKED * largest) and self._inside(place):
            return ""  # a town that is the only one of its name, or by far the largest there
        stray = not named and self._listed(i) and any(r.country == place.country for r in self.named)
        if self._inside(place) and not stray:
            inside = sum(self._inside(r.candidate.place) for r in rivals)
            if not inside and sum(self._at_war(r.candidate.place) for r in rivals) < COMMON_NAME:
                return ""
        elif not rivals and not self._listed(i) and self._at_war(place):
            return ""
        near = self._near_anchors(self.toponyms[i].start)[:FAR_ANCHORS]
        anchor, km = _closest(place, near)
        if anchor is None or len(near) < 2 or km <= (STRAY_KM if stray else FAR_KM):
            return ""
        return f"the likeliest place of this name lies {km:.0f} km from {anchor.name}, named nearest"

    def _alone_in_list(self, i: int, best: _Choice) -> str:
        """Why a city abroad is not believed in a list of places none of which is known there, else ""."""
        place = best.candidate.place
        main = self.countries.most_common(1)
        if place.kind != "settlement" or place.population < LISTED_CITY or best.parts["beside"] > 0:
            return ""
        if not main or place.country == main[0][0] or not place.country:
            return ""
        first, last = self._list_of(i)
        if last - first < (LISTED if best.candidate.match == "main" else LISTED - 1):
            return ""
        for j in range(first, last):
            for other in (c.place for c in self.toponyms[j].candidates if j != i):
                town = other.kind == "settlement" and other.population >= LISTED_TOWN
                if town and (other.country == place.country or self._km(place, other) <= FAR_KM):
                    return ""
        return f"{place.name} is a city abroad; it stands in a list of places none of which is known there"

    def _apart(self, i: int, best: _Choice) -> str:
        """Why a village of a list is not believed that lies far from the others of its sentence, which lie
        close together, else ""."""
        place, t = best.candidate.place, self.toponyms[i]
        small = place.kind == "settlement" and 0 < place.population < LISTED_TOWN
        if not small or best.parts["beside"] > 0 or not self._listed(i):
            return ""
        start, end = max(0, t.start - FAR_CHARS), t.end + FAR_CHARS
        first = max(start, self.text.rfind(". ", start, t.start), self.text.rfind("\n", start, t.start))
        ends = [at for at in (self.text.find(mark, t.end, end) for mark in (". ", "\n")) if at >= 0]
        low = bisect_left(self.anchor_offsets, first)
        high = bisect_left(self.anchor_offsets, min(ends, default=end))
        others = {a.place_id: a for _, a in self.anchors[low:high] if a.place_id != place.place_id}
        near = list(others.values())[:MAX_LIST]
        if len(near) < 2 or any(a.kind != "settlement" for a in near):
            return ""
        spread = max(self._km(a, b) for a in near for b in near)
        anchor, km = _closest(place, near)
        if anchor is None or spread > CLOSE_KM or km < APART_KM:
            return ""
        return f"the likeliest place of this name lies {km:.0f} km from {anchor.name}, named beside it"

    def _not_near(self, i: int, best: _Choice) -> str:
        """Why a place is not believed that the words put near another from which it lies far, else ""."""
        place, t = best.candidate.place, self.toponyms[i]
        told = _NEAR_ANOTHER.match(self.text, t.end)
        if told is None or place.kind != "settlement":
            return ""
        at = bisect_left(self.anchor_offsets, told.end())
        other = self.anchors[at][1] if self.anchor_offsets[at : at + 1] == [told.end()] else None
        if other is None or other.kind != "settlement" or (km := self._km(place, other)) <= TOLD_NEAR_KM:
            return ""
        return f"the words put it near {other.name}; the likeliest place of this name lies {km:.0f} km off"

    def _not_glossed(self, i: int, best: _Choice) -> str:
        """Why a place is not believed that does not lie where the words behind its name put it, else ""."""
        place = best.candidate.place
        if i not in self.glosses or self._as_glossed(i, place):
            return ""
        town = self.glosses[i][0][0]
        km = self._km(place, town)
        return f"the words put it by {town.name}; the likeliest place of this name lies {km:.0f} km off"

    def _list_of(self, i: int) -> tuple[int, int]:
        """The half-open range of toponyms that stand in one list with toponym i."""

        def joined(j: int) -> bool:
            gap = self.text[self.toponyms[j].end : self.toponyms[j + 1].start].strip()
            return gap in (",", "and", ", and", "or", "/", "&")

        first, last = i, i + 1
        while first > 0 and i - first < MAX_LIST and joined(first - 1):
            first -= 1
        while last < len(self.toponyms) and last - i < MAX_LIST and joined(last - 1):
            last += 1
        return first, last

    def _at_war(self, place: Place) -> bool:
        """Whether a place's country is the theatre's or, without one, named in the text."""
        countries = self.conflict.theatre.countries
        return place.country in countries if countries else self.countries[place.country] > 0

    def _listed(self, i: int) -> bool:
        """Whether a name stands in a list with another: then the two are likely near each other."""
        around = self.toponyms[max(0, i - 1) : i + 2]
        gaps = [self.text[one.end : two.start].strip() for one, two in pairwise(around)]
        return any(gap in (",", "and", ", and", "or", "/") for gap in gaps)

    def _inside(self, place: Place) -> bool:
        """Whether a place lies in the theatre, or in a country that the text is mainly about."""
        box = self.conflict.theatre.bbox
        if box:
            return box[0] <= place.lat <= box[2] and box[1] <= place.lon <= box[3]
        if self.conflict.theatre.countries:
            return place.country in self.conflict.theatre.countries
        total = sum(self.countries.values())
        return total > 0 and self.countries[place.country] >= total / 4

    def _reason(self, t: Toponym, best: _Choice, rivals: list[_Choice]) -> str:
        """The evidence that set the best candidate apart, in words."""
        place = best.candidate.place
        if not rivals:
            namesakes = [c.place.kind for c in t.candidates if c.place.kind != place.kind]
            if namesakes:
                return f"the {place.kind} rather than the {namesakes[0]} of this name"
            return "the only place of this name in the gazetteer"
        leads = {k: v - rivals[0].parts[k] for k, v in best.parts.items()}
        main = max(leads, key=lambda k: leads[k])
        count = len(rivals) + 1
        if main == "beside":
            return f"the words beside it name {place.admin1 or place.country}"
        if main == "near":
            anchor, km = _closest(place, self._near_anchors(t.start))
            if anchor is not None:
                return f"nearest of {count} to {anchor.name}, named in the same text ({km:.0f} km)"
        if main == "kind" and t.hint:
            return f"the words ask for a {t.hint}"
        if main == "kind":
            return f"the {place.kind} rather than the {rivals[0].candidate.place.kind}"
        if main == "theatre":
            return f"the only likely one of {count} where the text's events are"
        return f"the best known of {count} places of this name"

    def _respelt(self, t: Toponym) -> Resolution | None:
        """The only town where the text's events are whose name is another rendering of the same sounds."""
        if fold(t.text) in self.told:
            return None
        for spellings in respelt(t.text):
            found: dict[str, Place] = {}
            for spelling in spellings:
                for candidate in self.gazetteer.lookup(spelling.title()):
                    place = candidate.place
                    at_war = place.country in RESPELT and self._inside(place) and self._at_war(place)
                    if place.kind == "settlement" and at_war:
                        found[place.place_id] = place
            if len(found) == 1:
                (place,) = found.values()
                if quarter := self._quarter(t, place):
                    return Resolution(t, None, quarter)
                why = f"taken for another spelling of {place.name}, the only one where the text's events are"
                return Resolution(t, place, why, (Candidate(place, place.name, "fuzzy"),))
            if found:
                return None
        return None

    def _misspelt(self, t: Toponym) -> Resolution | None:
        """A place close to sure places of the text whose name is a slip away; only when there is just one."""
        name = fold(t.text)
        if len(name) < FUZZY_LENGTH or name in self.told:
            return None
        slips = 2 if len(name) >= LONG_NAME else 1
        found: dict[str, tuple[Place, Place]] = {}
        for anchor in self._near_anchors(t.start)[:FUZZY_ANCHORS]:
            for place in self._around(anchor):
                other = fold(place.name)
                if other[:1] != name[:1] or other[-1:] != name[-1:]:
                    continue
                if Levenshtein.distance(name, other, score_cutoff=slips) <= slips:
                    found.setdefault(place.place_id, (place, anchor))
        if len(found) != 1:
            return None
        place, anchor = next(iter(found.values()))
        km = self._km(place, anchor)
        reason = f"taken for a misspelling of {place.name}, {km:.0f} km from {anchor.name}"
        return Resolution(t, place, reason, (Candidate(place, place.name, "fuzzy"),))

    def _around(self, anchor: Place) -> list[Place]:
        """The anchor and towns near it, looked up once and for only so many anchors of a text."""
        if anchor.place_id not in self.around:
            if len(self.around) >= MAX_AROUND:
                return []
            near = self.gazetteer.nearest(anchor.lat, anchor.lon, FUZZY_KM, kinds=("settlement",))
            self.around[anchor.place_id] = [p for p, km in near if p.population >= FUZZY_PEOPLE or km < 1]
        return self.around[anchor.place_id]

    def _one_sense(self, results: list[Resolution]) -> list[Resolution]:
        """Give an undecided name the sense that the same name has elsewhere in the document."""
        senses: dict[tuple[str, str], set[str]] = {}
        places: dict[str, Place] = {}
        for r in results:
            if r.place is not None:
                senses.setdefault((fold(r.toponym.text), r.toponym.hint), set()).add(r.place.place_id)
                places[r.place.place_id] = r.place
        settled = []
        strays = {fold(self.toponyms[i].text) for i in self.strays}
        for r in results:
            known = senses.get((fold(r.toponym.text), r.toponym.hint), set())
            if fold(r.toponym.text) in strays or r.reason == EITHER:
                known = set()
            if r.place is None and r.toponym.use == "place" and len(known) == 1:
                r = replace(r, place=places[next(iter(known))], reason="as elsewhere in the same text")
            settled.append(r)
        return settled


def _bears_country(candidates: Sequence[Candidate], place: Place) -> bool:
    """Whether a name is the country's before it is that of an area within it."""
    first = candidates[0].place
    return first.kind == "country" and first.country == place.country


def _dwarfs(region: Place, candidates: Sequence[Candidate]) -> bool:
    """Whether a region bears its name first among regions and is far larger than any town called so."""
    towns = [c.place.population for c in candidates if c.place.kind == "settlement" and c.match == "main"]
    regions = [c for c in candidates if c.place.kind == "region"]
    first = regions[0].place.place_id == region.place_id and regions[0].match == "main"
    return first and bool(towns) and region.population >= DWARFED * max(UNKNOWN_PEOPLE, *towns)


def territory(candidates: Sequence[Candidate]) -> str:
    """Id of the area that is about as well known by a name as any town, "" for none."""
    towns = [c.score for c in candidates if c.place.kind == "settlement"]
    areas = [c for c in candidates if c.place.kind == "area"]
    if not towns or not areas:
        return ""
    best = max(areas, key=lambda c: c.score)
    return best.place.place_id if best.score > max(towns) - TERRITORY_LAG else ""


def _has_a_city(candidates: Sequence[Candidate]) -> bool:
    """Whether the town of the name is called "X City": "Gaza" is the land then, "Gaza City" the town."""
    return any(c.place.kind == "settlement" and c.place.name.endswith(" City") for c in candidates)


def _prior(candidate: Candidate) -> float:
    """Points for how well known a place is and how well the name fits."""
    settled = candidate.place.kind == "settlement"
    people = log10(max(candidate.place.population, UNKNOWN_PEOPLE) / UNKNOWN_PEOPLE) if settled else 0.0
    fit = {"main": 0.8, "alternate": 0.5, "folded": 0.4, "fuzzy": -1.5}.get(candidate.match, 0.0)
    return 2.5 * candidate.score + 0.6 * people + fit


def _beside_points(place: Place, beside: list[Place]) -> float:
    """Points for lying in a region or country stated beside the name, less for lying elsewhere."""
    if not beside:
        return 0.0
    for container in beside:
        if container.kind == "area":
            if _in_area(place, container, AREA_KM):
                return 4.0
        elif container.kind == "country":
            if place.country == container.country and place.kind != "country":
                return 4.0
        elif container.country == place.country and place.place_id != container.place_id:
            names = (container.name, container.admin1)
            if any(same_region(place.admin1, name) for name in names):
                return 6.0
    return -2.0


def _in_area(place: Place, area: Place, km: float) -> bool:
    """Whether a place may lie in an area that has no bounds, such as the Donbas: no farther from its middle
    than `km`."""
    return distance_km(place.lat, place.lon, area.lat, area.lon) <= km


def same_region(one: str, two: str) -> bool:
    """Whether two spellings name one region, with or without its kind."""
    a, b = _bare_region(one), _bare_region(two)
    if not a or not b:
        return False
    if a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= SAME_STEM and shared >= SAME_SHARE * min(len(a), len(b))


@lru_cache(maxsize=5000)
def _bare_region(name: str) -> str:
    """A region's name without its kind."""
    return " ".join(w for w in fold(name).replace("-", " ").split() if w not in _REGION_WORDS)


def _closest(place: Place, anchors: list[Place]) -> tuple[Place | None, float]:
    measured = [
        (distance_km(place.lat, place.lon, a.lat, a.lon), a) for a in anchors if a.place_id != place.place_id
    ]
    if not measured:
        return None, 0.0
    km, anchor = min(measured, key=lambda m: m[0])
    return anchor, km


def _turned(town: Place, place: Place, way: float) -> float:
    """Degrees between a stated bearing from a town and the one in which a place lies from it."""
    lat1, lat2, lon = radians(town.lat), radians(place.lat), radians(place.lon - town.lon)
    y, x = sin(lon) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(lon)
    return abs((degrees(atan2(y, x)) - way + 180) % 360 - 180)


def _apart(one: Place, two: Place) -> bool:
    """Whether two candidates are different places for a reader."""
    return one.kind != two.kind or distance_km(one.lat, one.lon, two.lat, two.lon) > SAME_PLACE_KM


def _rival(best: Place, other: Place) -> bool:
    """Whether another candidate is an alternative to the best, not the region around the same town."""
    if best.kind == "country" and other.kind in ("area", "region") and best.country == other.country:
        return False  # "Sudan", the land around the country of that name
    if best.kind != other.kind and best.country == other.country:
        return distance_km(best.lat, best.lon, other.lat, other.lon) > NAMESAKE_KM
    return _apart(best, other)


def _undecided(best: _Choice, rivals: list[_Choice]) -> str:
    close = [best, *(r for r in rivals if best.points - r.points < MARGIN)]
    if len({c.candidate.place.kind for c in close}) > 1:
        kinds = " or ".join(sorted({c.candidate.place.kind for c in close}))
        return f"could be a {kinds} of this name; the text does not say which"
    where = sorted({c.candidate.place.admin1 or c.candidate.place.country for c in close})
    named = ", ".join(w for w in where[:4] if w)
    return f"{len(close)} places of this name fit equally well ({named}); the text does not say which"


# --- geometry ---------------------------------------------------------------------------------------------

BEARING_TOLERANCE = 22.5  # degrees either side: a compass word says no more
DISTANCE_TOLERANCE = 0.25  # share of the stated distance either side
MIN_TOLERANCE_KM = 1.0
UNSTATED_KM = (0.5, 15.0)  # ring for "north of X" without a distance
_ARC_STEP = 7.5  # degrees
_WORDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def destination(lat: float, lon: float, km: float, bearing: float) -> Point:
    """The point (lat, lon) that lies `km` kilometres from a point in a direction."""
    d, b, a = km / EARTH_KM, radians(bearing), radians(lat)
    lat2 = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(b))
    lon2 = radians(lon) + atan2(sin(b) * sin(d) * cos(a), cos(d) - sin(a) * sin(lat2))
    return degrees(lat2), (degrees(lon2) + 540) % 360 - 180


def _land(t: Toponym) -> bool:
    """Whether a country bears the name as its own."""
    return any(
        c.place.kind == "country" and fold_word(c.place.name) == fold_word(t.text) for c in t.candidates
    )


def sector(place: Place, km: float | None, bearing: float | None) -> Place:
    """A derived place at a relative position: a wedge, or a ring where no direction is said.

    `km` None: no distance was said, the wedge reaches from the place to 15 km. `bearing` None: no
    direction was said, the outline goes all round. Raises ValueError when both are None or out of range.
    """
    if km is None and bearing is None:
        raise ValueError("a relative position needs a distance or a direction")
    if km is not None and not 0 < km <= 1000:
        raise ValueError(f"distance out of range: {km} km")
    near, far = _reach(km)
    bearing = None if bearing is None else bearing % 360
    lat, lon = (place.lat, place.lon)
    if bearing is not None:
        lat, lon = destination(place.lat, place.lon, (near + far) / 2 if km is None else km, bearing)
    ring = _outline(place, near, far, bearing)
    reach = max(distance_km(lat, lon, *point) for point in ring)
    return Place(
        place_id=f"sector:{place.place_id}:{_figure(km)}:{_figure(bearing)}",
        name=_sector_name(place, km, bearing),
        lat=lat,
        lon=lon,
        kind="sector",
        country=place.country,
        admin1=place.admin1,
        precision_km=round(reach + place.precision_km, 1),
        source=f"derived from {place.name}",
        licence=place.licence,
        parent=place.place_id,
        shape="polygon",
        paths=(tuple(ring),),
    )


def _reach(km: float | None) -> tuple[float, float]:
    if km is None:
        return UNSTATED_KM
    slack = max(MIN_TOLERANCE_KM, km * DISTANCE_TOLERANCE)
    return max(0.0, km - slack), km + slack


def _outline(place: Place, near: float, far: float, bearing: float | None) -> list[Point]:
    """Closed ring (lat, lon): a wedge between two distances, or the outer circle."""
    if bearing is None:
        steps = int(360 / _ARC_STEP)
        ring = [destination(place.lat, place.lon, far, i * _ARC_STEP) for i in range(steps)]
        return [*ring, ring[0]]
    steps = int(2 * BEARING_TOLERANCE / _ARC_STEP)
    turns = [bearing - BEARING_TOLERANCE + i * _ARC_STEP for i in range(steps + 1)]
    outer = [destination(place.lat, place.lon, far, b) for b in turns]
    inner = (
        [destination(place.lat, place.lon, near, b) for b in reversed(turns)]
        if near
        else [(place.lat, place.lon)]
    )
    return [*outer, *inner, outer[0]]


def _figure(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _sector_name(place: Place, km: float | None, bearing: float | None) -> str:
    direction = "" if bearing is None else _WORDS[round(bearing / 45) % 8]
    if km is None:
        return f"{direction} of {place.name}"
    distance = f"about {km:g} km"
    return f"{distance} {direction} of {place.name}" if direction else f"{distance} from {place.name}"
