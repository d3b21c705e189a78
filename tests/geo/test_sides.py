"""Several wars in one table: no side bears another's name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo import conflicts, table
from geo.layers import sides_of
from geo.sides import told_apart
from geo.store import Store
from tests.geo.test_store import reading

KNOWN = conflicts.load()


def filled(path: Path) -> tuple[object, dict[str, str]]:
    """One claim each of three wars whose sides share an id, or do not."""
    wars = {}
    with Store.open(path) as store:
        for war, side, text in (
            ("syria", "government", "Regime troops have taken Town, a monitor said on Monday."),
            ("yemen", "government", "A spokesman said that Town was back in the hands of loyalists."),
            ("sudan", "rsf", "The paramilitaries run Town now, residents who fled the place say."),
        ):
            one = reading(text, war)
            claims = [replace(claim, side=side, status=f"{side}_control") for claim in one.claims]
            store.put(replace(one, claims=tuple(claims), conflict=war))
            wars[one.document.sha256] = war
        return store.claims_frame(), wars


def test_an_id_that_two_wars_share_names_two_sides(tmp_path: Path) -> None:
    frame, wars = filled(tmp_path / "claims.sqlite")
    made, known = told_apart(frame, wars, KNOWN)
    assert made["war"].tolist() == [{one.id: one.name for one in KNOWN}[wars[sha]] for sha in made["sha256"]]

    of_war = {wars[row["sha256"]]: (row["side"], row["status"]) for row in made.to_dict("records")}
    assert of_war == {
        "syria": ("syria_government", "syria_government_control"),
        "yemen": ("yemen_government", "yemen_government_control"),
        "sudan": ("rsf", "rsf_control"),
    }
    names = {side["id"]: side["name"] for side in sides_of(known, made["status"].unique())}
    assert names == {
        "syria_government": "Syrian government",
        "yemen_government": "Yemeni government",
        "rsf": "Rapid Support Forces",
    }
    assert made.attrs == frame.attrs
    assert [str(kind) for kind in made[list(frame.columns)].dtypes] == [str(kind) for kind in frame.dtypes]


def test_no_two_sides_of_all_wars_share_an_id_unless_they_are_one(tmp_path: Path) -> None:
    frame, wars = filled(tmp_path / "claims.sqlite")
    _, known = told_apart(frame, wars, KNOWN)

    names: dict[str, set[str]] = {}
    for conflict in known:
        for side in conflict.sides:
            names.setdefault(side.id, set()).add(side.name)
        assert {one.side for one in conflict.claimants} <= {"", *(side.id for side in conflict.sides)}
    assert [held for held in names.values() if len(held) > 1] == []


def test_told_apart_twice_is_told_apart_once(tmp_path: Path) -> None:
    frame, wars = filled(tmp_path / "claims.sqlite")
    once, _ = told_apart(frame, wars, KNOWN)
    twice, _ = told_apart(once, wars, KNOWN)

    assert twice.equals(once)


def test_an_empty_table_stays_empty() -> None:
    made, _ = told_apart(table.frame([]), {}, KNOWN)

    assert list(made.columns) == [*table.COLUMNS, "war"]
    assert not len(made)
