"""Names of places as look-up keys: folding, scripts, and the spellings that one name may take.

A key is what two spellings of one name have in common: lower case, no diacritics, no apostrophes or
soft signs, hyphens and all white space as one blank. Keys of Latin and Cyrillic spellings stay apart;
`spellings` bridges them by romanising as newspapers do.
"""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'`´‘’‚‛ʹʺʻʼʽʾʿˈ′″ˮ״׳ʿ＇"
QUOTES = '"“”„«»‹›'
HYPHENS = "-‐‑‒–—―−_/"
#: Letters that NFKD leaves whole although readers take them for a plain letter.
PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n",
    "ə": "a", "ɛ": "e", "ɔ": "o", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k",
}  # fmt: skip
_DROPPED = APOSTROPHES + QUOTES

#: Length kept: what `scan_fold` needs to map matches back to offsets.
_SCAN = {ord(c): " " for c in HYPHENS + "\t\n\r\x0b\x0c\xa0"} | {ord(c): None for c in _DROPPED}
_SCAN |= {ord(c): plain for c, plain in PLAIN.items()}
#: Letters in which Ukrainian and Russian write one name differently; marks (ї, ё, й) are gone before.
_SCAN |= {ord(c): plain for c, plain in {"ы": "и", "і": "и", "э": "е", "є": "е", "ґ": "г"}.items()}
_SCAN |= dict.fromkeys(map(ord, "ьъ"))
_KEY = _SCAN | {ord(c): " " for c in ".,;:()[]{}…·"}


def _fold(text: str, table: dict[int, str | None]) -> str:
    """Case-fold, strip marks and translate by `table`. ASCII takes a short cut: it has no marks."""
    if text.isascii():
        return text.lower().translate(table)
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).translate(table)


def key(name: str) -> str:
    """Return the look-up key of a name: `key("Mar’ïnka-Nova ") == "marinka nova"`."""
    if name.isascii() and name.isalpha():
        return name.lower()
    return " ".join(_fold(name, _KEY).split())


def scan_fold(text: str) -> str:
    """Fold a stretch of running text so that keys match as its prefixes; full stops and commas stay."""
    return _fold(text, _SCAN)


def consumed(text: str, start: int, wanted: str) -> int:
    """Return the end offset in `text` of the stretch from `start` that folds to `wanted`, -1 if none does."""
    built, at = "", start
    while at < len(text) and len(built) < len(wanted):
        built += scan_fold(text[at])
        at += 1
    while at < len(text) and unicodedata.combining(text[at]):
        at += 1
    return at if built == wanted else -1


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FOREIGN = re.compile("[^\u0000-\u024f\u0250-\u02ff\u0300-\u036f\u0400-\u052f\u1e00-\u1eff\u2010-\u2033]")


def is_cyrillic(name: str) -> bool:
    """Whether the name has a Cyrillic letter."""
    return _CYRILLIC.search(name) is not None


def is_readable(name: str) -> bool:
    """Whether the name is in Latin or Cyrillic letters only, the scripts that this project reads."""
    return _FOREIGN.search(name) is None


# Romanisation. Each letter maps to the renderings that newspapers use, the commonest first; context rules
# (endings, word beginnings) are longer entries and win over single letters. Sources: Cabinet of Ministers of
# Ukraine, table of 27 January 2010 (first choice for Ukrainian); BGN/PCGN 1965 and 1947 (the -y- forms).
_UKRAINIAN: dict[str, tuple[str, ...]] = {
    "ий$": ("yi", "y", "yy", "iy", "ii"), "ій$": ("ii", "iy", "i"), "ія": ("iia", "iya", "ia"),
    "ії": ("ii", "iyi", "iii"), "ьо": ("o", "io", "yo"), "зг": ("zgh", "zg"), "^є": ("ye", "ie", "e"),
    "^ї": ("yi", "i"), "^й": ("y",), "^ю": ("yu", "iu"), "^я": ("ya", "ia"),
    "а": ("a",), "б": ("b",), "в": ("v",), "г": ("h", "g"), "ґ": ("g",), "д": ("d",), "е": ("e",),
    "є": ("ie", "ye", "e"), "ж": ("zh",), "з": ("z",), "и": ("y", "i"), "і": ("i",), "ї": ("i", "yi"),
    "й": ("i", "y"), "к": ("k",), "л": ("l",), "м": ("m",), "н": ("n",), "о": ("o",), "п": ("p",),
    "р": ("r",), "с": ("s",), "т": ("t",), "у": ("u",), "ф": ("f",), "х": ("kh",), "ц": ("ts",),
    "ч": ("ch",), "ш": ("sh",), "щ": ("shch", "sch"), "ь": ("",), "ю": ("iu", "yu"), "я": ("ia", "ya"),
}  # fmt: skip
_RUSSIAN: dict[str, tuple[str, ...]] = {
    "ий$": ("iy", "y", "ii", "i"), "ый$": ("y", "yy", "yi", "iy"), "ое$": ("oye", "oe", "oie"),
    "ая$": ("aya", "aia", "aja"), "яя$": ("yaya", "iaia"), "ее$": ("eye", "ee"), "ия": ("iya", "ia", "iia"),
    "ье": ("ye", "ie", "e"), "^е": ("ye", "e"), "^э": ("e",), "ее": ("ee", "eye"), "ае": ("ae", "aye"),
    "ие": ("ie", "iye"), "ое": ("oe", "oye"),
    "а": ("a",), "б": ("b",), "в": ("v",), "г": ("g",), "д": ("d",), "е": ("e",), "ё": ("yo", "e", "o"),
    "ж": ("zh",), "з": ("z",), "и": ("i",), "й": ("y", "i"), "к": ("k",), "л": ("l",), "м": ("m",),
    "н": ("n",), "о": ("o",), "п": ("p",), "р": ("r",), "с": ("s",), "т": ("t",), "у": ("u",), "ф": ("f",),
    "х": ("kh",), "ц": ("ts",), "ч": ("ch",), "ш": ("sh",), "щ": ("shch", "sch"), "ъ": ("",), "ы": ("y", "i"),
    "ь": ("",), "э": ("e",), "ю": ("yu", "iu"), "я": ("ya", "ia"),
}  # fmt: skip
_ONLY_UKRAINIAN, _ONLY_RUSSIAN = re.compile("[іїєґ]"), re.compile("[ыэёъ]")
#: Spellings made of one word at most; a long name would otherwise have hundreds.
MOST_SPELLINGS = 48


def _word(word: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    """Romanise one word in every way that `table` allows, commonest first, at most MOST_SPELLINGS."""
    built, at = [""], 0
    marked = "^" + word + "$"
    while at < len(word):
        for rule in (
            marked[at : at + 2] if at == 0 else "",
            word[at : at + 2] + "$",
            word[at : at + 2],
            word[at],
        ):
            if rule in table and (not rule.endswith("$") or at + 2 == len(word)):
                break
        else:
            at += 1  # no letter of this alphabet
            continue
        at += len(rule.strip("^$"))
        built = [head + tail for tail in table[rule] for head in built][:MOST_SPELLINGS]
    return built


def romanise(name: str, language: str) -> list[str]:
    """Return romanised look-up keys of a Cyrillic name; `language` is "uk" or "ru"."""
    table = _UKRAINIAN if language == "uk" else _RUSSIAN
    lowered = unicodedata.normalize("NFC", name.casefold()).translate({ord(c): None for c in _DROPPED})
    spelt = [""]
    for word in re.findall(r"[^\W_]+", lowered):
        spelt = [f"{head} {tail}" for tail in _word(word, table) for head in spelt][:MOST_SPELLINGS]
    return [s.strip() for s in spelt]


def languages(name: str) -> tuple[str, ...]:
    """Which of Ukrainian and Russian a Cyrillic name may be written in, by its letters."""
    lowered = name.casefold()
    if _ONLY_UKRAINIAN.search(lowered):
        return ("uk",)
    return ("ru",) if _ONLY_RUSSIAN.search(lowered) else ("uk", "ru")


#: Roots and endings by which a Russian name differs from the Ukrainian one.
_ROOTS = (
    ("олександр", "александр"), ("олексі", "алексе"), ("микола", "никола"), ("катерин", "екатерин"),
    ("кам'ян", "камен"), ("залізн", "железн"), ("сєвєр", "север"), ("сівер", "север"), ("вільн", "вольн"),
    ("хрест", "крест"), ("різдв", "рождеств"), ("біл", "бел"), ("ліс", "лес"), ("річ", "реч"),
    ("перш", "перв"), ("^роз", "раз"), ("одрад", "отрад"), ("виїм", "выем"), ("вовч", "волч"),
    ("жовт", "желт"), ("чорн", "черн"), ("чорт", "черт"), ("йов", "ьев"), ("вільх", "ольх"),
    ("вільш", "ольш"), ("червон", "красн"), ("двореч", "двуреч"), ("ведмеж", "медвеж"), ("верхньо", "верхне"),
    ("нижньо", "нижне"), ("середньо", "средне"), ("трьох", "трех"), ("микіль", "николь"), ("козач", "казач"),
    ("шахтар", "шахтер"), ("щасл", "счастл"), ("комиш", "камыш"), ("камышув", "камышев"), ("довг", "долг"),
    ("колодяз", "колодез"), ("солод", "слад"), ("^велика$", "большая"), ("^велике$", "большое"),
    ("^великий$", "большой"), ("^великі$", "большие"),
    ("сергі", "серге"), ("андрі", "андре"), ("матві", "матве"), ("тимофі", "тимофе"), ("піщ", "песч"),
    ("піск", "песк"), ("гір", "гор"), ("рівн", "ровн"), ("дід", "дед"), ("звір", "звер"), ("уват", "оват"),
    ("івськ", "овськ"), ("семен", "семён"), ("федор", "фёдор"), ("новосел", "новосёл"), ("берез", "берёз"),
    ("зелен", "зелён"), ("вишнев", "вишнёв"), ("озерн", "озёрн"), ("весел", "весёл"), ("шахтер", "шахтёр"),
)  # fmt: skip
_ENDINGS = (
    ("іївка", ("еевка", "иевка")), ("ївка", ("евка",)), ("івка", ("овка", "евка")), ("ське", ("ское",)),
    ("цьке", ("цкое",)), ("ський", ("ский",)), ("ська", ("ская",)), ("ове", ("овое", "ово")),
    ("еве", ("евое", "ево")), ("ине", ("иное", "ино")), ("їне", ("ино",)), ("не", ("ное",)),
    ("ний", ("ный",)), ("на", ("ная", "на")), ("ий", ("ый", "ий")),
    ("ва", ("вая", "ва")), ("ла", ("лая", "ла")), ("ра", ("рая", "ра")), ("ха", ("хая", "ха")),
    ("ня", ("няя", "ня")), ("ця", ("ца",)), ("ів", ("ов", "ев")), ("їв", ("ев",)), ("ле", ("лое",)),
    ("те", ("тое",)), ("ре", ("рое",)), ("че", ("чье", "чее")), ("ілля", ("олье", "илье")),
    ("піль", ("поль",)), ("ння", ("нье", "ние")), ("ські", ("ские",)), ("чі", ("чьи", "чи")),
    ("тори", ("тора", "торы")), ("ері", ("еря", "ери")), ("лі", ("лые", "ли")), ("ні", ("ные", "ни")),
    ("є", ("ье",)), ("ье", ("ье",)), ("ка", ("ка",)), ("ке", ("кое",)),
)  # fmt: skip
#: Ukrainian letters in a Russian stem; "и" is "ы" or "и" there, and "ы" romanises as both.
_STEM = {"ї": "и", "є": "е", "ґ": "г", "'": "ь", "и": "ы"}
_MOST_GUESSES = 12
_MOST_KEYS = 240


def guess_russian(ukrainian: str) -> list[str]:
    """Guess the Russian forms of a Ukrainian place name: Зайцеве gives Зайцевое and Зайцево, and so on."""
    guesses = {}
    for roots, vowel in ((_ROOTS, "и"), ((), "и"), ((), "е"), ((), "о")):
        forms, words = [""], ukrainian.casefold().replace("’", "'").replace("-", " ").split()
        for position, word in enumerate(words, 1):
            russian = _russian(word, roots, vowel)
            if position < len(words) and word.endswith("а"):  # an adjective before its noun
                russian = [form + "я" for form in russian if form.endswith("а")] + russian
            forms = [f"{head} {form}".strip() for form in russian for head in forms][:_MOST_GUESSES]
        guesses |= dict.fromkeys(forms[:_MOST_GUESSES])
    return list(guesses)


def _russian(word: str, roots: tuple[tuple[str, str], ...], vowel: str) -> list[str]:
    """Give Russian forms of one word, with `vowel` for each letter і of its stem."""
    marked = f"^{word}$"
    for root, russian in roots:
        marked = marked.replace(root, russian)
    word = marked.strip("^$")
    ending, forms = next(((e, f) for e, f in _ENDINGS if word.endswith(e)), ("", ("",)))
    stem = word[: len(word) - len(ending)].translate(str.maketrans(_STEM | {"і": vowel}))
    return [stem + form for form in forms]


#: Endings that reports write half in the one language and half in the other: Bilohorovka.
_HYBRIDS = (("ivka", "ovka"), ("ivske", "ovske"), ("iivka", "eevka"), ("ske", "skoye"), ("ove", "ovo"))


_UKRAINIAN_ENDINGS = (
    ("большая", "велика"), ("большое", "велике"), ("большой", "великий"), ("ая", "а"), ("яя", "я"),
    ("ое", "е"), ("ее", "е"),
)  # fmt: skip
#: Roots and endings by which the Ukrainian form of a Russian village's name differs from it.
_UKRAINIAN_ROOTS = (
    ("никола", "микола"), ("александр", "олександр"), ("алексе", "олексі"), ("казач", "козач"),
    ("иван", "іван"), ("реч", "річ"), ("лес", "ліс"), ("бел", "біл"), ("аев", "аєв"), ("ы", "и"), ("ё", "е"),
)  # fmt: skip
_UKRAINIAN_NOUNS = (
    ("еевка", "іївка"), ("евка", "ївка"), ("овка", "івка"), ("ово", "ове"), ("ево", "єве"), ("ёво", "ьове"),
    ("ино", "ине"), ("ьё", "я"), ("ье", "я"),
)  # fmt: skip
_UKRAINIAN_ADJECTIVES = (
    ("ские", "ські"), ("сское", "ське"), ("ское", "ське"), ("ская", "ська"), ("ная", "на"), ("ное", "не"),
    ("ый", "ий"), ("чья", "ча"),
)  # fmt: skip


def guess_ukrainian(russian: str) -> str:
    """The Ukrainian form of a Russian village's name: Малая Локня gives мала локня, Свердликово свердликове.

    "" where the name has neither an adjective before a noun nor a long ending in -ово or -ево.
    """
    words = russian.casefold().replace("-", " ").split()
    for position, word in enumerate(words[:-1]):
        ending, ukrainian = next((p for p in _UKRAINIAN_ENDINGS if word.endswith(p[0])), ("", ""))
        words[position] = word[: len(word) - len(ending)] + ukrainian
    if words and len(words[-1]) > 6 and words[-1].endswith(("ово", "ево")):
        words[-1] = words[-1][:-1] + "е"
    guess = " ".join(words)
    return guess if guess != russian.casefold().replace("-", " ") else ""


def ukrainian_form(russian: str) -> str:
    """How Ukrainian media write a village of Russia beside the border: Мартыновка gives мартинівка.

    Further from the Russian name than `guess_ukrainian`; "" where nothing changes. For villages that reports
    name: among all of Russia's it would make many a namesake of a Ukrainian one.
    """
    plain = russian.casefold()
    parts = re.split(r"([ -])", plain)
    for at in range(0, len(parts), 2):
        word, last = parts[at], at == len(parts) - 1
        for ending, ukrainian in _UKRAINIAN_ADJECTIVES + (_UKRAINIAN_NOUNS if last else _UKRAINIAN_ENDINGS):
            if word.endswith(ending) and (word != ending or len(word) > 5):
                word = word[: len(word) - len(ending)] + ukrainian
                break
        for root, ukrainian in _UKRAINIAN_ROOTS:
            word = word.replace(root, ukrainian)
        parts[at] = word
    guess = "".join(parts)
    return guess if guess != plain else ""


def spellings(name: str) -> list[str]:
    """Return the keys under which reports may spell a Cyrillic name of Ukraine or Russia in Latin letters."""
    found: dict[str, None] = {}
    for language in languages(name):
        found |= dict.fromkeys(romanise(name, language))
    if "uk" in languages(name):
        for spelt in list(found):
            found |= {spelt[: -len(e)] + f: None for e, f in _HYBRIDS if spelt.endswith(e)}
        for guess in guess_russian(name):
            found |= dict.fromkeys(romanise(guess, "ru"))
    if "ru" in languages(name) and (guess := guess_ukrainian(name)):
        found |= dict.fromkeys(romanise(guess, "uk"))
    return list(found)[:_MOST_KEYS]


#: Countries whose places carry an Arabic article that reports write in many ways, or leave out.
ARABIC = frozenset(
    ["AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "MR", "OM",
     "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "TR", "YE"]
)  # fmt: skip
_SUN = ("sh", "dh", "th", "n", "r", "s", "t", "d", "z")
ARTICLES = frozenset(["al", "el", "ul", *("a" + c for c in _SUN), *("e" + c for c in _SUN)])
#: An article at the beginning of a key or inside it.
ARTICLE = re.compile(rf"(?:\A|(?<= ))(?:{'|'.join(sorted(ARTICLES, key=len, reverse=True))}) (?=[a-z])")


def article_variants(folded: str) -> list[str]:
    """A key with its Arabic article written otherwise, or left out at its beginning."""
    found: dict[str, None] = {}
    match = ARTICLE.search(folded)
    if match is None:
        return []
    head, rest = folded[: match.start()], folded[match.end() :]
    sun = next((c for c in _SUN if rest.startswith(c)), "")
    for article in ("al", "el", *((v + sun) for v in "ae" if sun)):
        found[f"{head}{article} {rest}"] = None
    if not head and len(rest) > 3 and match.group() in ("al ", "el "):
        found[rest] = None
    found.pop(folded, None)
    return list(found)


#: Letters that transliterations of one sound differ in, reduced to one; longest first.
_SOUNDS = re.compile(r"shch|sch|kh|zh|ck|ph|iy|yi|yy|ii|ye|ie|ya|ia|yu|iu|yo|io|ts|tz|[gyjwxqz]|(.)\1")
_SOUND = {
    "shch": "s", "sch": "s", "kh": "h", "zh": "z", "ck": "k", "ph": "f", "iy": "i", "yi": "i", "yy": "i",
    "ii": "i", "ye": "e", "ie": "e", "ya": "a", "ia": "a", "yu": "u", "iu": "u", "yo": "o", "io": "o",
    "ts": "c", "tz": "c",
    "g": "h", "y": "i", "j": "i", "w": "v", "x": "ks", "q": "k", "z": "z",
}  # fmt: skip


def sounds(folded: str) -> str:
    """Reduce a key to what its transliterations have in common: "gorlovka" and "horlovka" agree."""
    return _SOUNDS.sub(lambda m: _SOUND.get(m[0], m[0][0]), folded).replace(" ", "")


def beginnings(folded: str) -> tuple[str, ...]:
    """Letters that other transliterations of a name may begin with."""
    groups = ("gh", "kcq", "yije", "vw", "sz", "tc", "fp", "ao")
    first = folded[:1]
    return tuple(dict.fromkeys(first + "".join(group for group in groups if first in group)))
