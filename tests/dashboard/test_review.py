"""Checking claims on a private instance; a public one has nothing of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import review, source
from dashboard.review import REASONS
from geo import decisions
from geo.decisions import Decision
from geo.errors import StoreError
from geo.store import Store

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")
DISPUTED = ("They have highly likely moved into the centre.", "We control the situation in the town.")


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def box(app: AppTest) -> str:
    """The words of the review's own part of the page."""
    return "".join(e.proto.body for e in app.get("html") if 'aria-label="Review"' in e.proto.body)


def decisions_file(app: AppTest) -> Any:
    (found,) = [one for one in app.file_uploader if "decisions" in one.label]
    return found


@pytest.fixture
def app(store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A private instance in review, by A. Analyst."""
    monkeypatch.setenv("GEO_INSTANCE", "private")
    made = run(AppTest.from_file(APP, default_timeout=60))
    made.button(key="review-open").click()
    run(made)
    made.text_input(key="review-who").set_value("A. Analyst")
    return run(made)


def decided(store: Path) -> list[Decision]:
    with Store.open(store, readonly=True) as opened:
        return opened.decisions()


@pytest.mark.parametrize("kind", ["", "public"])
def test_a_public_instance_has_neither_review_nor_upload(
    kind: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_INSTANCE", kind)
    app = run(AppTest.from_file(APP, default_timeout=60))
    assert not {label for label in labels(app) if "eview" in label and label != "Brief view"}
    assert not app.get("file_uploader")
    assert not app.text_area


def test_a_misspelt_setting_is_told_and_nothing_is_shown(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_INSTANCE", "Private")
    app = run(AppTest.from_file(APP, default_timeout=60))
    assert "$GEO_INSTANCE: 'Private' is not a kind of instance" in app.code[0].value


def test_the_queue_begins_with_the_disputed_claims(app: AppTest) -> None:
    assert "To check: 11 claims" in box(app)
    assert any(words in box(app) for words in DISPUTED)
    assert "part of a dispute" in box(app)


def test_nothing_is_decided_without_a_name(app: AppTest) -> None:
    app.text_input(key="review-who").set_value(" ")
    run(app)
    assert app.button(key="review-accept").disabled


def test_accept_goes_on_to_the_next_and_undo_comes_back(app: AppTest, store: Path) -> None:
    first = box(app)
    app.button(key="review-accept").click()
    run(app)
    assert "To check: 10 claims" in box(app)
    (one,) = decided(store)
    assert (one.action, one.who, one.day) == ("accept", "A. Analyst", date.today())

    app.button(key="review-undo").click()
    run(app)
    assert box(app) == first
    assert decided(store) == []
    assert app.button(key="review-undo").disabled


def test_a_rejected_claim_leaves_the_map_and_is_listed_with_its_reason(app: AppTest, store: Path) -> None:
    app.button(key="review-reject").click()
    run(app)
    app.button(key="review-reason-1").click()
    run(app)
    (one,) = decided(store)
    assert (one.action, one.reason) == ("reject", REASONS[0])
    assert "claims rejected by a person 1" in app.expander[-1].label
    assert "0 disputed" in "".join(e.proto.body for e in app.get("html"))


def test_a_reason_of_ones_own_is_kept_as_it_was_typed(app: AppTest, store: Path) -> None:
    app.button(key="review-reject").click()
    run(app)
    app.text_input(key="review-reason").set_value("=<b>no</b>")
    run(app)
    (one,) = decided(store)
    assert one.reason == "=<b>no</b>"


def test_an_amended_field_is_shown_as_amended(app: AppTest, store: Path) -> None:
    app.button(key="review-amend").click()
    run(app)
    app.selectbox(key="review-field").set_value("status")
    run(app)
    app.selectbox(key="review-value-status").set_value("contested")
    app.text_input(key="review-amend-reason").set_value("says that they fight")
    run(app)
    app.button(key="review-save").click()
    run(app)
    (one,) = decided(store)
    assert (one.field, one.value, one.reason) == ("status", "contested", "says that they fight")
    with Store.open(store, readonly=True) as opened:
        assert opened.claim(one.claim_id).status == "contested"


def test_only_the_sides_of_the_claims_own_war_are_offered(
    two_wars_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_STORE", str(two_wars_store))
    monkeypatch.setenv("GEO_INSTANCE", "private")
    app = run(AppTest.from_file(APP, default_timeout=60))
    app.button(key="review-open").click()
    run(app)
    app.text_input(key="review-who").set_value("A. Analyst")
    run(app)
    app.button(key="review-amend").click()
    run(app)
    for field, sides in (("status", {"ukraine_control", "russia_control"}), ("side", {"ukraine", "russia"})):
        app.selectbox(key="review-field").set_value(field)
        run(app)
        offered = set(app.selectbox(key=f"review-value-{field}").options)
        assert sides < offered and not {one for one in offered if one.startswith(("rsf", "saf"))}


def test_a_value_that_is_none_is_told_and_not_kept(app: AppTest, store: Path) -> None:
    app.button(key="review-amend").click()
    run(app)
    app.selectbox(key="review-field").set_value("said")
    run(app)
    (said,) = [one for one in app.text_input if one.label == "Right is"]
    said.set_value("last week")
    app.text_input(key="review-amend-reason").set_value("as it says")
    run(app)
    app.button(key="review-save").click()
    run(app)
    assert decided(store) == []
    assert "said" in app.info[0].value


def test_a_claim_put_off_comes_last(app: AppTest) -> None:
    first = box(app)
    app.button(key="review-later-button").click()
    run(app)
    for _ in range(10):
        assert box(app) != first
        app.button(key="review-later-button").click()
        run(app)
    assert box(app) == first


def test_decisions_go_out_and_come_in_as_a_file(app: AppTest, store: Path) -> None:
    app.button(key="review-accept").click()
    run(app)
    made = decided(store)
    app.button(key="review-undo").click()
    run(app)
    decisions_file(app).upload("decisions.csv", decisions.encode(made), "text/csv")
    run(app)
    assert decided(store) == made
    assert "1 decision read, 1 new" in app.info[0].value


def test_a_bad_file_of_decisions_is_told_by_line(app: AppTest, store: Path) -> None:
    decisions_file(app).upload(
        "bad.csv", b"claim_id,action,field,value,reason,who,day\nx,shout,,,,,\n", "text/csv"
    )
    run(app)
    assert decided(store) == []
    assert "line 2" in app.info[0].value


def test_a_store_that_cannot_be_written_is_told(
    app: AppTest, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> int:
        raise StoreError("the disk is full")

    monkeypatch.setattr(source, "decide", refuse)
    app.button(key="review-accept").click()
    run(app)
    assert "the disk is full" in app.info[0].value


def test_of_a_large_store_decisions_show_when_the_review_ends(
    app: AppTest, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are in the store at once; nothing is read anew for each."""
    monkeypatch.setattr(review, "LARGE", 5)
    run(app)
    reads: list[object] = []
    monkeypatch.setattr(source, "read", lambda opened, real=source.read: reads.append(1) or real(opened))
    for number in (10, 9):
        app.button(key="review-accept").click()
        run(app)
        assert f"To check: {number} claims" in box(app)
    app.button(key="review-undo").click()
    run(app)
    assert "To check: 10 claims" in box(app)
    assert len(decided(store)) == 1 and reads == []

    app.button(key="review-open").click()
    run(app)
    assert len(reads) == 1
    assert any("1 checked by a person" in e.proto.body for e in app.get("html"))
