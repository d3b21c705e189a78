"""Which place a name means, and why none could be chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo import conflicts
from geo.gazetteer import Gazetteer, distance_km
from geo.model import Document, Place, Resolution
from geo.resolve import destination, resolve, same_region, sector
from geo.toponyms import recognise

TOWN = Place("gn:1", "Town", 48.6, 38.0, country="UA", admin1="Donetsk Oblast")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def wars() -> list[conflicts.Conflict]:
    return conflicts.load()


def resolutions(
    text: str, gazetteer: Gazetteer, wars: list[conflicts.Conflict], corrections: dict[str, str] | None = None
) -> dict[str, Resolution]:
    """Resolutions by the text of their toponym (the last one where a name occurs twice)."""
    document = Document("d", text)
    war = conflicts.choose(document, wars)
    found = recognise(document, gazetteer, war)
    return {r.toponym.text: r for r in resolve(document, found, gazetteer, war, corrections)}


# text, name, (lat, lon) within 5 km of which it must lie
PLACES = [
    ("Russian forces shelled Lyman and Kreminna, Ukraine said.", "Lyman", (48.98, 37.81)),
    ("Russian troops pushed from Donetsk towards Avdiivka, Kyiv said.", "Donetsk", (48.02, 37.80)),
    ("Donetsk in Russia's Rostov region was hit by a Ukrainian drone.", "Donetsk", (48.33, 39.95)),
    ("Birmingham, Alabama, was quiet after the vote.", "Birmingham", (33.52, -86.81)),
    ("A man from Birmingham, England, was held.", "Birmingham", (52.48, -1.90)),
    ("Clashes in Tripoli between Libyan militias spread to Misrata.", "Tripoli", (32.88, 13.19)),
    (
        "Lebanese soldiers were attacked in Tripoli; Beirut, Sidon and Tyre stayed calm.",
        "Tripoli",
        (34.43, 35.84),
    ),
    ("Egyptian police sealed off Alexandria and Cairo.", "Alexandria", (31.20, 29.92)),
    ("Syrian rebels entered Hama and Homs.", "Hama", (35.13, 36.75)),
    ("The Sudanese army broke the siege of El Fasher in North Darfur.", "El Fasher", (13.63, 25.35)),
    ("Congolese soldiers left Goma for Sake.", "Goma", (-1.66, 29.22)),
    ("Armenian and Azerbaijani forces fought near Stepanakert.", "Stepanakert", (39.82, 46.75)),
    ("Russia bombed Zaporizhzhia and Nikopol in Ukraine.", "Zaporizhzhia", (47.84, 35.14)),
    ("Ukrainian shells hit Valuyki in Russia's Belgorod region.", "Valuyki", (50.21, 38.11)),
    ("Russia renamed Bakhmut; Artyomovsk is what Moscow calls it.", "Artyomovsk", (48.59, 38.00)),
]

KINDS = [
    ("Russian shells fell across Kharkiv region, Ukraine said.", "Kharkiv region", "region"),
    ("Ukrainian units raided several towns in Belgorod, Russia said.", "Belgorod", "region"),
    ("Ukrainian drones hit the city of Belgorod, Russia said.", "Belgorod", "settlement"),
    ("Russia fights on in the Donetsk and Luhansk regions of Ukraine.", "Donetsk", "region"),
    ("Russian shells hit Kherson, Ukraine said.", "Kherson", "settlement"),
    ("Russian troops fled across the Dnipro, Ukraine said.", "Dnipro", "river"),
    ("Russian missiles hit Dnipro, Ukraine said.", "Dnipro", "settlement"),
    ("Russia advanced in eastern Ukraine.", "Ukraine", "country"),
]


@pytest.mark.parametrize(("text", "name", "point"), PLACES)
def test_the_context_chooses_among_namesakes(text, name, point, gazetteer, wars):
    place = resolutions(text, gazetteer, wars)[name].place

    assert place is not None
    assert distance_km(place.lat, place.lon, *point) < 5


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_the_words_beside_a_name_choose_the_kind(text, name, kind, gazetteer, wars):
    place = resolutions(text, gazetteer, wars)[name].place

    assert place is not None
    assert kind == place.kind


def test_a_region_beside_the_name_beats_everything_else(gazetteer, wars):
    text = "Ukraine said shells hit Andriivka, Kharkiv region. Russia was blamed."

    found = resolutions(text, gazetteer, wars)["Andriivka"]

    assert found.place is None or "Khark" in found.place.admin1


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (
            "In the Lyman sector, Ukrainian troops repelled Russian attacks near Terny and Torske.",
            (49.0, 37.9),
        ),
        (
            "Russian forces attacked near Pokrovsk. In the Lyman sector, Ukrainian troops fought near Terny, "
            "Torske, Zarichne and Hryhorivka.",
            (49.0, 37.9),
        ),
        ("Russian forces attacked Ukrainian troops near Stepove, Berdychi and Pervomaiske.", (48.15, 37.6)),
        (
            "Russian troops attacked Ukrainian forces near Novomykhailivka, Heorhiivka and Pobieda.",
            (47.87, 37.5),
        ),
    ],
)
def test_names_told_together_lie_together(text, near, gazetteer, wars):
    """Each of these villages has namesakes, and some of those have more people."""
    last = text.rpartition(". ")[2]
    found = resolutions(text, gazetteer, wars)
    places = [r.place for name, r in found.items() if name in last and r.toponym.use == "place"]
    assert len(places) >= 3
    assert all(place and distance_km(place.lat, place.lon, *near) < 40 for place in places)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces attacked Ukrainian troops near Ivanivka, Novoselivka and Oleksandrivka.",
        "Ukrainian and Russian forces shelled Dmytrivka, Oleksandrivka and Petrivka.",
    ],
)
def test_common_names_told_together_are_not_guessed_at(text, gazetteer, wars):
    """Three villages of such names lie together in many a district."""
    found = resolutions(text, gazetteer, wars).values()
    assert {r.place for r in found if r.toponym.use == "place"} == {None}


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        (
            "Russian forces seized Zaporizhzhia (southeast of Velyka Novosilka), Ukraine said.",
            "Zaporizhzhia",
            None,
        ),
        (
            "Russian forces seized Zaporizhzhia, southeast of Velyka Novosilka, Ukraine said.",
            "Zaporizhzhia",
            None,
        ),
        (
            "Russian forces took Kostiantynivka (southwest of Kurakhove), Ukraine said.",
            "Kostiantynivka",
            (47.86, 37.4),
        ),
        ("Russian forces took Stepove (northwest of Avdiivka), Ukraine said.", "Stepove", (48.2, 37.7)),
        ("Russian forces shelled Kharkiv (north of Lozova), Ukraine said.", "Kharkiv", (49.98, 36.25)),
        (
            "Russian forces crossed the Oskil River (east of Kupiansk), Ukraine said.",
            "Oskil River",
            (49.2, 37.5),
        ),
    ],
)
def test_a_gloss_says_where_a_place_lies(text, name, near, gazetteer, wars):
    """Reports tell villages from cities of the same name so; the village may not be in the gazetteer."""
    place = resolutions(text, gazetteer, wars)[name].place
    assert (place is None) == (near is None)
    assert near is None or distance_km(place.lat, place.lon, *near) < 80


def test_an_undecided_name_lists_its_candidates_and_says_why(gazetteer, wars):
    found = resolutions("Russian shells hit Ivanivka, Ukraine said.", gazetteer, wars)["Ivanivka"]

    assert found.place is None
    assert len(found.considered) > 1
    assert "places of this name" in found.reason


def test_a_name_is_not_put_outside_the_region_stated_beside_it(gazetteer, wars):
    text = "Fighters burned Palma, Cabo Delgado province, and fled to Pemba in Mozambique."

    place = resolutions(text, gazetteer, wars)["Palma"].place

    assert place is None or place.country == "MZ"


def test_a_name_that_the_gazetteer_lacks_says_so(gazetteer, wars):
    found = resolutions("Russian troops took the village of Qwertivka.", gazetteer, wars)["Qwertivka"]

    assert found.place is None
    assert found.toponym.candidates == ()
    assert found.reason == "not in the gazetteer"


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Russian troops came; Kyiv said they left.", "Kyiv", "government"),
        ("Russian troops came, the Kyiv Independent wrote of Ukraine.", "Kyiv", "publication"),
        ("Ukraine's Kharkiv Brigade fought Russian troops.", "Kharkiv", "organisation"),
    ],
)
def test_lookalikes_have_no_place_and_a_reason(text, name, reason, gazetteer, wars):
    found = resolutions(text, gazetteer, wars)[name]

    assert found.place is None
    assert reason in found.reason


def test_a_name_keeps_its_sense_through_a_text(gazetteer, wars):
    text = (
        "Ukraine said shells hit Pokrovske, Dnipropetrovsk region. Much later in the text, after many words "
        "about Russian guns, the name returns: Pokrovske was hit again."
    )
    document = Document("d", text)
    war = conflicts.choose(document, wars)

    found = resolve(document, recognise(document, gazetteer, war), gazetteer, war)
    places = {r.place.place_id for r in found if r.toponym.text == "Pokrovske" and r.place}

    assert len(places) <= 1


def test_a_correction_always_wins(gazetteer, wars):
    text = "Russian shells hit Mykolaivka, Ukraine said."
    chosen = gazetteer.lookup("Mykolaivka")[-1].place

    found = resolutions(text, gazetteer, wars, {"Mykolaivka": chosen.place_id})["Mykolaivka"]

    assert chosen == found.place
    assert "correction" in found.reason


def test_one_resolution_per_toponym_in_order(gazetteer, wars):
    document = Document("d", "Kyiv said Bakhmut, Soledar and the Kharkiv Brigade held; Qwertivka fell.")
    war = conflicts.choose(document, wars)
    toponyms = recognise(document, gazetteer, war)

    found = resolve(document, toponyms, gazetteer, war)

    assert toponyms == [r.toponym for r in found]


# --- geometry -------------------------------------------------------------------------------------


@pytest.mark.parametrize("bearing", [0, 45, 90, 135, 180, 225, 270, 315])
def test_a_sector_lies_at_its_distance_and_bearing(bearing):
    place = sector(TOWN, 10, bearing)

    assert distance_km(TOWN.lat, TOWN.lon, place.lat, place.lon) == pytest.approx(10, abs=0.05)
    assert (place.lat, place.lon) == pytest.approx(destination(TOWN.lat, TOWN.lon, 10, bearing))


def test_a_sector_says_what_it_is():
    place = sector(TOWN, 10, 0)

    assert place.place_id == "sector:gn:1:10:0"
    assert place.name == "about 10 km north of Town"
    assert (place.kind, place.shape, place.parent) == ("sector", "polygon", "gn:1")
    assert (place.country, place.admin1) == ("UA", "Donetsk Oblast")


def test_a_sector_is_a_closed_ring_that_is_no_narrower_than_its_words():
    (ring,) = sector(TOWN, 10, 90).paths
    distances = [distance_km(TOWN.lat, TOWN.lon, lat, lon) for lat, lon in ring]

    assert ring[0] == ring[-1]
    assert min(distances) <= 7.6
    assert max(distances) >= 12.4
    assert {round(distance_km(TOWN.lat, lon, TOWN.lat, TOWN.lon)) > 0 for _, lon in ring} == {True}


def test_a_direction_without_a_distance_reaches_from_the_town():
    place = sector(TOWN, None, 180)

    assert place.place_id == "sector:gn:1:?:180"
    assert place.name == "south of Town"
    assert place.lat < TOWN.lat


def test_a_distance_without_a_direction_goes_all_round():
    place = sector(TOWN, 20, None)

    assert place.name == "about 20 km from Town"
    assert (place.lat, place.lon) == (TOWN.lat, TOWN.lon)


@pytest.mark.parametrize(("km", "bearing"), [(None, None), (0, 90), (-3, 90), (5000, None)])
def test_nonsense_positions_are_refused(km, bearing):
    with pytest.raises(ValueError, match="distance"):
        sector(TOWN, km, bearing)


def test_a_sector_across_the_date_line_keeps_its_longitudes_in_range():
    place = sector(replace(TOWN, lat=0.0, lon=179.99), 10, 90)

    assert all(-180 <= lon <= 180 for _, lon in place.paths[0])


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Donetska Oblast", "Donetsk Oblast", True),
        ("Zaporizhzhya Oblast", "Zaporizhzhia", True),
        ("Odeska Oblast", "Odesa region", True),
        ("North Darfur", "North Kordofan", False),
        ("South Darfur", "South Kivu", False),
        ("Kherson", "Kharkiv", False),
        ("", "Kharkiv", False),
    ],
)
def test_spellings_of_one_region(one, two, same):
    assert same is same_region(one, two)


def test_a_slip_of_the_pen_is_mended_only_near_places_that_the_text_names(gazetteer, wars):
    near = "Russian troops stormed the town of Bakmut near Soledar and Chasiv Yar, Ukraine said."
    far = "Russian troops stormed the town of Bakmutt, Ukraine said."

    mended = resolutions(near, gazetteer, wars)["Bakmut"]

    assert mended.place is not None
    assert mended.place.name == "Bakhmut"
    assert resolutions(far, gazetteer, wars)["Bakmutt"].place is None


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Air strikes hit northern Gaza overnight.", "Gaza", "Gaza Strip"),
        ("On the Kursk front, Russian forces advanced in Russia.", "Kursk", "Kursk Oblast"),
        ("On the Kupiansk front, Russian forces advanced in Ukraine.", "Kupiansk", "Kupiansk"),
        (
            "Moscow annexed four regions - Donetsk, Luhansk and Kherson - in Ukraine.",
            "Donetsk",
            "Donetsk Oblast",
        ),
        ("Voters in Pennsylvania, California and Florida went to the polls.", "California", "California"),
        ("Troops in Sudan took Al-Fasher.", "Al-Fasher", "El Fasher"),
    ],
)
def test_the_sense_that_the_words_ask_for(text, name, place, gazetteer, wars):
    """Territories, fronts of regions, lists of regions and Arabic articles."""
    resolution = resolutions(text, gazetteer, wars)[name]
    assert resolution.place is not None, resolution.reason
    assert resolution.place.name == place


def test_a_list_of_towns_is_no_town_in_its_region(gazetteer, wars):
    """Shusha is a district too; Stepanakert is named beside it, not in it."""
    found = resolutions("Azerbaijani forces shelled Stepanakert, Shusha and Martuni.", gazetteer, wars)

    assert {"Stepanakert", "Shusha", "Martuni"} == {t for t, r in found.items() if r.place is not None}


def test_a_camp_with_an_article_is_a_place(gazetteer, wars):
    """ "the X refugee camp" after another place."""
    text = "Israeli strikes hit Deir al-Balah and the Nuseirat refugee camp in Gaza."

    assert resolutions(text, gazetteer, wars)["Nuseirat refugee camp"].place.name == "Nuseirat"


def test_a_district_is_a_district_where_we_hold_it(gazetteer, wars):
    """Not its chief town: the point says how wide it is."""
    found = resolutions("Ukraine's troops hold villages in the Sudzha district of Russia.", gazetteer, wars)
    district = next(r for spoken, r in found.items() if spoken.startswith("Sudzha")).place

    assert (district.name, district.kind) == ("Sudzha District", "district")
    assert district.precision_km == 30


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (
            "Ukraine's troops hold villages in the Pristen district of Russia.",
            "Pristen",
            "the district of Pristen",
        ),
        ("Iraqi soldiers fought in the Old City after eastern Mosul fell.", "Old City", "many cities have"),
    ],
)
def test_what_is_not_taken_for_a_town(text, name, reason, gazetteer, wars):
    """A district is not its chief town; a name that every city has is not a far namesake's."""
    found = resolutions(text, gazetteer, wars)
    resolution = next(r for spoken, r in found.items() if spoken.startswith(name))
    assert resolution.place is None
    assert reason in resolution.reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M23 fighters hold most of Lubero territory, the Congolese army said.", "Lubero"),
        ("Tigrayan fighters took Adwa woreda from Ethiopian troops.", "Adwa"),
        ("Myanmar's junta lost Hsipaw township to Kachin and Ta'ang fighters.", "Hsipaw"),
        ("Syrian rebels advanced through the Azaz countryside, north of Aleppo.", "Azaz"),
        ("Syrian soldiers fought all day in the countryside of Azaz, near Aleppo and Idlib.", "Azaz"),
    ],
)
def test_a_town_is_not_taken_for_the_land_around_it_that_the_words_ask_for(text, name, gazetteer, wars):
    found = resolutions(text, gazetteer, wars)[name]
    assert found.place is None
    assert found.reason == "not in the gazetteer" or "whose area is not in the gazetteer" in found.reason


@pytest.mark.parametrize(
    "name",
    ["North Kivu", "Taiz Governorate", "Kunar Province", "Anbar province", "Nord-Kivu"],
)
def test_regions_whose_main_name_is_foreign_are_known_by_their_english_one(name, gazetteer, wars):
    place = resolutions(f"Soldiers fought all day in {name}, the army said.", gazetteer, wars)[name].place
    assert place is not None
    assert place.kind == "region"


def test_a_far_town_is_not_meant_by_a_name_that_is_not_its_own(gazetteer, wars):
    text = "Kachin fighters entered Mansi, near Bhamo, while Myanmar's junta held Bhamo and Myitkyina."
    assert resolutions(text, gazetteer, wars)["Mansi"].place is None


def test_the_districts_of_a_city_are_no_governorate(gazetteer, wars):
    text = "Syrian rebels shelled government-held districts of Aleppo and hit Hama."
    assert resolutions(text, gazetteer, wars)["Aleppo"].place.kind == "settlement"
