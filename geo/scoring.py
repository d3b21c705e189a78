"""One text's reading against its gold: claims paired one to one, and what is right about each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.assignment import best_pairs
from geo.errors import BadInput
from geo.gazetteer import distance_km
from geo.goldfile import Allowed, GoldClaim, GoldPlace, GoldText, Spot
from geo.model import DateInterval, side_of
from geo.text import fold

if TYPE_CHECKING:
    from geo.conflicts import Conflict

Json = dict[str, Any]
Aliases = dict[str, frozenset[str]]
NEAR_KM = 5.0  # a settlement is found when placed within this distance
ROUGHLY_KM = 15.0  # the same where the gold coordinate is itself only approximate
SAME_KM = {"settlement": NEAR_KM, "facility": 10.0, "district": 25.0}  # a claim's place is the gold one
SHARED_SPAN = 0.5  # evidence spans match when they share this part of the shorter one
LONGEST_DATING = 60  # days; a longer interval of publication tells nothing
SPELLINGS = {"defense": "defence", "center": "centre", "program": "programme", "organisation": "organization"}
TOWN_FOR_LAND = ({"settlement", "region"}, {"settlement", "country"})  # kinds that namesakes are mixed up by
LEADING = {"the", "a", "an", "mr", "mrs", "ms"}
OPTIONAL_WEIGHT = 0.3  # so that required claims are paired first
OVERSTATED = {"whole", "most", "unstated"}  # extents that give away more than a part


@dataclass(slots=True)
class Scored:
    """One text's counts, and for reading by a person what was missed, wrong or too much."""

    doc_id: str
    counts: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)


def known_names(conflicts: Sequence[Conflict]) -> Aliases:
    """Folded names that mean the same claimant by the conflict files, by folded name."""
    found: dict[str, set[str]] = {}
    for conflict in conflicts:
        for claimant in conflict.claimants:
            names = {_name(name) for name in (claimant.name, *claimant.aliases)}
            for name in names:
                found.setdefault(name, set()).update(names)
    return {name: frozenset(names) for name, names in found.items()}


def score(gold: GoldText, row: Json, published: DateInterval | None, aliases: Aliases) -> Scored:
    """Counts and details of one text.

    `row` has the shape that `extract` prints; `published` is what the text alone told, None when not asked.
    """
    scored = Scored(gold.doc_id)
    if "text" in row and row["text"] != gold.text:
        raise BadInput(
            gold.doc_id, "was read as another text than the one annotated", "check the reader's decoding"
        )
    _score_mentions(gold, row["places"], scored)
    _score_claims(gold, row["claims"], scored, aliases)
    if published is not None:
        _score_dating(gold, published, scored)
    if not gold.about_conflict:
        scored.counts["claims_without_conflict"] += len(row["claims"])
        scored.counts["texts_without_conflict"] += 1
    return scored


def _overlap(a_start: int, a_end: int, b_start: int, b_end: int) -> int:
    return max(0, min(a_end, b_end) - max(a_start, b_start))


def _score_mentions(gold: GoldText, places: list[Json], scored: Scored) -> None:
    weights = [[float(_overlap(m.start, m.end, p["start"], p["end"])) for p in places] for m in gold.mentions]
    pairs = best_pairs(weights)
    counts, hit, used = scored.counts, {i for i, _ in pairs}, {j for _, j in pairs}
    counts["mention_gold"] += len(gold.mentions)
    counts["mention_right"] += len(pairs)
    for i, j in pairs:
        spot, place = gold.mentions[i], places[j]
        if spot.kind == "settlement":
            off = distance_km(spot.lat, spot.lon, place["lat"], place["lon"])
            counts["settlement_gold"] += 1
            near = off <= (ROUGHLY_KM if spot.approximate else NEAR_KM)
            counts["settlement_near"] += near
            if not near:
                told = f"{spot.text} -> {place['name']} ({place['place_id']})"
                scored.details.append(f"PLACED {off:.0f} km off: {told} {_near(gold, spot)}")
    for i, spot in enumerate(gold.mentions):
        if i not in hit:
            scored.details.append(f"MENTION missed: {spot.text} {_near(gold, spot)}")
    for j, place in enumerate(places):
        open_spot = any(_overlap(s.start, s.end, place["start"], place["end"]) for s in gold.ambiguous)
        if j not in used and not open_spot:
            counts["mention_wrong"] += 1
            where = _near_at(gold, place["start"], place["end"])
            scored.details.append(f"MENTION too much: {place['text']} -> {place['name']} {where}")
    for spot in gold.lookalikes:
        taken = any(
            j not in used and _overlap(spot.start, spot.end, p["start"], p["end"])
            for j, p in enumerate(places)
        )
        for name in ("lookalike", *(["lookalike_noun"] if spot.why != "adjective" else [])):
            counts[f"{name}_gold"] += 1
            counts[f"{name}_taken"] += taken
        if taken:
            scored.details.append(f"LOOK-ALIKE taken ({spot.why}): {spot.text} {_near(gold, spot)}")


def _near(gold: GoldText, spot: Spot) -> str:
    return _near_at(gold, spot.start, spot.end)


def _near_at(gold: GoldText, start: int, end: int) -> str:
    return "| " + " ".join(gold.text[max(0, start - 40) : end + 40].split())


def _score_claims(gold: GoldText, claims: list[Json], scored: Scored, aliases: Aliases) -> None:
    judges = [[Judged(gold, want, got, aliases) for got in claims] for want in gold.claims]
    pairs = best_pairs([[one.weight() for one in row] for row in judges])
    matched = {j: judges[i][j] for i, j in pairs}
    counts = scored.counts
    free = sum(one.want.optional for one in matched.values())
    counts["claim_gold"] += sum(not want.optional for want in gold.claims)
    counts["claim_read"] += len(claims) - free
    counts["claim_matched"] += len(pairs) - free
    asserted = {
        i for i, want in enumerate(gold.claims) if not want.optional and all(map(side_of, want.statuses))
    }
    counts["colour_gold"] += len(asserted)
    counts["colour_right"] += sum(judges[i][j].status for i, j in pairs if i in asserted)
    for one in matched.values():
        _count_matched(one, scored)
    for j, got in enumerate(claims):
        _count_colour(gold, got, [row[j] for row in judges], scored)
        if j not in matched:
            scored.details.append(
                f"CLAIM too much: {_told(got)}\n    {_quoted(gold, got['start'], got['end'])}"
            )
    hit = {i for i, _ in pairs}
    for i, want in enumerate(gold.claims):
        if i not in hit and not want.optional:
            scored.details.append(f"CLAIM missed: {_wanted(want)}\n    {_quoted(gold, *want.spans[0])}")


def _count_matched(one: Judged, scored: Scored) -> None:
    """Count what is right about a matched claim; optional ones are looked at but not counted."""
    facts = {
        "claimant": one.claimant,
        "about": one.about,
        "status": one.status,
        "said": one.said,
        "predicate": one.got["predicate"] in one.want.predicates,
        "modality": one.got["modality"] in one.want.modalities,
        "kind": one.kind,
        "extent": one.extents,
    }
    facts["complete"] = one.complete
    wrong = [
        name
        for name in ("claimant", "about", "status", "said", "predicate", "modality", "extent")
        if not facts[name]
    ]
    if not one.want.optional:
        for name, right in facts.items():
            scored.counts[f"right_{name}"] += right
        scored.counts["padded"] += not one.about and any(
            allowed.contains(*_days(one.got["about"])) for allowed in one.want.about
        )
    if wrong:
        note = " (optional)" if one.want.optional else ""
        scored.details.append(
            f"CLAIM matched{note}, wrong {', '.join(wrong)}: read {_told(one.got)}"
            f"\n    gold {_wanted(one.want)}\n    {_quoted(one.gold, one.got['start'], one.got['end'])}"
        )


def _count_colour(gold: GoldText, got: Json, judged: list[Judged], scored: Scored) -> None:
    """False colour: a claim gives a place to a side although its words do not, or all of it for a part.

    `judged` is the claim beside every gold claim; those that it could pair with are what its words say.
    """
    if not side_of(got["status"]):
        return
    scored.counts["coloured"] += 1
    if not any(one.weight() > 0 and one.status and not one.overstated for one in judged):
        scored.counts["false_colour"] += 1
        scored.details.append(f"FALSE COLOUR: {_told(got)}\n    {_quoted(gold, got['start'], got['end'])}")


def _score_dating(gold: GoldText, found: DateInterval, scored: Scored) -> None:
    counts = scored.counts
    counts["dating_texts"] += 1
    counts["dating_possible"] += gold.dateable
    if found.start is None or found.end is None:
        counts["dating_undated"] += 1
        return
    start, end = gold.published
    wrong = found.end < start or found.start > end
    too_long = (found.end - found.start).days + 1 > LONGEST_DATING
    counts["dating_wrong"] += wrong or too_long
    counts["dating_right"] += not (wrong or too_long)
    if wrong or too_long:
        scored.details.append(f"PUBLICATION wrong: read {found.edtf} ({found.reason}), true {start}/{end}")


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold claim and a read one, side by side."""

    gold: GoldText
    want: GoldClaim
    got: Json
    aliases: Aliases

    def weight(self) -> float:
        """How well the two fit; 0 when they cannot be one claim (no shared evidence or no shared place)."""
        shared = max(self._shared(start, end) for start, end in self.want.spans)
        places = len(self._places())
        if shared < SHARED_SPAN or not places:
            return 0.0
        facts = 2.0 * self.claimant + (self.got["predicate"] in self.want.predicates) + self.status
        facts += 0.5 * (self.got["modality"] in self.want.modalities) + 0.5 * self.about
        facts += self.complete  # else two half-right pairs weigh as much as one right and one wrong
        common = places / max(len(self.want.places), len(self.got["links"]))
        found = 1.0 + facts + 0.5 * common + 0.5 * shared
        return found * OPTIONAL_WEIGHT if self.want.optional else found

    def _shared(self, start: int, end: int) -> float:
        shorter = min(end - start, self.got["end"] - self.got["start"])
        return _overlap(start, end, self.got["start"], self.got["end"]) / shorter if shorter else 0.0

    def _places(self) -> list[tuple[GoldPlace, Json]]:
        """Gold places with the link that means the same."""
        found = []
        for place in self.want.places:
            link = next((link for link in self.got["links"] if _same_place(place, link)), None)
            if link:
                found.append((place, link))
        return found

    @property
    def claimant(self) -> bool:
        return any(_same_name(self.got["claimant"], name, self.aliases) for name in self.want.claimants)

    @property
    def kind(self) -> bool:
        """Whether the claimant's kind is right; "article" is where gold accepts the article's own voice."""
        kind = self.got["claimant_kind"]
        return kind == self.want.claimant_kind or (kind == "article" and kind in self.want.claimants)

    @property
    def about(self) -> bool:
        return _accepted(self.want.about, self.got["about"])

    @property
    def said(self) -> bool:
        return _accepted(self.want.said, self.got["said"])

    @property
    def status(self) -> bool:
        side, ids = side_of(self.got["status"]), self.gold.sides
        if not side:
            return self.got["status"] in self.want.statuses
        return any(
            side == known or side in ids.get(known, ()) for known in map(side_of, self.want.statuses) if known
        )

    @property
    def complete(self) -> bool:
        return self.claimant and self.about and self.status

    @property
    def extents(self) -> bool:
        """Whether every shared place has an extent that the words support."""
        return all(link["extent"] in place.extents for place, link in self._places())

    @property
    def overstated(self) -> bool:
        """Whether a part is read as more than a part."""
        return any(
            link["extent"] in OVERSTATED and link["extent"] not in place.extents
            for place, link in self._places()
        )


def _days(interval: Json) -> tuple[date | None, date | None]:
    start, end = (date.fromisoformat(interval[side]) if interval[side] else None for side in ("start", "end"))
    return start, end


def _accepted(allowed: tuple[Allowed, ...], interval: Json) -> bool:
    return any(one.accepts(*_days(interval)) for one in allowed)


def _same_place(place: GoldPlace, link: Json) -> bool:
    """By name, by its bare name within a longer one ("10 km north of X"), or by position.

    A region is never its namesake town.
    """
    if {place.kind, link.get("kind")} in TOWN_FOR_LAND:
        return False
    wanted = {_name(name) for name in place.names}
    for name in (link.get("name", ""), link.get("spoken", "")):
        words = f" {_name(name)} "
        if any(f" {want} " in words for want in wanted):
            return True
    near = SAME_KM.get(place.kind)
    if near is None or "lat" not in link:
        return False
    return distance_km(place.lat, place.lon, link["lat"], link["lon"]) <= near


def _name(text: str) -> str:
    """A name for comparison: folded, without points, possessives and articles, in British spelling."""
    bare = re.sub(r"['’`]s\b", "", text)
    words = [SPELLINGS.get(word, word) for word in re.findall(r"\w+", fold(bare.replace(".", "")))]
    while words and words[0] in LEADING:
        words = words[1:]
    return " ".join(words)


def _same_name(got: str, want: str, aliases: Aliases) -> bool:
    """Equal names, names of one claimant in the conflict files, or a person's name behind a title."""
    one, other = _name(got), _name(want)
    if one == other or other in aliases.get(one, ()):
        return True
    words = other.split()
    return (
        bool(words)
        and f" {one}".endswith(f" {other}")
        and (len(words) > 1 or len(one.split()) <= 3)
        and " of " not in one
    )


def _quoted(gold: GoldText, start: int, end: int) -> str:
    return " ".join(gold.text[start:end].split())


def _told(got: Json) -> str:
    links = ", ".join(f"{link.get('name', '?')}:{link['extent']}" for link in got["links"])
    about, said = (got[clock]["edtf"] or "undated" for clock in ("about", "said"))
    words = (got["claimant"], links, got["predicate"], got["modality"], got["status"])
    return " | ".join((*words, f"about {about}", f"said {said}"))


def _wanted(want: GoldClaim) -> str:
    places = ", ".join(f"{place.key}:{'/'.join(place.extents)}" for place in want.places)
    about = " or ".join(_day_words(one) for one in want.about[:3])
    return " | ".join(
        (
            want.claimants[0],
            places,
            "/".join(want.predicates),
            "/".join(want.modalities),
            "/".join(want.statuses),
            f"about {about}",
        )
    )


def _day_words(one: Allowed) -> str:
    if one.undated:
        return "undated"
    first, last = (one.earliest, one.latest) if one.loose else (one.start, one.end)
    return f"{'within ' if one.loose else ''}{first or '..'}/{last or '..'}"
