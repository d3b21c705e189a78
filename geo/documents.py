"""Files and folders to Documents. Inputs are untrusted: each one is read or turned down with a reason, none
stops the rest.

What is read: .txt and .md (each perhaps with front matter), .html and .htm (saved pages), .jsonl, each
perhaps described by a `manifest.csv` beside it. Regular files only, no links; size caps; text that is
UTF-8, marked UTF-16, or in a legacy encoding that the text confirms. Offsets are code points into the
decoded text: the byte order mark is taken off, newlines and spaces stay. For .jsonl that is the field,
for .txt and .md what follows the front matter, for .html the extracted main text, headed by its title
where that was left out.

Publication date, surest first:
1. the document's own word: front matter, or the row of a .jsonl;
2. the manifest, which speaks of this one file;
3. metadata that states it in a saved page;
4. the text itself and its address, where they state one day;
5. `published`, the default for whatever has none;
6. bounds that the text gives, else undated.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geo import dates, encodings, frontmatter, webpage
from geo.errors import BadInput
from geo.intervals import from_edtf
from geo.language import language
from geo.model import EVIDENCE_KINDS, UNDATED, DateInterval, Document
from geo.wordlists import is_word, pairs
from geo.zones import headline, zones

MOST_BYTES = 50_000_000  # of one file
MOST_PAGE_BYTES = 10_000_000  # of one saved page: finding its main text is slow
MOST_CHARACTERS = 5_000_000  # of one text
NO_SUCH_PATH = "there is no such file or folder"
MANIFEST = "manifest.csv"
_MANIFEST_COLUMNS = {"file", "title", "publisher", "url", "published"}
_TEXT, _MARKDOWN, _PAGE, _ROWS = (
    {".txt", ".text"},
    {".md", ".markdown"},
    {".html", ".htm"},
    {".jsonl", ".ndjson"},
)
_SUFFIXES = _TEXT | _MARKDOWN | _PAGE | _ROWS
_KINDS = ".txt, .md, .html or .jsonl"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TIMESTAMP = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.{0,30}")
_LONGEST_ID = 200
_LONGEST_FIELD = 1_000
_TORN = re.compile(r"(?m)^([A-Z]) ([a-z]{1,20})\b")  # a capital apart from its word


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that was left out. `line` is 1-based, None when the whole file is meant. One line of text
    each.
    """

    origin: str
    line: int | None
    reason: str
    cure: str

    def __str__(self) -> str:
        spot = self.origin if self.line is None else f"{self.origin}, line {self.line}"
        return f"{spot}: {self.reason}" + (f"; {self.cure}" if self.cure else "")


class _Refuse(Exception):
    def __init__(self, reason: str, cure: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.cure, self.line = reason, cure, line


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a text besides its words."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    published: DateInterval = UNDATED
    evidence: str = "verbatim"
    language: str = ""


def read(
    paths: Iterable[str | Path],
    *,
    published: str | DateInterval | None = None,
    languages: tuple[str, ...] = ("en",),
) -> Iterator[Document | Rejected]:
    """Documents of files and folders, in order of name, and what was turned down, as it comes.

    published: EDTF day, month or interval for texts that have none of their own; BadInput when it is not.
    languages: codes that will be read; a text in another language keeps its own code in `language`. A text
    whose language cannot be told counts as the first of them.
    """
    default = UNDATED
    if isinstance(published, DateInterval):
        default = published
    elif published:
        try:
            default = read_published(published, "given by --published")
        except ValueError as error:
            raise BadInput(
                "--published", str(error), "give a day, month or interval such as 2023-03-15"
            ) from None
    return _Reader(default, languages).read([Path(p) for p in paths])


def read_published(text: str, reason: str) -> DateInterval:
    """A publication date as people write it: EDTF, a time stamp, or a full date in words. Raises
    ValueError.
    """
    text = text.strip()
    stamp = _TIMESTAMP.fullmatch(text)
    if stamp:
        return from_edtf(stamp[1], reason)
    try:
        return from_edtf(text, reason)
    except ValueError:
        found = dates.expressions(text) if len(text) < 60 else []
        if len(found) != 1 or found[0].text != text or found[0].kind != "date" or found[0].year is None:
            raise
        day = dates.resolve(found[0], UNDATED)
        if not day.dated:
            raise
        return replace(day, reason=reason)


class _Reader:
    def __init__(self, default: DateInterval, languages: tuple[str, ...]) -> None:
        self.default, self.languages = default, languages
        self.seen: dict[str, str] = {}
        self.done: set[str] = set()
        self.manifests: dict[Path, _Manifest] = {}

    def read(self, paths: list[Path]) -> Iterator[Document | Rejected]:
        for path in paths:
            yield from self._path(path)

    def _path(self, path: Path) -> Iterator[Document | Rejected]:
        if path.name == MANIFEST and os.path.isfile(path):
            yield from self._listing(path.parent)
            for name in sorted(self._manifest(path.parent).rows):
                if os.path.lexists(path.parent / name):
                    yield from self._file(path.parent / name)
        elif os.path.isdir(path):
            yield from self._folder(path)
        elif not os.path.lexists(path):
            yield Rejected(_shown(path), None, NO_SUCH_PATH, "check the path")
        else:
            yield from self._listing(path.parent, missing=False)
            yield from self._file(path)

    def _folder(self, root: Path) -> Iterator[Document | Rejected]:
        """Everything below a folder, in order of name, however deep it is nested."""
        pending = [root]
        while pending:
            path = pending.pop()
            if not os.path.isdir(path):
                yield from self._file(path)
            elif path is not root and path.is_symlink():
                yield Rejected(_shown(path), None, "it is a link to a folder", "name the folder itself")
            else:
                try:
                    names = sorted(os.listdir(path), reverse=True)
                except OSError as error:
                    reason = f"the folder cannot be read ({error.strerror})"
                    yield Rejected(_shown(path), None, reason, "check its rights")
                    continue
                yield from self._listing(path)
                pending += [path / n for n in names if not n.startswith(".") and n != MANIFEST]

    def _file(self, path: Path) -> Iterator[Document | Rejected]:
        name = _shown(path)
        try:
            key = os.path.realpath(path)
            if key in self.done:
                return
            self.done.add(key)
            if path.suffix.lower() not in _SUFFIXES:
                raise _Refuse("this kind of file is not read", f"save it as {_KINDS}")
            manifest = self._manifest(path.parent)
            if path.name in manifest.faulty:
                return  # its manifest line was turned down: reading it undated would hide that
            data = _bytes(path)
            if not data.strip():
                raise _Refuse("it is empty", "delete it or fill it")
            if path.suffix.lower() in _ROWS:
                yield from self._rows(data, name)
            else:
                yield self._one(path, data, name, manifest.rows.get(path.name, _Facts()))
        except _Refuse as refusal:
            yield Rejected(name, refusal.line, refusal.reason, refusal.cure)
        except RecursionError:
            yield Rejected(name, None, "it is nested too deeply", "simplify it")

    def _one(self, path: Path, data: bytes, name: str, listed: _Facts) -> Document:
        suffix = path.suffix.lower()
        page = suffix in _PAGE
        if page and len(data) > MOST_PAGE_BYTES:
            raise _Refuse(f"it is larger than {MOST_PAGE_BYTES // 1_000_000} MB", "save the text as .txt")
        text = _decoded(data, webpage.declared_charset(data) if page else "")
        facts = _Facts()
        if page:
            text, facts = _from_page(text)
            facts = _over(listed, facts)
        elif suffix in _MARKDOWN or frontmatter.heads(text):
            text, facts = _with_front_matter(text)
            facts = _over(facts, listed)
        else:
            facts = listed
        return self._document(_id(path.stem), text, facts, name)

    def _rows(self, data: bytes, name: str) -> Iterator[Document | Rejected]:
        if data.startswith(b"\xef\xbb\xbf"):
            data = data[3:]
        for number, line in enumerate(io.BytesIO(data), 1):
            if not line.strip():
                continue
            try:
                doc_id, text, facts = _row(line)
                yield self._document(doc_id, text, facts, f"{name}, line {number}")
            except _Refuse as refusal:
                yield Rejected(name, number, refusal.reason, refusal.cure)

    def _document(self, doc_id: str, text: str, facts: _Facts, origin: str) -> Document:
        if not text.strip():
            raise _Refuse("its text is empty", "delete it or fill it")
        if len(text) > MOST_CHARACTERS:
            raise _Refuse(f"its text is longer than {MOST_CHARACTERS:,} characters", "split it into articles")
        if doc_id in self.seen:
            raise _Refuse(
                f"the name {doc_id!r} is taken by {self.seen[doc_id]}", "give each article its own name"
            )
        self.seen[doc_id] = origin
        text = _TORN.sub(_joined, text)
        parts = zones(text, facts.title)
        document = Document(
            doc_id=doc_id,
            text=text,
            title=facts.title or headline(text, parts),
            publisher=facts.publisher,
            url=facts.url,
            language=facts.language or self._language(text),
            evidence=facts.evidence,
            zones=parts,
            origin=origin,
        )
        return replace(document, published=self._published(document, facts.published))

    def _language(self, text: str) -> str:
        return language(text) or (self.languages[0] if self.languages else "")

    def _published(self, document: Document, known: DateInterval) -> DateInterval:
        if known.dated:
            return known
        told = dates.publication(document.text, document.zones, document.url)
        one_day = told.start is not None and told.start == told.end
        return self.default if self.default.dated and not one_day else told

    def _manifest(self, folder: Path) -> _Manifest:
        if folder not in self.manifests:
            self.manifests[folder] = _Manifest.read(folder)
        return self.manifests[folder]

    def _listing(self, folder: Path, missing: bool = True) -> Iterator[Rejected]:
        """What is wrong with a folder's manifest, each fault once."""
        manifest = self._manifest(folder)
        yield from manifest.faults
        manifest.faults.clear()
        if missing:
            yield from manifest.missing
            manifest.missing.clear()


# -- bytes and text


def _joined(torn: re.Match[str]) -> str:
    """ "R ebels" at the beginning of a line, where a page drew a large capital: the word, if it is one."""
    word, rest = f"{torn[1]}{torn[2]}".lower(), torn[2]
    known = is_word(word) or word in pairs("demonyms") or word in pairs("countries")
    apart = torn[1] in "AI" and is_word(rest)  # "A board"
    return torn[1] + rest if known and not apart else torn[0]


def _shown(path: Path) -> str:
    """A path fit for a one-line message."""
    return _UNSAFE.sub("?", str(path))


def _id(stem: str) -> str:
    return _UNSAFE.sub("?", stem)[:_LONGEST_ID]


def _bytes(path: Path) -> bytes:
    """Content of a regular file within the cap. Links, devices and pipes are refused without waiting on
    them.
    """
    if path.is_symlink():
        raise _Refuse("it is a link", "name the file itself")
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise _Refuse(f"it cannot be read ({error.strerror})", "check its rights") from None
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _Refuse("it is not a regular file", "copy its content into a file")
        if status.st_size > MOST_BYTES:
            raise _Refuse(f"it is larger than {MOST_BYTES // 1_000_000} MB", "split it")
        try:
            data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise _Refuse(f"it cannot be read ({error.strerror})", "check the disk") from None
    if len(data) > MOST_BYTES:
        raise _Refuse(f"it is larger than {MOST_BYTES // 1_000_000} MB", "split it")
    return data


def _decoded(data: bytes, declared: str = "") -> str:
    try:
        return encodings.decode(data, declared)
    except encodings.Undecodable as error:
        raise _Refuse(str(error), "save it as plain text in UTF-8") from None


# -- what each kind of file says of its text


def _over(first: _Facts, second: _Facts) -> _Facts:
    """`first`, with what it lacks from `second`."""
    return replace(
        first,
        title=first.title or second.title,
        publisher=first.publisher or second.publisher,
        url=first.url or second.url,
        published=first.published if first.published.dated else second.published,
        language=first.language or second.language,
    )


def _from_page(markup: str) -> tuple[str, _Facts]:
    try:
        page = webpage.read(markup)
    except ValueError as error:
        raise _Refuse(str(error), "save the text as .txt") from None
    if page is None:
        raise _Refuse("no article text was found in the page", "save the text as .txt")
    return page.text, _Facts(page.title, page.publisher, page.url, page.published)


def _with_front_matter(text: str) -> tuple[str, _Facts]:
    try:
        values, body = frontmatter.split(text)
    except frontmatter.FrontMatterError as error:
        raise _Refuse(str(error), "write key: value between two lines ---", error.line) from None

    def value(key: str) -> str:
        return _field(values.get(key, ("", 0))[0])

    evidence = value("evidence") or "verbatim"
    if evidence not in EVIDENCE_KINDS:
        kinds = " or ".join(EVIDENCE_KINDS)
        raise _Refuse(f"evidence is {evidence!r}", f"write {kinds}", values["evidence"][1])
    published = UNDATED
    if value("published"):
        reason = value("published_reason") or "given in the front matter"
        published = _published_field(value("published"), reason, values["published"][1])
    facts = _Facts(
        value("title"), value("publisher"), value("url"), published, evidence, value("language").lower()
    )
    return text[body:], facts


def _published_field(text: str, reason: str, line: int | None = None) -> DateInterval:
    try:
        return read_published(text, reason)
    except ValueError as error:
        raise _Refuse(
            f"published: {error}",
            "write a day, month or interval such as 2023-03-15, 2023-03 or 2023-03-14/2023-03-16",
            line,
        ) from None


def _field(text: str) -> str:
    return _UNSAFE.sub(" ", text).strip()[:_LONGEST_FIELD]


def _row(line: bytes) -> tuple[str, str, _Facts]:
    """(doc_id, text, facts) of one line of .jsonl. A lone surrogate is refused: it is no character."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise _Refuse("the line is not UTF-8", "save the file as UTF-8") from None
    except RecursionError:
        raise _Refuse("the line is nested too deeply", "write one flat object") from None
    except ValueError as error:
        raise _Refuse(f"the line is not JSON ({str(error)[:80]})", "write one JSON object per line") from None
    if not isinstance(row, dict):
        raise _Refuse("the line is not a JSON object", 'write {"doc_id": ..., "text": ...}')
    doc_id, text = row.get("doc_id"), row.get("text")
    if isinstance(doc_id, int) and not isinstance(doc_id, bool):
        doc_id = str(doc_id)
    if not isinstance(doc_id, str) or not doc_id.strip():
        raise _Refuse("the row has no doc_id", 'add "doc_id": "a-name"')
    if len(doc_id) > _LONGEST_ID or _UNSAFE.search(doc_id):
        raise _Refuse("its doc_id is too long or holds control characters", "choose a short plain name")
    if not isinstance(text, str):
        raise _Refuse("the row has no text", 'add "text": "..."')
    if _SURROGATE.search(text):
        raise _Refuse("its text holds half a character (a lone surrogate)", "write the text anew as UTF-8")
    if "\x00" in text:
        raise _Refuse("its text holds NUL characters", "write the text anew")
    return doc_id, text, _row_facts(row)


def _row_facts(row: dict[str, object]) -> _Facts:
    def value(key: str) -> str:
        found = row.get(key)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise _Refuse(f"its {key} is not a string", f'write "{key}": "..."')
        return _field(found)

    evidence = value("evidence") or "verbatim"
    if evidence not in EVIDENCE_KINDS:
        raise _Refuse(f"its evidence is {evidence!r}", f"write {' or '.join(EVIDENCE_KINDS)}")
    published = UNDATED
    if value("published"):
        published = _published_field(value("published"), "given in the row")
    return _Facts(
        value("title"), value("publisher"), value("url"), published, evidence, value("language").lower()
    )


@dataclass(slots=True)
class _Manifest:
    """A folder's manifest.csv: facts by file name, and what was wrong with it."""

    rows: dict[str, _Facts]
    faulty: set[str]
    faults: list[Rejected]
    missing: list[Rejected]

    @classmethod
    def read(cls, folder: Path) -> _Manifest:
        manifest = cls({}, set(), [], [])
        path = folder / MANIFEST
        if not os.path.lexists(path):
            return manifest
        name = _shown(path)
        try:
            data = _bytes(path)
            if len(data) > MOST_CHARACTERS:
                raise _Refuse(f"it is larger than {MOST_CHARACTERS // 1_000_000} MB", "split the folder")
            manifest._read(_decoded(data), name, folder)
        except _Refuse as refusal:
            manifest.faults.append(Rejected(name, refusal.line, refusal.reason, refusal.cure))
        return manifest

    def _read(self, text: str, name: str, folder: Path) -> None:
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            header = [c.strip().lower() for c in next(lines, [])]
            if "file" not in header or len(set(header)) != len(header):
                raise _Refuse(
                    "its first line does not name the columns",
                    f"write {','.join(sorted(_MANIFEST_COLUMNS))}",
                    1,
                )
            for cells in lines:
                if any(c.strip() for c in cells):
                    self._row(
                        dict(zip(header, cells, strict=False)),
                        len(cells) > len(header),
                        lines.line_num,
                        name,
                        folder,
                    )
        except csv.Error as error:
            raise _Refuse(
                f"it is not CSV ({error})", "quote fields that hold commas or quotation marks", lines.line_num
            ) from None

    def _row(self, row: dict[str, str], too_many: bool, line: int, name: str, folder: Path) -> None:
        file = row.get("file", "").strip()
        try:
            if not file or "/" in file or "\\" in file or file in (".", "..") or _UNSAFE.search(file):
                raise _Refuse("its file is not the name of a file beside it", "write the bare file name")
            if too_many:
                raise _Refuse("it has more fields than the first line", "quote fields that hold commas")
            if file in self.rows:
                raise _Refuse(f"{file} is listed twice", "keep one of the lines")
            published = UNDATED
            if row.get("published", "").strip():
                published = _published_field(row["published"], f"given in {MANIFEST}, line {line}")
            values = {k: _field(row.get(k) or "") for k in ("title", "publisher", "url")}
            self.rows[file] = _Facts(values["title"], values["publisher"], values["url"], published)
        except _Refuse as refusal:
            what = f"{refusal.reason}; {file} is left out" if file else refusal.reason
            self.faults.append(Rejected(name, line, _field(what), refusal.cure))
            if file:
                self.faulty.add(file)
            return
        if not os.path.lexists(folder / file):
            self.missing.append(
                Rejected(name, line, f"it names {file}, which is not there", "add the file or drop the line")
            )
