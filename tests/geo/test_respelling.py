"""Other renderings of a transliterated name, and the one town of the war that they may mean."""

from __future__ import annotations

import pytest

from geo import conflicts
from geo.gazetteer import Gazetteer
from geo.gazetteer_build import plain, plain_region
from geo.model import Document, Resolution
from geo.resolve import resolve
from geo.respelling import respelt
from geo.toponyms import recognise


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def wars() -> list[conflicts.Conflict]:
    return conflicts.load()


def named(text: str, name: str, gazetteer: Gazetteer, wars: list[conflicts.Conflict]) -> Resolution:
    document = Document("d", text)
    war = conflicts.choose(document, wars)
    found = resolve(document, recognise(document, gazetteer, war), gazetteer, war)
    return next(r for r in found if r.toponym.text == name)


def test_one_sound_is_rendered_otherwise_and_a_second_only_at_the_end_or_in_a_doubled_letter():
    one, two = respelt("Tallbousah")

    assert "talbousah" in one
    assert "tallbusah" in one
    assert "talbusah" in two
    assert "talbusa" not in one


def test_short_names_are_not_respelt():
    assert respelt("Qara") == ((), ())


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("Haftar's LNA withdrew from Tarhouna, the GNA in Tripoli said.", "Tarhouna", "Tarhuna"),
        ("M23 rebels and Congolese soldiers fought in Ruthshuru, near Goma.", "Ruthshuru", "Rutshuru"),
        ("South Sudanese soldiers shelled Malakaal and Juba.", "Malakaal", "Malakal"),
    ],
)
def test_another_rendering_of_a_town_of_the_war_is_that_town(text, name, meant, gazetteer, wars):
    found = named(text, name, gazetteer, wars)

    assert found.place is not None
    assert found.place.name == meant
    assert found.reason.startswith(f"taken for another spelling of {meant}")


def test_no_rendering_is_looked_for_where_names_are_not_transliterated_or_in_another_war(gazetteer, wars):
    ukraine = "Russian troops stormed the town of Bakmutt, Ukraine said."
    libya = "Russian troops stormed the village of Tarhouna near Bakhmut, Ukraine said."

    assert named(ukraine, "Bakmutt", gazetteer, wars).place is None
    assert named(libya, "Tarhouna", gazetteer, wars).place is None


@pytest.mark.parametrize(
    ("name", "country", "printed"),
    [
        ("Ţarţūs", "SY", "Tartus"),
        ("Ma’rib", "YE", "Marib"),
        ("Sek’ot’a", "ET", "Sekota"),
        ("Kraków", "PL", "Kraków"),
        ("Ivanivs'ke", "UA", "Ivanivske"),
        ("Ménaka", "ML", "Ménaka"),
    ],
)
def test_a_town_is_called_as_newspapers_print_it(name, country, printed):
    assert plain(name, country) == printed


def test_a_region_says_its_kind_in_english():
    assert plain_region("Muḩāfaz̧at Ma’rib", "YE") == "Marib Governorate"
    assert plain_region("Wilāyat-e Ghōr", "AF") == "Ghor Province"
    assert plain_region("Mopti Region", "ML") == "Mopti Region"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Libyan forces retook parts of southern Tripoli on Friday.", "Tripoli", "settlement"),
        ("Syrian rebels seized villages in Idlib and in the adjoining province of Hama.", "Hama", "region"),
        ("Democrats held Ohio, Iowa and Montana.", "Montana", "region"),
    ],
)
def test_town_or_region_by_the_words_beside_it(text, name, kind, gazetteer, wars):
    assert named(text, name, gazetteer, wars).place.kind == kind


def test_a_town_far_from_the_war_in_a_country_that_the_text_never_names_is_not_taken(gazetteer, wars):
    text = "Haftar's LNA lost Asaba to the GNA, whose fighters also hold Gharyan in Libya."

    found = named(text, "Asaba", gazetteer, wars)

    assert found.place is None
    assert "km from" in found.reason


def test_what_somebody_pulled_out_of_is_a_place(gazetteer, wars):
    assert named("Soldiers pulled out of Bor in South Sudan.", "Bor", gazetteer, wars).place.country == "SS"
