"""The gazetteer through geopy's interface, and the opt-in fallback behind it."""

from __future__ import annotations

import json

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.exc import GeocoderUnavailable as GeopyUnavailable
from geopy.location import Location
from geopy.point import Point

from geo.errors import GeocoderUnavailable
from geo.gazetteer import Gazetteer
from geo.geocoder import Fallback, Geocoder


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The real gazetteer."""
    return Gazetteer.open()


class Service:
    """A geopy-like service that answers from a table; an exception in it is raised."""

    def __init__(self, answers: dict) -> None:
        self.answers, self.asked = answers, []

    def geocode(self, query: str) -> Location | None:
        """Answer as geopy geocoders do."""
        self.asked.append(query)
        answer = self.answers.get(query)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, []

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


FOUND = Location("Xyzzyville, Nowhere", Point(10.0, 20.0), {"osm_id": 7, "licence": "ODbL"})


def test_geocode_gives_a_geopy_location_with_raw(gazetteer):
    """Coordinates in geopy's order, the place's fields in raw."""
    found = Geocoder(gazetteer).geocode("Artyomovsk")

    assert isinstance(found, Location)
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (48.6, 38.0)
    assert found.address == "Bakhmut, Donetsk Oblast, UA"
    assert (found.raw["matched_as"], found.raw["match"]) == ("Artyomovsk", "alternate")


def test_geocode_lists_candidates_and_knows_none(gazetteer):
    """Lists are likeliest first; nonsense and blanks give None, not a point."""
    geocoder = Geocoder(gazetteer)
    found = geocoder.geocode("Donetsk", exactly_one=False, limit=3)

    assert 1 < len(found) <= 3
    assert found[0].raw["country"] == "UA"
    assert geocoder.geocode("Qwertyuiop") is None
    assert geocoder.geocode("Qwertyuiop", exactly_one=False) is None
    assert geocoder.geocode("  ") is None


def test_a_name_of_several_places_says_so(gazetteer):
    """A point alone would look surer than the name is; with its region the name is clear."""
    geocoder = Geocoder(gazetteer)
    bare, told = geocoder.geocode("Andriivka"), geocoder.geocode("Andriivka near Bakhmut, Donetsk Oblast")

    assert bare.raw["ambiguous"]
    assert len(bare.raw["namesakes"]) > 5
    assert all(
        other["km"] > 25 and other["address"].startswith("Andri") for other in bare.raw["namesakes"][:3]
    )
    assert round(told.latitude, 1) == 48.5
    assert len(told.raw["namesakes"]) < 5


@pytest.mark.parametrize("name", ["Bakhmut", "Kharkiv", "Avdiivka", "Donetsk Oblast", "Paris"])
def test_a_name_of_one_well_known_place_is_not_ambiguous(gazetteer, name):
    """A town's own region is no namesake, nor is a hamlet beside a capital a rival."""
    assert not Geocoder(gazetteer).geocode(name).raw["ambiguous"]


def test_one_place_of_a_list_sees_the_others_as_namesakes(gazetteer):
    found = Geocoder(gazetteer).geocode("Pishchane", exactly_one=False, limit=2)

    assert len(found) == 2
    assert found[1].raw["place_id"] in [other["place_id"] for other in found[0].raw["namesakes"]]
    assert found[0].raw["ambiguous"] and found[1].raw["ambiguous"]


def test_reverse_gives_the_nearest_settlement(gazetteer):
    """A point is (lat, lon); a missing coordinate is an error, never latitude 0."""
    geocoder = Geocoder(gazetteer)

    assert geocoder.reverse((48.595, 38.0)).raw["name"] == "Bakhmut"
    assert len(geocoder.reverse("48.595, 38.0", exactly_one=False)) > 1
    assert geocoder.reverse((0.0, -30.0)) is None
    with pytest.raises(ValueError, match="latitude"):
        geocoder.reverse((None, 12))


def test_reverse_prefers_a_place_whose_position_is_known(gazetteer):
    """Kalynivske is known to 15 km: who asks at its very point is told the village that surely is near."""
    geocoder = Geocoder(gazetteer)
    vague = gazetteer.get("cur:kalynivske-dnipropetrovsk")
    found = geocoder.reverse((vague.lat, vague.lon))

    assert vague.precision_km == 15
    assert found.raw["precision_km"] <= 5
    assert found.raw["km"] < 10


def test_fallback_is_asked_only_for_names_the_gazetteer_lacks(gazetteer, tmp_path):
    """And what it finds is marked by its id and never exact."""
    service = Service({"Xyzzyville": FOUND})
    geocoder = Geocoder(gazetteer, fallback=Fallback(service, folder=tmp_path))
    geocoder.geocode("Bakhmut")

    assert service.asked == []
    found = geocoder.geocode("Xyzzyville")
    assert found.raw["place_id"].startswith("geo:service-")
    assert found.raw["precision_km"] >= 5
    assert found.raw["name"] == "Xyzzyville"
    assert found.raw["licence"] == "ODbL"


def test_answers_are_kept_on_disk_and_no_such_place_is_an_answer(tmp_path):
    """A second run asks nothing."""
    for _ in range(2):
        service = Service({"Xyzzyville": FOUND})
        fallback = Fallback(service, folder=tmp_path, sleep=lambda s: None)
        assert fallback.geocode("Xyzzyville")["lat"] == 10.0
        assert fallback.geocode("  xyzzyville ")["lat"] == 10.0
        assert fallback.geocode("Nowhere at all") is None

    assert service.asked == []


@pytest.mark.parametrize("fault", [GeocoderTimedOut("late"), GeopyUnavailable("down"), OSError("no route")])
def test_an_outage_is_an_error_and_never_cached(tmp_path, fault):
    """When the service is back, the place is found."""
    service = Service({"Xyzzyville": fault})
    fallback = Fallback(service, folder=tmp_path, sleep=lambda s: None)
    with pytest.raises(GeocoderUnavailable, match="did not answer"):
        fallback.geocode("Xyzzyville")
    service.answers["Xyzzyville"] = FOUND

    assert fallback.geocode("Xyzzyville")["lon"] == 20.0


def test_requests_keep_a_second_apart(tmp_path):
    """Nominatim's policy; a kept answer needs no pause."""
    clock = Clock()
    fallback = Fallback(Service({}), folder=tmp_path, clock=clock, sleep=clock.sleep)
    for name in ("one", "two", "two", "three"):
        fallback.geocode(name)

    assert clock.slept == [1.0, 1.0]


def test_a_broken_cache_file_is_asked_again(tmp_path):
    """Half a file is not an answer."""
    fallback = Fallback(Service({"Xyzzyville": FOUND}), folder=tmp_path, sleep=lambda s: None)
    fallback.geocode("Xyzzyville")
    [file] = tmp_path.iterdir()
    file.write_text('{"answer"')

    assert fallback.geocode("Xyzzyville")["lat"] == 10.0
    assert json.loads(file.read_text(encoding="utf-8"))["query"] == "Xyzzyville"


def test_nominatim_is_the_default_with_our_own_user_agent(tmp_path):
    """geopy refuses its sample user agents; making it asks nothing."""
    service = Fallback(folder=tmp_path).service

    assert type(service).__name__ == "Nominatim"
    assert service.headers["User-Agent"].startswith("geo-claims")
