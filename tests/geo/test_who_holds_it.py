"""Which side is said to have a place, and where no side is.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest


def held(found, place):
    """(status, extent) of each claim on a place by name that gives it to a side."""
    return [
        (claim.status, link.extent)
        for claim in found
        for link in claim.links
        if link.name == place and claim.status.endswith("_control")
    ]


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        (
            "The M23 movement left the talks. It grew worse when the Rwanda-backed rebels seized Bukavu.",
            "Bukavu",
            "m23_control",
        ),
        (
            "The Taliban shelled Ghazni. On Sunday insurgent fighters took control of Sheberghan.",
            "Shibirghan",
            "taliban_control",
        ),
        (
            "Taliban men shelled Ghazni. Zaranj was the first town to fall into the hands of the militants.",
            "Zaranj",
            "taliban_control",
        ),
        (
            "The Taliban shelled Ghazni. The insurgents said on Sunday that they had captured Taloqan.",
            "Taloqan",
            "taliban_control",
        ),
        ("By taking control of Walikale, the M23 rebels cut the road.", "Walikale", "m23_control"),
        (
            "A spokesman for the Libyan National Army said Zliten had fallen to his fighters.",
            "Zliten",
            "lna_control",
        ),
        (
            "Forces aligned with the Tigray People's Liberation Front took control of Weldiya.",
            "Weldiya",
            "tigray_control",
        ),
        (
            "A clerk said that Kunduz had fallen to the Taliban, and that the governor had fled to Kabul.",
            "Kunduz",
            "taliban_control",
        ),
        ("Syrian forces, backed by air strikes, captured Saraqib.", "Saraqib", "government_control"),
    ],
)
def test_who_took_it_has_it(claims, text, place, status):
    assert set(held(claims(text), place)) == {(status, "unstated")}


def test_who_forced_a_way_into_it_has_a_part(claims):
    told = claims("Sri Lankan troops forced their way into Kilinochchi on Friday.")
    assert held(told, "Kilinochchi") == [("government_control", "part")]


@pytest.mark.parametrize(
    "text",
    [
        "The Libyan National Army was pushed from its last positions in Tarhuna.",
        "The loss of Tarhuna was a heavy blow to the Libyan National Army.",
        "After the RSF's declared capture of Bara its troops rested.",
        "The Taliban shelled Ghazni. Local militants took control of Sheberghan.",
        "The Taliban shelled Ghazni. Unidentified insurgents took control of Sheberghan.",
        "Kurdish forces shelled Raqqa. The militants took control of Tabqa.",
    ],
)
def test_who_lost_it_or_is_somebody_else_has_not(claims, text):
    assert not [claim for claim in claims(text) if claim.status.endswith("_control")]
