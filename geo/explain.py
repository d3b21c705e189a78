"""Why a claim was read so: which words gave which field, what was turned down, what people decided."""

from __future__ import annotations

from geo.model import Claim, DateInterval
from geo.texts import Texts


def explain(store: Texts, claim_id: str) -> list[str] | None:
    """Lines of plain text about one claim, None when the store has none of this id."""
    claim, raw = store.claim(claim_id), store.claim(claim_id, raw=True)
    if claim is None or raw is None:
        return None
    lines = [f"claim {claim.claim_id}"]
    if claim.claim_id != claim_id:
        lines.append(f"  {claim_id} repeats this claim")
    quote = " ".join(claim.quote.split())
    words = f'"{quote}"' if claim.evidence == "verbatim" else f"our summary of {claim.publisher}: {quote}"
    lines += [
        f"  words      {words}",
        f"  document   {claim.doc_id}, characters {claim.start} to {claim.end}",
    ]
    lines += [f"  {name:<10} {value}" for name, value in _fields(claim) if value]
    lines += ["", "which words gave what"]
    lines += [f'  {step.field:<10} "{" ".join(step.words.split())}": {step.rule}' for step in raw.trace]
    lines += _mentions(store, claim)
    if claim.carriers:
        lines += ["", "the same statement also stands in"]
        lines += [
            f"  {one.doc_id}, characters {one.start} to {one.end} ({one.role})" for one in claim.carriers
        ]
    return lines + _decisions(store, claim_id, claim)


def _fields(claim: Claim) -> list[tuple[str, str]]:
    places = ", ".join(
        link.name
        + (f" (spoken: {link.spoken})" if link.spoken != link.name else "")
        + (f", {link.part or 'a part'}" if link.extent == "part" else "")
        + (f", {link.extent}" if link.extent in ("whole", "most") else "")
        for link in claim.links
    )
    band = f" ({claim.yardstick}: {claim.band[0]}-{claim.band[1]} %)" if claim.band else ""
    return [
        ("claimant", " > ".join(claim.chain) or claim.claimant),
        ("kind", claim.claimant_kind + (f", side {claim.side}" if claim.side else "")),
        ("publisher", claim.publisher),
        ("places", places),
        ("predicate", claim.predicate),
        ("modality", claim.modality),
        ("status", claim.status),
        ("certainty", f'"{claim.certainty}"{band}' if claim.certainty else ""),
        ("published", _day(claim.published)),
        ("said", _day(claim.said)),
        ("about", _day(claim.about)),
        ("flags", ", ".join(claim.flags)),
    ]


def _day(interval: DateInterval) -> str:
    return f"{interval.edtf or 'undated'}: {interval.reason}"


def _mentions(store: Texts, claim: Claim) -> list[str]:
    """How the names that the claim links to were resolved, and what else they might have meant."""
    spans = {(link.mention_start, link.mention_end) for link in claim.links}
    named = [one for one in store.mentions(claim.sha256) if (one["start"], one["end"]) in spans]
    lines = ["", "which place a name means"] if named else []
    for one in named:
        lines.append(f'  "{one["text"]}": {one["place_id"]}, {one["reason"]}')
        lines += [f"    turned down: {candidate}" for candidate in one["considered"]]
    return lines


def _decisions(store: Texts, claim_id: str, claim: Claim) -> list[str]:
    about = [one for one in store.decisions() if one.claim_id in (claim_id, claim.claim_id)]
    lines = ["", "what people decided"] if about else []
    for one in about:
        change = f" {one.field} = {one.value!r}" if one.field else ""
        lines.append(f"  {one.day.isoformat()} {one.who}: {one.action}{change}, {one.reason}")
    return lines
