"""Villages near the front and the border, in the spellings of both sides, and better known namesakes."""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer, distance_km
from geo.model import DateInterval, Document

DAY = DateInterval("2024-05-22", date(2024, 5, 22), date(2024, 5, 22), "given")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("spellings", "town", "within_km"),
    [
        ("Vilkhove | Вільхове | Olkhovoye", "Stanytsia Luhanska", 12),
        ("Peredilske | Передільське | Peredelskoye", "Shchastia", 10),
        ("Starohnativka | Старогнатівка | Starognatovka", "Volnovakha", 25),
        ("Kapitanove | Капітанове | Kapitanovo", "Sievierodonetsk", 25),
        ("Potomkyne | Потьомкине | Potemkino", "Vysokopillia", 10),
        ("Kniazivka | Князівка | Knyazevka", "Vysokopillia", 10),
        ("Lvivski Otruby | Львівські Отруби | Lvovskiye Otruby", "Beryslav", 30),
        ("Mechebylove | Мечебилове | Mechebilovo", "Barvinkove", 35),
        ("Vasylenkove | Василенкове | Vasilenkovo", "Kupiansk", 45),
        ("Kupievakha | Куп'єваха | Kupyevakha", "Bohodukhiv", 25),
        ("Stiahailivka | Стягайлівка | Styagaylovka", "Seredyna-Buda", 30),
        ("Uralove | Уралове | Uralovo", "Seredyna-Buda", 40),
        ("Riabyna | Рябина | Ryabina", "Velyka Pysarivka", 25),
        ("Mkhy | Мхи", "Semenivka, Chernihiv Oblast", 15),
        ("Khrinivka | Хрінівка | Khrenovka", "Horodnia", 30),
        ("Mokhnatyn | Мохнатин | Mokhnatin", "Chernihiv", 20),
        ("Termakhivka | Термахівка | Termakhovka", "Ivankiv", 20),
        ("Timonovo | Тимоново", "Valuyki", 15),
        ("Mazepovka | Мазеповка", "Rylsk", 15),
        ("Zaichenko | Заїченко", "Pikuzy", 6),
        ("Sakhanka | Саханка", "Lebedynske", 12),
        ("Pyshchevyk | Пищевик | Pishchevik", "Hnutove", 8),
        ("Staromarivka | Старомар'ївка | Staromaryevka", "Volnovakha", 35),
        ("Novolaspa | Новоласпа", "Bila Kamianka", 6),
        ("Lohvynove | Логвинове | Logvinovo", "Debaltseve", 12),
        ("Lopaskyne | Лопаскине | Lopaskino", "Slovianoserbsk", 8),
        ("Zymivnyk | Зимівник", "Kherson", 8),
        ("Zlahoda | Злагода | Zlagoda", "Huliaipole", 25),
        ("Shevelivka | Шевелівка | Shevelevka", "Balakliia", 20),
        ("Spivakivka | Співаківка", "Izium", 20),
        ("Hlushchenkove | Глущенкове | Glushchenkovo", "Borova, Kharkiv Oblast", 30),
        ("Nikishyne | Нікішине | Nikishino", "Debaltseve", 15),
        ("Mnohopillia | Многопілля | Mnogopolye", "Ilovaisk", 10),
        ("Zelenopillia, Luhansk Oblast", "Rovenky", 20),
        ("Zahaltsi | Загальці | Zagaltsy", "Borodianka", 12),
        ("Stara Basan | Стара Басань", "Nova Basan", 20),
        ("Verkhnotoretske | Verkhniotoretske | Verkhnyotoretske", "Yasynuvata", 15),
        ("Verkhnokamianske | Verkhniokamianske | Verkhnyokamyanske", "Siversk", 12),
        ("Nova Kamianka | Нова Кам'янка", "Velyka Oleksandrivka", 20),
    ],
)
def test_a_village_that_reports_name_is_found_near_its_town(gazetteer, spellings, town, within_km):
    beside = gazetteer.search(town)[0].place

    for name in spellings.split(" | "):
        place = gazetteer.search(name)[0].place
        assert distance_km(place.lat, place.lon, beside.lat, beside.lon) <= within_km, name


@pytest.mark.parametrize(
    ("name", "admin1"),
    [
        ("Pokrovsk", "Donetsk Oblast"),
        ("Lyman", "Donetsk Oblast"),
        ("Ivanivka", "Kharkiv Oblast"),
        ("Petropavlivka", "Kharkiv Oblast"),
        ("Pervomaiske", "Donetsk Oblast"),
        ("Starytsia", "Kharkiv Oblast"),
        ("Spirne", "Donetsk Oblast"),
        ("Novopavlivka", "Dnipropetrovsk Oblast"),
        ("Skotovatoye", "Donetsk Oblast"),
        ("Stasi", "Poltava Oblast"),
        ("Raska", ""),
    ],
)
def test_a_better_known_place_keeps_a_name_that_a_village_bears_too(gazetteer, name, admin1):
    assert gazetteer.lookup(name)[0].place.admin1 == admin1


def test_of_two_villages_of_one_district_the_one_beside_the_others_is_meant(gazetteer):
    text = "Russian troops took the villages of Viktorovka, Nikolayevka and Staraya Sorochina on Saturday."
    read = pipeline.process(
        Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=conflicts.load()
    )
    places = [r.place for r in read.resolutions if r.place and r.place.kind == "settlement"]
    last = places[-1]

    assert [place.name for place in places] == ["Viktorovka", "Nikolayevka", "Staraya Sorochina"]
    assert all(distance_km(place.lat, place.lon, last.lat, last.lon) < 5 for place in places)


def test_the_places_beside_it_tell_which_village_is_meant(gazetteer):
    text = "Ukrainian forces retook Petropavlivka, Biliaivka and Novovasylivka near Vysokopillia on Tuesday."
    read = pipeline.process(
        Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=conflicts.load()
    )
    places = {r.toponym.text: r.place for r in read.resolutions if r.place}

    assert {name: place.admin1 for name, place in places.items()} == dict.fromkeys(
        ("Petropavlivka", "Biliaivka", "Novovasylivka", "Vysokopillia"), "Kherson Oblast"
    )
