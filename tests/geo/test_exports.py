"""Exports, each re-read by a library that did not write it, and compared with the claim table."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from datetime import date

import fastkml
import openpyxl
import pytest
from fastkml.validator import validate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from geo import asof, exports, layers, table
from geo.errors import BadInput
from geo.exports import csvfile, geojson, xlsx
from geo.exports.selection import COLUMNS, Selection, everything, in_view, records
from geo.model import Claim, DateInterval, Link, Place, claim_id
from geo.table import CLAIM_COLUMNS, day_of

MADE = date(2024, 1, 2)
PLACES = {
    "gn:1": Place("gn:1", "Alpha", 48.5, 37.9, country="UA", admin1="Region"),
    "cur:2": Place(
        "cur:2",
        "Beta",
        50.6,
        36.6,
        kind="district",
        shape="polygon",
        paths=(((50.3, 36.0), (51.0, 37.0), (50.3, 37.0)),),
    ),
    "cur:3": Place(
        "cur:3", "Gamma", 48.6, -37.0, kind="river", shape="line", paths=(((48.3, -37.0), (48.9, -37.05)),)
    ),
}
SIDES = (
    {"id": "red", "name": "Red", "colour": "#D55E00"},
    {"id": "blue", "name": "Blue", "colour": "#0072B2"},
)
ARTICLE = "a" * 64
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "\t=1", " =1", '=HYPERLINK("http://x.example")', "＝1+1",
    "<script>alert(1)</script>", "</value><Placemark>", "]]>", "&amp;", "![x](http://x.example/a.png)",
    "[x](javascript:alert(1))", "`code` *em* _em_ #1", "a\x00b\x07c", "\u202eevil",
    "\ud800", "a,b\"c\nd\r\ne",
    "|a|b|", "http://x.example", "1. one", "- item", "{{7*7}} ${x}", "0123", "1e5", "2023-03-07", "TRUE",
)  # fmt: skip


@dataclass(frozen=True)
class Titled:
    title: str = "A title"
    url: str = "https://example.org/a?b=1&c=<d>"


def one(words: str = "Alpha is ours.", place: str = "gn:1", **changes: object) -> Claim:
    """A claim about a place, said on 7 March 2023 unless changed."""
    said = changes.pop(
        "said", DateInterval("2023-03-07", date(2023, 3, 7), date(2023, 3, 7), "its date line")
    )
    links = (Link(place, PLACES[place].name, "Alfa", "unstated", "", 0, 1),) if place else ()
    number = int(changes.pop("number", 0))
    made = Claim(
        claim_id(ARTICLE, number, number + 1, 0, 0, 1), "doc", ARTICLE, number, number + len(words), words,
        "verbatim", "Ministry", "government", "blue", ("Agency", "Ministry"), 0, 1, "Paper", links,
        "holds", "asserted", "blue_control", "likely", "PHIA", (55, 75),
        published=DateInterval("2023-03", date(2023, 3, 1), date(2023, 3, 31), "month"), said=said,
    )  # fmt: skip
    return replace(made, **changes)


def selected(*claims: Claim, **changes: object) -> Selection:
    rest = {
        "places": PLACES, "articles": {ARTICLE: Titled()}, "sides": SIDES, "sentence": "All claims",
        "revision": "7", "made": MADE, **changes,
    }  # fmt: skip
    return everything(table.frame(claims), **rest)


BOUNDED = DateInterval("2023-03-04/..", date(2023, 3, 4), None, "since")
CLAIMS = (
    one(),
    one("Beta fell, it was said.", "cur:2", number=1, status="red_control", claimant="Staff", side="red"),
    one("It runs by Gamma.", "cur:3", number=2, said=BOUNDED, status="none", evidence="digest"),
    one("Nobody dated this.", number=3, said=DateInterval("", None, None, "no date given")),
    one("Nobody found this place.", "", number=4),
)


def test_every_claim_column_is_exported() -> None:
    """A column added to the claim table must not be forgotten here; `voice` and names of ids are derived."""
    exported = {{"words": "quote", "place": "place_name"}.get(name, name) for name in COLUMNS}

    assert set(CLAIM_COLUMNS) - exported == {"voice"}


def test_csv_gives_back_what_was_written() -> None:
    selection = selected(*CLAIMS)

    assert list(csvfile.read(exports.encode(selection, ".csv"))) == list(records(selection))


def test_days_in_csv_are_the_days_of_the_table() -> None:
    selection = selected(*CLAIMS)
    rows = csv.DictReader(io.StringIO(exports.encode(selection, ".csv").decode("utf-8-sig"), newline=""))

    for row, stored in zip(rows, selection.table.to_dict("records"), strict=True):
        for clock in table.CLOCKS:
            for end in ("start", "end"):
                expected = day_of(stored[f"{clock}_{end}"])
                assert row[f"{clock}_{end}"] == (expected.isoformat() if expected else "")
            assert row[f"{clock}_edtf"] == stored[f"{clock}_edtf"]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_csv_begins_a_formula(words: str) -> None:
    data = exports.encode(selected(one(words, claimant=words, publisher=words)), ".csv")
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    texts = [cell for cell, (kind, _) in zip(cells, COLUMNS.values(), strict=True) if kind == "text"]

    assert not [cell for cell in texts if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    assert next(csvfile.read(data))["words"] == layers.readable(words)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_words_survive_csv_and_geojson(words: str) -> None:
    selection = selected(one(words))
    written = json.loads(exports.encode(selection, ".geojson"))

    assert next(csvfile.read(exports.encode(selection, ".csv")))["words"] == layers.readable(words)
    assert written["features"][0]["properties"]["words"] == layers.readable(words)


def test_no_band_of_certainty_is_an_empty_cell_not_a_number() -> None:
    selection = selected(
        one(yardstick="", band=None), one("Beta may be ours.", yardstick="a scale", band=(55, 75))
    )
    none, banded = records(selection)
    assert (none["band_low"], none["band_high"]) == (None, None)
    assert (banded["band_low"], banded["band_high"]) == (55, 75)
    text = exports.encode(selection, ".csv").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    assert [row["band_low"] for row in rows] == ["", "55"]


def test_a_foreign_table_is_refused() -> None:
    with pytest.raises(BadInput, match=r"mine\.csv, line 1: has other columns"):
        list(csvfile.read(b"a,b\n1,2\n", "mine.csv"))


def test_geojson_holds_every_row_with_lon_before_lat() -> None:
    selection = selected(*CLAIMS)
    read = json.loads(exports.encode(selection, ".geojson"), parse_constant=pytest.fail)
    shapes = {feature["properties"]["words"]: feature["geometry"] for feature in read["features"]}

    assert len(read["features"]) == len(CLAIMS) == len({feature["id"] for feature in read["features"]})
    assert shapes["Alpha is ours."] == {"type": "Point", "coordinates": [37.9, 48.5]}
    assert shapes["It runs by Gamma."]["type"] == "MultiLineString"
    assert shapes["Nobody found this place."] is None
    assert read["revision"] == "7"


def test_rings_run_counterclockwise() -> None:
    """RFC 7946, section 3.1.6; the district of the example is stored clockwise."""
    ring = geojson.shape(PLACES["cur:2"])["coordinates"][0][0]

    assert ring == [[36.0, 50.3], [37.0, 50.3], [37.0, 51.0], [36.0, 50.3]]


def test_kml_is_valid_and_its_times_are_the_claims_days() -> None:
    data = exports.encode(selected(*CLAIMS), ".kml")
    read = fastkml.KML.from_string(data.decode().partition("?>")[2])
    folders = {folder.name: folder for folder in read.features[0].features}
    alpha, gamma = folders["Alpha"].features[0], folders["Gamma"].features[0]

    assert validate(element=etree.fromstring(data)) is True
    assert alpha.time_stamp.dt == date(2023, 3, 7)
    assert (alpha.geometry.x, alpha.geometry.y) == (37.9, 48.5)
    assert (gamma.begin.dt, gamma.end) == (date(2023, 3, 4), None)
    assert set(folders) >= {"Beta", "Undated claims (they belong to no day)"}


@pytest.mark.parametrize(
    ("fields", "style", "told"),
    [
        ({}, "side-", ""),
        ({"modality": "assessed"}, "less-", ", assessed"),
        ({"links": (Link("gn:1", "Town", "Town", "part", "eastern"),)}, "less-", ", in its eastern part"),
        ({"links": (Link("gn:1", "Town", "Town", "most"),)}, "less-", ", most of it"),
    ],
)
def test_kml_colours_the_whole_in_full_only_where_the_whole_is_asserted(
    fields: dict[str, object], style: str, told: str
) -> None:
    tree = etree.fromstring(exports.encode(selected(one("Words.", certainty="", **fields)), ".kml"))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    [mark] = tree.findall(".//k:Placemark", space)

    assert mark.findtext("k:styleUrl", namespaces=space).startswith(f"#{style}")
    assert mark.findtext("k:name", namespaces=space).endswith(told)


def test_undated_and_unplaced_claims_are_switched_off_in_kml() -> None:
    """Google Earth shows a placemark without a time on every day."""
    tree = etree.fromstring(exports.encode(selected(*CLAIMS), ".kml"))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    timeless = tree.xpath("//k:Placemark[not(k:TimeStamp) and not(k:TimeSpan)]", namespaces=space)

    assert len(timeless) == 1
    assert {mark.findtext("k:visibility", namespaces=space) for mark in timeless} == {"0"}
    hidden = tree.xpath("//k:Folder[k:visibility='0']/k:name/text()", namespaces=space)
    assert len(hidden) == 2


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words_in_kml(words: str) -> None:
    data = exports.encode(selected(one(words, claimant=words)), ".kml")
    tree = etree.fromstring(data)
    space = {"k": "http://www.opengis.net/kml/2.2"}
    values = tree.xpath("//k:Data[@name='words']/k:value/text()", namespaces=space)
    balloon = tree.xpath("//k:Placemark/k:description/text()", namespaces=space)[0]

    assert len(tree.xpath("//k:Placemark", namespaces=space)) == 1
    # XML readers turn \r\n into \n
    assert "".join(values).replace("\r\n", "\n") == layers.readable(words).replace("\r\n", "\n").replace(
        "\r", ""
    )
    assert "<" not in balloon


@pytest.mark.parametrize("words", HOSTILE)
def test_a_workbook_holds_text_as_text(words: str) -> None:
    data = exports.encode(selected(one(words, claimant=words)), ".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["claims"]
    cell = sheet.cell(2, list(COLUMNS).index("words") + 1)

    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert (cell.value or "").replace("\r\n", "\n") == layers.readable(words).replace("\r\n", "\n")


def test_days_of_a_workbook_are_date_cells_of_the_same_day() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exports.encode(selected(*CLAIMS), ".xlsx")))["claims"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    at = list(COLUMNS).index("said_start")

    assert [row[at].date() if row[at] else None for row in rows] == [
        row["said_start"] for row in records(selected(*CLAIMS))
    ]
    assert {row[at].time().isoformat() for row in rows if row[at]} == {"00:00:00"}


def test_a_cell_that_is_too_long_says_that_it_was_cut() -> None:
    assert xlsx.fitting("a" * 40_000).endswith("[cut here; whole in the CSV]")
    assert len(xlsx.fitting("😀" * 40_000).encode("utf-16-le")) // 2 <= xlsx.MOST_CHARACTERS
    assert xlsx.fitting("a" * 32_767) == "a" * 32_767


@pytest.mark.parametrize("ending", exports.FORMATS)
def test_the_same_claims_give_the_same_bytes(ending: str) -> None:
    assert exports.encode(selected(*CLAIMS), ending) == exports.encode(selected(*CLAIMS), ending)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_briefing_shows_words_literally(words: str) -> None:
    """Rendered by CommonMark with HTML, tables and bare links on, nothing of an article becomes markup."""
    text = exports.encode(selected(one(words, claimant=words, publisher=words)), ".md").decode()
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    allowed = {"h1", "h2", "p", "ul", "ol", "li", "strong", "a"}

    assert {element.tag for element in etree.HTML(html).iter()} <= allowed | {"html", "body"}
    links = etree.HTML(html).xpath("//a/@href")
    assert links == ["https://example.org/a?b=1&c=%3Cd%3E"]
    assert " ".join(layers.readable(words).split()) in " ".join("".join(etree.HTML(html).itertext()).split())


def test_contradictions_head_a_briefing_side_by_side() -> None:
    claims = (
        one("Shells fell.", number=0, status="none", predicate="struck"),
        one("We hold Alpha.", number=20),
        one("Alpha is taken.", number=40, status="red_control", claimant="Staff", side="red"),
        one("Beta is ours.", "cur:2", number=60),
    )
    frame = table.frame(claims)
    look, day = layers.Look(), date(2023, 3, 8)
    states = list(asof.view(frame, day=day).places.values())
    rest = {
        "places": PLACES,
        "articles": {ARTICLE: Titled()},
        "sides": SIDES,
        "sentence": "s",
        "revision": "1",
    }
    text = exports.encode(in_view(frame, look, day, states, made=MADE, **rest), ".md").decode()

    assert text.index("Alpha: Disputed") < text.index("Beta: Held")
    assert text.index("We hold Alpha") < text.index("Shells fell")
    assert text.index("Alpha is taken") < text.index("Shells fell")


def test_a_briefing_tells_the_newest_first_and_numbers_its_sources_as_they_come() -> None:
    told = exports.encode(
        selected(
            one("Beta one.", "cur:2", number=0, claimant="Earlier"),
            one(
                "Alpha old.",
                number=20,
                claimant="Old",
                said=DateInterval("2023-03-04", *[date(2023, 3, 4)] * 2, "line"),
            ),
            one(
                "Alpha undated.", number=40, claimant="Sometime", said=DateInterval("", None, None, "no date")
            ),
            one("Alpha new.", number=60, claimant="New"),
        ),
        ".md",
    ).decode()
    body, sources = told.split("## Sources")

    assert (
        body.index("Alpha new")
        < body.index("Alpha old")
        < body.index("Alpha undated")
        < body.index("Beta one")
    )
    assert [body.index(f"[{number}]") for number in range(1, 5)] == sorted(
        body.index(f"[{number}]") for number in range(1, 5)
    )
    assert sources.index("1. New") < sources.index("2. Old") < sources.index("4. Earlier")


def test_a_view_leaves_out_what_it_does_not_count() -> None:
    frame = table.frame(CLAIMS)
    day = date(2023, 5, 30)
    seen = asof.view(frame, day=day)
    rest = {"places": PLACES, "articles": {}, "sides": SIDES, "sentence": "s", "revision": "1", "made": MADE}

    assert in_view(frame, layers.Look(), day, list(seen.places.values()), **rest).table.empty


def test_only_verbatim_words_stand_in_quotation_marks() -> None:
    text = exports.encode(selected(*CLAIMS), ".md").decode()

    assert "“Alpha is ours.”" in text
    assert "our summary: It runs by Gamma." in text
    assert "“It runs by Gamma.”" not in text


@pytest.mark.parametrize("ending", [".md", ".kml"])
def test_a_sentence_that_quotes_is_not_put_into_a_second_pair_of_marks(ending: str) -> None:
    text = exports.encode(selected(one("“Alpha is ours,” said Lind.")), ending).decode()

    assert "“‘Alpha is ours,’ said Lind.”" in text and "““" not in text


@pytest.mark.parametrize("ending", [".md", ".kml"])
def test_an_article_without_a_publisher_is_told_as_one(ending: str) -> None:
    claim = one("Alpha is ours.", claimant="article", claimant_kind="article", publisher="")
    text = exports.encode(selected(claim), ending).decode().replace("\\", "")

    assert f"an article without a named publisher ({claim.doc_id}) (own words)" in text
    assert "()" not in text


def test_what_cannot_be_written_leaves_the_old_file(tmp_path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("old")
    (tmp_path / "claims.csv.new").mkdir()

    with pytest.raises(OSError):
        exports.write(selected(*CLAIMS), path)
    assert path.read_text() == "old"


def test_an_unknown_ending_is_refused(tmp_path) -> None:
    with pytest.raises(BadInput, match=r"\.doc: is no format of an export; use one of \.csv"):
        exports.write(selected(), tmp_path / "claims.doc")


def expected(selection: Selection) -> list[dict[str, str]]:
    """The rows of a selection, every value as words."""
    return [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in records(selection)
    ]


def from_geojson(data: bytes) -> list[dict[str, str]]:
    rows = (feature["properties"] for feature in json.loads(data)["features"])
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


def from_xlsx(data: bytes) -> list[dict[str, str]]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(data))["claims"].iter_rows(values_only=True)
    return [
        {
            name: "" if value is None else str(value.date()) if hasattr(value, "date") else str(value)
            for name, value in zip(header, row, strict=True)
        }
        for row in rows
    ]


def from_kml(data: bytes) -> list[dict[str, str]]:
    space = "{http://www.opengis.net/kml/2.2}"
    return [
        {one.get("name"): one.findtext(f"{space}value") or "" for one in mark.iter(f"{space}Data")}
        for mark in etree.fromstring(data).iter(f"{space}Placemark")
    ]


@pytest.mark.parametrize(
    ("ending", "read"), [(".geojson", from_geojson), (".xlsx", from_xlsx), (".kml", from_kml)]
)
def test_every_value_comes_back_from_every_format(ending: str, read) -> None:
    """Each column of each row, as the claim table has it; a whole number may come back as 3 for 3.0."""
    selection = selected(*CLAIMS)
    found = sorted(read(exports.encode(selection, ending)), key=lambda row: row["claim_id"])
    wanted = sorted(expected(selection), key=lambda row: row["claim_id"])

    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        for name, (kind, _) in COLUMNS.items():
            if kind in ("float", "int") and other[name]:
                assert float(one[name]) == float(other[name]), name
            else:
                assert one[name] == other[name], name


def test_a_briefing_dates_in_words_names_extents_and_lists_the_silent() -> None:
    spring = DateInterval("2022-05/..", date(2022, 5, 1), None, "since")
    frame = table.frame((replace(one("We hold the east."), about=spring), one("Old.", "cur:2", number=20)))
    frame.loc[frame["place_id"] == "cur:2", ["said_start", "said_end"]] -= 60
    day = date(2023, 3, 8)
    states = list(asof.view(frame, day=day).places.values())
    rest = {"places": PLACES, "articles": {}, "sides": SIDES, "sentence": "s", "revision": "1", "made": MADE}
    text = exports.encode(in_view(frame, layers.Look(), day, states, **rest), ".md").decode()

    assert "said 7 March 2023, about since 1 May 2022" in text
    assert "## Silent\n\n- Beta: last claim 61 days before" in text


def test_a_briefing_says_on_or_after_where_no_last_day_is_known() -> None:
    later = DateInterval("2023-03-07/..", date(2023, 3, 7), None, "a day in the text")
    frame = table.frame((replace(one("We hold it."), said=later, about=later, published=later),))
    rest = {"places": PLACES, "articles": {}, "sides": SIDES, "sentence": "s", "revision": "1", "made": MADE}

    def told(day: date) -> str:
        states = list(asof.view(frame, day=day).places.values())
        return exports.encode(in_view(frame, layers.Look(), day, states, **rest), ".md").decode()

    assert "said on or after 7 March 2023: " in told(date(2023, 3, 8))
    assert "published on or after 7 March 2023" in told(date(2023, 3, 8))
    assert "last claim at most 61 days before" in told(date(2023, 5, 7))
