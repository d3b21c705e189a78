"""Files and folders to documents: what is read, what is turned down and why, zones, language. All texts are
invented.
"""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest

from geo.documents import MOST_CHARACTERS, Rejected, read, read_published
from geo.errors import BadInput
from geo.language import language
from geo.model import Document
from geo.publication import publication
from geo.zones import zones

BODY = (
    "Shells fell on the river port of Port Amal on Monday while the militia of the northern valley dug in "
    "behind the old sugar mill, the governor told reporters. Nobody could say how many people were left in "
    "the town.\n\n"
    "The army denied it and said that the bridge was open.\n"
)
TITLE = "River port shelled as militia digs in"
TEXT = f"{TITLE}\n\n{BODY}"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one(path: Path, **options: object) -> Document:
    found = list(read([path], **options))
    assert len(found) == 1, found
    assert isinstance(found[0], Document), str(found[0])
    return found[0]


def refused(path: Path) -> Rejected:
    found = list(read([path]))
    assert len(found) == 1, found
    assert isinstance(found[0], Rejected), found
    assert "\n" not in str(found[0])
    assert found[0].cure
    return found[0]


def roles(text: str, role: str, title: str = "") -> list[str]:
    return [text[z.start : z.end] for z in zones(text, title) if z.role == role]


# -- plain text and its encoding


def test_text_is_kept_to_the_letter(tmp_path):
    text = "A title\r\n\r\n  Two\u00a0spaces,\ta tab\u2028and e\u0301 stay.\r\n\r\nLast\n"
    document = one(write(tmp_path / "a.txt", text))
    assert document.text == text
    assert document.doc_id == "a"
    assert document.origin == str(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_byte_order_mark_is_taken_off(tmp_path, data):
    assert one(write(tmp_path / "a.txt", data)).text == TEXT


RUSSIAN = (
    "В понедельник губернатор сообщил, что по городу велся огонь. Мост закрыт для всех, кроме врачей. "
    "Армия отрицает."
)
UKRAINIAN = (
    "У понеділок губернатор повідомив, що місто обстріляли. Міст закрито для всіх, крім лікарів. "
    "Військо заперечує."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The mayor said “we hold the town” – nobody believed him in the café.", "cp1252"),
        ("Fighting near São Martinho and Besançon went on, said Zoë Müller.", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "cp1251"),
    ],
)
def test_legacy_encoding_that_the_text_confirms_is_read(tmp_path, text, encoding):
    assert one(write(tmp_path / "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \r\n\t ", "it is empty"),
        (codecs.BOM_UTF8, "its text is empty"),
        (b"%PDF-1.7 and so on", "it is a PDF, not text"),
        (b"PK\x03\x04 zipped", "it is a zip archive or office document, not text"),
        (b"text with \x00 in it", "it holds NUL bytes, so it is not text"),
        (codecs.BOM_UTF16_LE + b"a", "it is marked as utf-16-le but is not"),
        (bytes(range(128, 256)) * 40, "its encoding cannot be told"),
        (b"\x01\x02\x03\x04\x05\x06 text", "it is full of control characters, so it is not text"),
        ("日本語の文章です。町は落ちた。".encode("shift-jis") * 5, "its encoding cannot be told"),
    ],
)
def test_what_is_not_text_is_refused_with_its_reason(tmp_path, data, reason):
    assert refused(write(tmp_path / "a.txt", data)).reason == reason


def test_hundred_thousand_combining_marks_are_one_more_text(tmp_path):
    text = "The town e" + "\u0301" * 100_000 + " was held by the army.\n"
    assert one(write(tmp_path / "a.txt", text)).text == text


def test_text_beyond_the_cap_is_refused(tmp_path):
    assert "longer than" in refused(write(tmp_path / "a.txt", "a " * (MOST_CHARACTERS // 2 + 1))).reason


# -- which files


def test_folder_is_read_through_in_order_of_name(tmp_path):
    for name in ("b.txt", "a.txt", "c/d.txt", ".hidden.txt"):
        write(tmp_path / name, TEXT)
    assert [d.doc_id for d in read([tmp_path])] == ["a", "b", "d"]


def test_deep_folders_are_read_to_the_bottom(tmp_path):
    deep = tmp_path.joinpath(*["d"] * 300)
    write(deep / "a.txt", TEXT)
    assert one(tmp_path).text == TEXT


@pytest.mark.parametrize("name", ["no\x00name.txt", "x" * 5_000, ""])
def test_impossible_path_is_refused(tmp_path, name):
    found = list(read([f"{tmp_path}/gone/{name}"]))
    assert [type(r) for r in found] == [Rejected]


def test_missing_path_is_named(tmp_path):
    assert refused(tmp_path / "no.txt").reason == "there is no such file or folder"


@pytest.mark.parametrize("name", ["picture.jpg", "noext", "table.csv", "doc.docx"])
def test_other_kinds_of_files_are_listed_not_skipped(tmp_path, name):
    write(tmp_path / name, TEXT)
    assert refused(tmp_path).reason == "this kind of file is not read"


def test_links_and_pipes_are_refused_without_waiting(tmp_path):
    write(tmp_path / "real" / "a.txt", TEXT)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "real" / "a.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    assert [r.reason for r in read([folder])] == [
        "it is a link",
        "it is a link to a folder",
        "it is not a regular file",
    ]


def test_second_text_of_one_name_is_refused(tmp_path):
    write(tmp_path / "a" / "x.txt", TEXT)
    write(tmp_path / "b" / "x.txt", TEXT + "More.")
    first, second = read([tmp_path])
    assert isinstance(first, Document)
    assert isinstance(second, Rejected)
    assert str(tmp_path / "a" / "x.txt") in second.reason


def test_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "a.txt", TEXT)
    assert len(list(read([path, tmp_path, path]))) == 1


def test_name_with_a_newline_stays_on_one_line(tmp_path):
    write(tmp_path / "a\nb\x1b[31m.txt", TEXT)
    assert one(tmp_path).doc_id == "a?b?[31m"
    write(tmp_path / "a\nb\x1b[31m.txt", b"")
    assert "\n" not in str(refused(tmp_path))


# -- front matter


def test_front_matter_gives_facts_and_is_not_text(tmp_path):
    path = write(
        tmp_path / "a.md",
        '---\n# a comment\ntitle: "Port: the \\"river\\" falls"\npublisher: The Paper # not this\n'
        "url: https://p.example/x#y\n"
        "published: 2021-03-14/2021-03-16\npublished_reason: 'It''s told'\nevidence: digest\n"
        "tags:\n  - one\n  - two\n"
        "note: >\n  folded\n  text\n---\n\nThe body.\n",
    )
    document = one(path)
    assert document.text == "\nThe body.\n"
    assert document.title == 'Port: the "river" falls'
    assert document.publisher == "The Paper"
    assert document.url == "https://p.example/x#y"
    assert (document.published.edtf, document.published.reason) == ("2021-03-14/2021-03-16", "It's told")
    assert document.evidence == "digest"


def test_a_plain_text_may_have_front_matter_and_may_begin_with_a_rule(tmp_path):
    headed = one(write(tmp_path / "a.txt", f"---\ntitle: Towns fall\npublished: 2021-03-14\n---\n{BODY}"))
    ruled = one(write(tmp_path / "b.txt", f"---\nNote: this is how it began.\n---\n{BODY}"))

    assert (headed.title, headed.published.edtf, headed.text) == ("Towns fall", "2021-03-14", BODY)
    assert ruled.text.startswith("---\nNote:")


def test_markdown_without_front_matter_is_all_text(tmp_path):
    document = one(write(tmp_path / "a.md", f"# {TITLE}\n\n{BODY}"))
    assert document.text == f"# {TITLE}\n\n{BODY}"
    assert document.title == TITLE


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("published: soon\n", 2, "published"),
        ("title: a\npublished: 2021-02-30\n", 3, "does not exist"),
        ("title: a\nevidence: hearsay\n", 3, "evidence"),
        ("title: a\nnonsense\n", 3, "not key: value"),
        ("title: 'a\n", 2, "quotation mark"),
    ],
)
def test_bad_front_matter_names_its_line(tmp_path, head, line, reason):
    found = refused(write(tmp_path / "a.md", f"---\n{head}---\nText of the body.\n"))
    assert found.line == line
    assert reason in found.reason


def test_unclosed_front_matter_is_refused(tmp_path):
    assert "not closed" in refused(write(tmp_path / "a.md", "---\ntitle: a\n\nText.\n")).reason


def test_yaml_that_would_expand_stays_small(tmp_path):
    bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\ntitle: plain\nd: !!python/x y\n---\nThe text.\n"
    document = one(write(tmp_path / "a.md", bomb))
    assert document.title == "plain"
    assert document.text == "The text.\n"


# -- rows


def row(**fields: object) -> str:
    return json.dumps(fields)


def test_rows_give_documents_and_bad_ones_do_not_stop_the_rest(tmp_path):
    lines = [
        row(doc_id="one", text=TEXT, publisher="The Paper", published="2021-03-15T10:00:00Z"),
        "{broken",
        row(doc_id="two", text=TEXT, title="Another", published="15 March 2021"),
        "",
        row(text=TEXT),
        row(doc_id="three"),
        row(doc_id="four", text=TEXT, published="whenever"),
        row(doc_id="five", text="half \ud83d a character"),
        row(doc_id="six", text="nul \x00"),
        row(doc_id="one", text="Another text of that name."),
        "[" * 50_000,
        '"a string"',
        row(doc_id="sev\nen", text=TEXT),
        row(doc_id="eight", text=["not", "text"]),
        row(doc_id=9, text="Nine has a number for a name."),
        row(doc_id="ten", text=TEXT, title={"a": 1}),
        '{"doc_id": "eleven", "text": "a", "n": ' + "9" * 6_000 + "}",
    ]
    path = write(
        tmp_path / "rows.jsonl", codecs.BOM_UTF8 + "\r\n".join(lines).encode() + b'\n{"doc_id": "\xff"}'
    )
    found = list(read([path]))
    documents = {d.doc_id: d for d in found if isinstance(d, Document)}
    assert list(documents) == ["one", "two", "9"]
    assert documents["one"].published.edtf == documents["two"].published.edtf == "2021-03-15"
    assert documents["one"].text == TEXT
    assert documents["two"].title == "Another"
    assert documents["one"].origin == f"{path}, line 1"
    assert [r.line for r in found if isinstance(r, Rejected)] == [
        2,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        16,
        17,
        18,
    ]
    assert all("\n" not in str(r) and r.cure for r in found if isinstance(r, Rejected))


# -- manifest and default


def test_manifest_speaks_for_the_files_beside_it(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    write(
        tmp_path / "manifest.csv",
        '\ufefffile,title,publisher,url,published\na.txt,"Port, falls",The Paper,,2021-03\n',
    )
    first, second = read([tmp_path])
    assert (first.title, first.publisher, first.published.edtf) == ("Port, falls", "The Paper", "2021-03")
    assert "manifest.csv, line 2" in first.published.reason
    assert (second.title, second.published.edtf) == (TITLE, "")
    assert one(tmp_path / "a.txt").publisher == "The Paper"
    assert [d.doc_id for d in read([tmp_path / "manifest.csv"])] == ["a"]


def test_faults_of_a_manifest_name_the_line(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, TEXT + name)
    write(
        tmp_path / "manifest.csv",
        "file,published\na.txt,sometime\nb.txt,2021-03-15\ngone.txt,2021\n../x.txt,2021\nb.txt,2022\n"
        "c.txt,2021,more\n",
    )
    found = list(read([tmp_path]))
    assert [d.doc_id for d in found if isinstance(d, Document)] == []
    assert [(r.line, r.reason.split(";")[-1].strip()) for r in found if isinstance(r, Rejected)] == [
        (2, "a.txt is left out"),
        (5, "../x.txt is left out"),
        (6, "b.txt is left out"),
        (7, "c.txt is left out"),
        (4, "it names gone.txt, which is not there"),
    ]


@pytest.mark.parametrize("content", ["name,date\na.txt,2021\n", 'file,title\n"a.txt,b\n', "", b"\x00\x01"])
def test_manifest_that_is_none_is_named_and_the_texts_are_read(tmp_path, content):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "manifest.csv", content)
    found = list(read([tmp_path]))
    assert [type(x) for x in found] == [Rejected, Document]


def test_nearer_word_on_the_date_wins(tmp_path):
    write(tmp_path / "own.md", f"---\npublished: 2021-01-01\n---\n{TEXT}")
    write(tmp_path / "listed.txt", TEXT)
    write(tmp_path / "bare.txt", TEXT)
    write(tmp_path / "said.txt", f"{TITLE}\n\nPublished: 4 April 2021\n\n{BODY}")
    write(tmp_path / "bounded.txt", f"{TITLE}\n\nThe town was shelled on 16 January 2021, the army said.")
    write(tmp_path / "page.html", PAGE)
    write(tmp_path / "listedpage.html", PAGE)
    write(
        tmp_path / "manifest.csv",
        "file,published\nown.md,2021-02-02\nlisted.txt,2021-02-02\nlistedpage.html,2021-02-02\n",
    )
    dates = {d.doc_id: d.published.edtf for d in read([tmp_path], published="2021-03-03")}
    assert dates == {
        "own": "2021-01-01",
        "listed": "2021-02-02",
        "listedpage": "2021-02-02",
        "page": "2021-03-15",
        "bare": "2021-03-03",
        "bounded": "2021-03-03",  # a day that the text only tells of is no day of publication
        "said": "2021-04-04",
    }


def test_bad_default_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(BadInput, match="--published"):
        read([tmp_path], published="next week")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2021-03-15", "2021-03-15"),
        ("2021-03", "2021-03"),
        ("2021-03-15T23:30:00-04:00", "2021-03-15"),
        ("2021-03-15 23:30", "2021-03-15"),
        ("March 15, 2021", "2021-03-15"),
        ("2021-03-10/..", "2021-03-10/.."),
    ],
)
def test_published_is_read_as_people_write_it(text, edtf):
    assert read_published(text, "told").edtf == edtf


@pytest.mark.parametrize(
    "text", ["", "03/04/2021", "15 March", "yesterday", "2021-3-5", "1615800000", "March"]
)
def test_published_that_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        read_published(text, "told")


# -- saved pages

PAGE = f"""<!DOCTYPE html><html><head><title>{TITLE} - The Paper</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2021-03-15T23:30:00-04:00">
<meta property="article:modified_time" content="2021-03-17T00:30:00Z">
<link rel="canonical" href="https://paper.example/port-amal"></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>{TITLE}</h1>
<p>Shells fell on the river port of Port Amal on Monday while the militia of the northern valley dug in
behind the old sugar mill, the governor told reporters.</p> <p>The army denied it &amp; said that the bridge
was open, and that nobody who wished to leave had been stopped.</p>
</article><footer>© 2024 The Paper</footer><script>var date = "2019-01-01";</script></body></html>"""


def test_page_gives_main_text_and_what_its_metadata_states(tmp_path):
    document = one(write(tmp_path / "a.html", PAGE))
    assert (document.title, document.publisher) == (TITLE, "The Paper")
    assert document.url == "https://paper.example/port-amal"
    assert document.published.edtf == "2021-03-15"
    assert "article:published_time" in document.published.reason
    assert "denied it & said" in document.text
    assert "Home" not in document.text
    assert document.zones[0].role == "headline"


LINKED = '<script type="application/ld+json">'


def page_with(head: str, body: str = "") -> str:
    top = f"<html><head><title>{TITLE}</title>{head}</head>"
    return f"{top}<body><article><p>{BODY}</p>{body}</article></body></html>"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display: none"><p>{}</p></div>',
        "<p hidden>{}</p>",
        '<p style="visibility:hidden">{}</p>',
    ],
)
def test_what_a_page_never_shows_is_not_read(tmp_path: Path, hidden: str) -> None:
    secret = "Siversk was captured by Russian forces on Monday, the ministry said in the evening."
    document = one(write(tmp_path / "a.html", page_with("", hidden.format(secret))))
    assert BODY[:40] in document.text
    assert "Siversk" not in document.text
    shown = one(write(tmp_path / "b.html", page_with("", f"<p>{secret}</p>")))
    assert "Siversk" in shown.text


@pytest.mark.parametrize(
    ("page", "edtf"),
    [
        (page_with('<meta name="pubdate" content="2021-03-15">'), "2021-03-15"),
        (page_with('<META itemprop=datePublished content="2021-03-15T10:00">'), "2021-03-15"),
        (
            page_with(LINKED + '{"@type":"NewsArticle","datePublished":"2021-03-15"}</script>'),
            "2021-03-15",
        ),
        (page_with("", '<time datetime="2021-03-15T10:00" pubdate>15 March</time>'), "2021-03-15"),
        # changed, copied or merely named days are not the day of publication
        (page_with('<meta property="article:modified_time" content="2021-03-15">'), ""),
        (page_with("", "<footer>© 2021</footer>"), ""),
        (page_with("", '<time datetime="2021-03-15">old</time>'), ""),
        (page_with('<meta name="pubdate" content="2021-02-30">'), ""),
        (page_with('<meta name="pubdate" content="recently">'), ""),
        (
            page_with(LINKED + '{"@type":"Person","datePublished":"2021-03-15"}</script>'),
            "",
        ),
        (
            page_with(
                LINKED + '[{"@type":"NewsArticle","datePublished":"2021-03-15"},'
                '{"@type":"NewsArticle","datePublished":"2020-01-01"}]</script>'
            ),
            "",
        ),
        (page_with('<script type="application/ld+json">' + "[" * 20_000 + "</script>"), ""),
    ],
)
def test_page_is_dated_only_by_metadata_that_states_it(tmp_path, page, edtf):
    assert one(write(tmp_path / "a.html", page)).published.edtf == edtf


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html>" + "<div>" * 50_000,
        "<" * 50_000,
        "<script" * 50_000,
        "<meta " * 50_000,
    ],
)
def test_page_without_text_is_refused(tmp_path, page):
    assert "no article text" in refused(write(tmp_path / "a.html", page)).reason


def test_page_with_too_many_tags_is_refused(tmp_path):
    found = refused(write(tmp_path / "a.html", "<p>" + "<b>a</b> text " * 40_000))
    assert found.reason == "it has more than 60,000 tags"


def test_page_in_the_encoding_that_it_declares_is_read(tmp_path):
    head = '<html><head><meta charset="windows-1251"></head>'
    page = f"{head}<body><article><p>{RUSSIAN * 3}</p></article></body></html>"
    document = one(write(tmp_path / "a.html", page.encode("cp1251")))
    assert RUSSIAN[:40] in document.text
    assert document.language == "ru"


# -- zones


def test_zones_cover_all_that_is_not_blank_and_never_overlap():
    for text in (
        TEXT,
        " \n a\n\n\nb \r\n\r\nc",
        "\u2028x\u2028",
        "a" * 5_000,
        "* x\n* y\n" * 50,
        TEXT.replace(" ", "\n"),
    ):
        covered = [False] * len(text)
        for zone in zones(text):
            assert not any(covered[zone.start : zone.end])
            covered[zone.start : zone.end] = [True] * (zone.end - zone.start)
        assert all(seen or char.isspace() for seen, char in zip(covered, text, strict=True))


@pytest.mark.parametrize("text", ["", " \n\t\r\n "])
def test_blank_text_has_no_zones(text):
    assert zones(text) == ()


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        "Is the river port about to fall?",
        "‘We hold the town’: voices from Port Amal",
        "Army ‘very likely’ holds port",
    ],
)
def test_first_line_that_looks_like_one_is_the_headline(line):
    assert roles(f"{line}\n\n{BODY}", "headline") == [line]
    assert roles(f"Skip to content\n\n{line}\n\n{BODY}", "headline") == [line]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        TITLE,
        "The army holds the port.\n\n" + BODY,
        "“We hold the town,” he said.\n\n" + BODY,
        "Four things are known:\n\n" + BODY,
    ],
)
def test_first_line_that_is_a_sentence_is_no_headline(text):
    assert roles(text, "headline") == []


def test_known_title_is_the_headline_wherever_it_stands():
    assert roles(f"World news\n\n{TITLE.upper()}\n\n{BODY}", "headline", TITLE) == [TITLE.upper()]


@pytest.mark.parametrize(
    "start",
    [
        "PORT AMAL, March 15 (Reuters) -",
        "PORT AMAL (AP) —",
        "PORT AMAL, Valley —",
        "March 15 (Reuters) -",
        "Port Amal, 15 March 2021 (AFP) –",
        "PORT AMAL, March 15. /RVW/.",
        "PORT AMAL, March 15 —",
        "Port Amal, Valley (AFP) -",
    ],
)
def test_dateline_is_cut_off_the_body(start):
    text = f"{TITLE}\n\n{start} {BODY}"
    assert roles(text, "dateline") == [start]
    assert roles(text, "body")[0].startswith("Shells fell")


@pytest.mark.parametrize(
    "start",
    [
        "Valley Defence Forces (VDF)",
        "Valley Defence Forces (VDF) –",
        "VDF (Valley Defence Forces)",
        "The VDF –",
        "Governor Amal:",
        "In Port Amal -",
    ],
)
def test_name_with_its_abbreviation_is_no_dateline(start):
    assert roles(f"{TITLE}\n\n{start} soldiers who hold the bridge said so.\n\n{BODY}", "dateline") == []


@pytest.mark.parametrize(
    "line",
    [
        "Published: 15 March 2021",
        "15 March 2021 (reporting period: 12 to 14 March)",
        "15 March 2021, by our correspondent in Port Amal",
        "Mon 15 Mar 2021 10.15 GMT",
        "March 15, 8pm ET",
        "Last updated on 2021-03-15 at 10:00",
    ],
)
def test_date_line_is_a_dateline(line):
    assert roles(f"{TITLE}\n\n{line}\n\n{BODY}", "dateline") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "A soldier looks over the river at Port Amal, Valley, March 12, 2021. (AP Photo/Jo Roe)",
        "A soldier looks over the wide brown river near the town of Port Amal, Valley March 12, 2021.",
        "The mayor visits the hospital (Photo: Telegram/AFP)",
        "Smoke over the mill. Credit: Reuters",
        "Photo by Jo Roe / Getty Images",
        "FILE PHOTO: The bridge at Port Amal before the war. REUTERS/Jo Roe",
        "This handout picture taken on March 12, 2021, shows the mill on fire after the attack on the port.",
        "Militia at the mill on Friday. Jo Roe/AFP via Getty Images",
    ],
)
def test_line_with_a_credit_is_a_caption(line):
    assert roles(f"{TITLE}\n\n{line}\n\n{BODY}", "caption") == [line]


def test_caption_said_twice_is_twice_a_caption():
    first = "A soldier looks over the wide brown river from a trench at the edge of town."
    second = "A soldier looks over the wide brown river from a trench. Jo Roe/AFP via Getty Images"
    assert roles(f"{TITLE}\n\n{first}\n{second}\n\n{BODY}", "caption") == [first, second]


@pytest.mark.parametrize(
    "line",
    [
        "Satellite images from Maxar showed that the mill had burnt.",
        "The picture is bleak: the army has lost the mill and the bridge.",
        "The army entered the town on March 12, 2021.",
        "He told Reuters and AFP that the port would hold.",
        "Credit to the mayor: nobody went hungry in the siege.",
        "A video posted by the militia showed the flag over the mill.",
        "More on the fighting later, he said, but the port has fallen.",
        "Reporting by the mayor's office that the port has fallen was denied by the army on Friday.",
        "Loading docks burn",
        "Related fighting was reported near the mill, and the port has fallen to the militia.",
        "Comments by the mayor that the port has fallen were denied.",
        "By Friday the port had fallen.",
        "Subscribe to no illusion: the port has fallen.",
        "March 12, 2021, was a quiet day in the port and on the river.",
        "15 March 2021 in Port Amal was the day on which the mill burnt.",
        "Published on 3 March, the report says that the army had been leaving the port for weeks.",
        "World leaders said that the port has fallen.",
        "Read also what the militia wrote: the port has fallen. It was a long night for all in the town.",
    ],
)
def test_line_that_may_be_a_claim_stays_body(line):
    text = f"{TITLE}\n\n{BODY}\n{line}\n\n{BODY}"
    assert line in "".join(roles(text, "body"))


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "top of page",
        "Read the original article on The Paper",
        "via IFTTT",
        "from The Paper https://ift.example/abc",
        "Sign up to our newsletter",
        "We use cookies to improve your visit.",
        "By admin",
        "By Ana Moreno and Jo Roe",
        "© 2021 The Paper. All rights reserved.",
        "Tags: port, river, militia",
        "Read more: The fall of the mill",
        "Share on Facebook",
        "Facebook Twitter WhatsApp",
        "Home > World > Valley",
        "More on the valley war",
        "Follow us on Telegram",
        "Reporting by Ana Moreno; Editing by Jo Roe",
        "https://paper.example/x",
        "12 Comments",
        "* * *",
    ],
)
def test_line_of_the_page_is_boilerplate(line):
    text = f"{TITLE}\n\n{BODY}\n{line}\n\n{BODY}"
    assert roles(text, "boilerplate") == [line]


def test_what_follows_the_heading_of_other_stories_is_boilerplate():
    tail = (
        "Must Read\n\nSchool wins prize\n\nA school has won a prize for its garden, which feeds the street."
    )
    assert roles(f"{TITLE}\n\n{BODY}\n{BODY}\n{BODY}\n{tail}", "boilerplate") == [tail]


def test_heading_of_other_stories_in_the_middle_takes_only_its_links():
    text = f"{TITLE}\n\n{BODY}\nMore on the valley\n\nWho owns the mill?\n\nMilitia digs in\n\n{BODY}"
    assert roles(text, "boilerplate") == ["More on the valley"] or roles(text, "boilerplate") == [
        "More on the valley\n\nWho owns the mill?\n\nMilitia digs in"
    ]
    assert len(roles(text, "body")) == 2


def test_bullets_above_the_body_are_a_summary():
    bullets = ["• The port is shelled, the governor says.", "• The army denies it."]
    text = f"{TITLE}\n\n  {bullets[0]}\n  {bullets[1]}\n\n{BODY}\n{BODY}"
    assert roles(text, "summary") == bullets


def test_bullets_that_are_the_article_stay_body():
    text = f"{TITLE}\n\n" + "\n".join(
        f"- On day {n} the army took village {n} in the valley." for n in range(9)
    )
    assert roles(text, "summary") == []


def test_hard_wrapped_paragraph_is_one_stretch_of_body():
    text = (
        "The governor of the valley said that the army had taken the mill and was\n"
        "published on all walls as the victor of the whole campaign on the river,\n"
        "but that the militia was still holding the bridge with two hundred men\n"
        "More on the bridge is not known.\n"
    )
    assert roles(f"{TITLE}\n\n{text}", "body") == [text.strip()]


# -- language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        ("Army holds the port", "en"),
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        (
            "Die Armee hat am Mittwoch die Stadt am Fluss eingenommen, sagte der Gouverneur vor der Presse.",
            "de",
        ),
        ("L'armée a pris la ville mercredi, a déclaré le gouverneur, et le pont est fermé à tous.", "fr"),
        ("Wojsko zajęło w środę miasto nad rzeką, powiedział gubernator, a most jest zamknięty.", "pl"),
        ("El ejército tomó la ciudad el miércoles, dijo el gobernador, y el puente está cerrado.", "es"),
        ("", ""),
        ("12 34", ""),
    ],
)
def test_language_of_a_text_is_told(text, code):
    assert language(text) == code


def test_text_in_another_language_keeps_its_code(tmp_path):
    assert one(write(tmp_path / "a.txt", RUSSIAN)).language == "ru"
    assert one(write(tmp_path / "b.md", f"---\nlanguage: UK\n---\n{BODY}")).language == "uk"
    assert one(write(tmp_path / "c.txt", "Port Amal 12")).language == "en"


def test_a_date_below_a_summary_is_the_articles():
    summary = "Rebels say they hold the hill, and nobody else says so. " * 4
    text = f"{TITLE}\n{summary}\n20 March 2025\n\n{BODY}"
    assert publication(text).edtf == "2025-03-20"


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("R ebels took the ford.", "Rebels took the ford."),
        ("U kraine holds the ford.", "Ukraine holds the ford."),
        ("A board was nailed over it.", "A board was nailed over it."),
        ("K said so.", "K said so."),
    ],
)
def test_a_capital_torn_off_its_word_goes_back(tmp_path, line, read_as):
    assert one(write(tmp_path / "a.txt", line)).text == read_as
