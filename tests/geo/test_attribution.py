"""Who says what. Every text here is our own; names of people and units are invented unless well known."""

from __future__ import annotations

import pytest

from geo.attribution import Attribution, attribute
from geo.conflicts import NO_CONFLICT, Conflict, load
from geo.model import Document, Zone

CONFLICTS = {conflict.id: conflict for conflict in load()}
WAR = CONFLICTS["russia_ukraine"]


def read(text: str, conflict: Conflict = WAR, **fields: object) -> list[Attribution]:
    return attribute(Document("d", text, **fields), conflict)


def said(text: str, conflict: Conflict = WAR, **fields: object) -> list[tuple[str, str]]:
    return [(a.claimant, text[a.start : a.end]) for a in read(text, conflict, **fields)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # direct speech: after, before and around the verb
        ("“We hold it,” Zelensky said.", [("Volodymyr Zelensky", "We hold it")]),
        ("“We hold it,” said Zelensky.", [("Volodymyr Zelensky", "We hold it")]),
        ('Zelensky said: "We hold it."', [("Volodymyr Zelensky", "We hold it.")]),
        (
            "“We hold it,” Maliar said, “and the road.”",
            [("Hanna Maliar", "We hold it"), ("Hanna Maliar", "and the road.")],
        ),
        (
            "“We hold it,” Maliar said. “They ran away.”",
            [("Hanna Maliar", "We hold it"), ("Hanna Maliar", "They ran away.")],
        ),
        (
            "“We left the village.\n\n“Nothing was left,” said Major Taras Bilyk, a battalion commander.",
            [("Taras Bilyk", "We left the village."), ("Taras Bilyk", "Nothing was left")],
        ),
        ("“We hold the north, said commander Bilyk. The town fell.", [("Bilyk", "We hold the north")]),
        # indirect speech
        ("The Kremlin said on Monday that the town fell.", [("Kremlin", "the town fell.")]),
        ("Kyiv denied the town had fallen.", [("Ukrainian government", "the town had fallen.")]),
        ("Moscow claimed control of Vuhledar.", [("Russian government", "control of Vuhledar.")]),
        ("The town fell, Ukrainian officials said.", [("Ukrainian officials", "The town fell")]),
        ("The town fell, according to Rybar.", [("Rybar", "The town fell")]),
        ("According to Rybar, the town fell. It rained.", [("Rybar", "the town fell.")]),
        ("Russian forces advanced, says UK intel.", [("UK Ministry of Defence", "Russian forces advanced")]),
        (
            "In the east, the General Staff said, the road is cut.",
            [("Ukrainian General Staff", "In the east"), ("Ukrainian General Staff", "the road is cut.")],
        ),
        ("In ISW’s assessment, the line held.", [("Institute for the Study of War", "the line held.")]),
        (
            "Ukraine's claim that it took Robotyne could not be checked.",
            [("Ukrainian government", "it took Robotyne")],
        ),
        ("There were reports from local officials that shells fell.", [("local officials", "shells fell.")]),
        ("Russia has described it as key to the war.", [("Russian government", "it as key to the war.")]),
        (
            "He is losing, as British intelligence noted on Friday, the town.",
            [("UK Ministry of Defence", "He is losing"), ("UK Ministry of Defence", "the town.")],
        ),
        ("It is reported that troops have left.", [("unknown", "troops have left.")]),
        # no frames
        ("Kyiv has not commented.", []),
        ("Neither side has confirmed the capture.", []),
        ("Russia is believed to have lost 300 tanks.", []),
        ("Our reporter says the bridge is down.", []),
        ("The claims could not be verified.", []),
        ("The commander declined to say where they went.", []),
        ("He asked whether the town would fall.", []),
        ("The city was called “Bakhmut holds” by nobody.", []),
        ("", []),
    ],
)
def test_words_said_and_their_speaker(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia's MoD said its troops took Makiivka, while Ukraine's General Staff denied the loss.",
            [
                ("Russian Ministry of Defence", "its troops took Makiivka"),
                ("Ukrainian General Staff", "the loss."),
            ],
        ),
        (
            "Russian bloggers say that troops left, though the Kremlin has denied that they did.",
            [("Russian milbloggers", "troops left"), ("Kremlin", "they did.")],
        ),
        (
            "The SBU said the bridge was hit, but provided no evidence.",
            [("Security Service of Ukraine (SBU)", "the bridge was hit")],
        ),
        (
            "Wagner said it took Opytne, suggesting that the ring was closing.",
            [("Wagner Group", "it took Opytne")],
        ),
        (
            "The DPR announced it will rename the street; Kyiv called the step void.",
            [("Donetsk People's Republic", "it will rename the street")],
        ),
        (
            "Maliar said they advanced, adding that losses were high.",
            [("Hanna Maliar", "they advanced"), ("Hanna Maliar", "losses were high.")],
        ),
        (
            "Putin accused the West of lies and warned that the war would go on.",
            [("Vladimir Putin", "the West of lies"), ("Vladimir Putin", "the war would go on.")],
        ),
        (
            "Fighting goes on, the SBU said. The town is in ruins.",
            [("Security Service of Ukraine (SBU)", "Fighting goes on")],
        ),
        (
            'Lykhovii denied the village was lost: "We hold it."',
            [("Dmytro Lykhovii", "the village was lost"), ("Dmytro Lykhovii", "We hold it.")],
        ),
    ],
)
def test_scope_ends_where_another_voice_begins(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("Oleh Syniehubov said it burned. He added that two died.", ["Oleh Syniehubov"] * 2),
        (
            "ISW said it fell. The institute added that the line broke.",
            ["Institute for the Study of War"] * 2,
        ),
        ("ISW said it fell. The think tank warned that more would.", ["Institute for the Study of War"] * 2),
        ("The UK MoD said it fell. “It matters,” it said.", ["UK Ministry of Defence"] * 2),
        ("The UK MoD said it fell. The ministry said more would.", ["UK Ministry of Defence"] * 2),
        ("Anna Petrenko, a nurse in Izium, said it burned. “All,” Petrenko said.", ["Anna Petrenko"] * 2),
        ("Kirby, a spokesman, played it down. “It will not matter,” he said.", ["John Kirby"]),
        ("Yevgeny Prigozhin left. But Yevgeny Progozhin warned that it would fall.", ["Yevgeny Prigozhin"]),
        ("Ivan Danylenko said it fell. Later Danilenko said it held.", ["Ivan Danylenko"] * 2),
        ("The mayor of Melitopol, Ivan Fedorov, said a bridge fell.", ["Ivan Fedorov"]),
        ("The Nile Peace Institute (NPI) said it fell. NPI said more would.", ["Nile Peace Institute"] * 2),
        ("Two residents said it burned. “We ran,” one of them said.", ["residents"] * 2),
        ("A senior commander said they broke through. “It is hard,” he said.", ["senior commander"] * 2),
        ("He said it fell.", []),
        ("Russia and China said nothing of it.", []),
    ],
)
def test_short_forms_and_pronouns_join_their_speaker(text: str, claimants: list[str]) -> None:
    assert [a.claimant for a in read(text)] == claimants


@pytest.mark.parametrize(
    ("text", "claimant", "kind", "side"),
    [
        ("Anna Petrenko, a nurse in Izium, said it burned.", "Anna Petrenko", "witness", ""),
        ("Col. Oleh Bondar, spokesman of the 47th Brigade, said it fell.", "Oleh Bondar", "military", ""),
        ("Ukrainian Col. Oleh Bondar said it fell.", "Oleh Bondar", "military", "ukraine"),
        ("The Russian-installed mayor, Ihor Kast, said it fell.", "Ihor Kast", "government", "russia"),
        ("The Turkish foreign minister said it fell.", "Turkish foreign minister", "government", ""),
        ("Local residents reported explosions.", "local residents", "witness", ""),
        ("Many analysts say it will fall.", "analysts", "analyst", ""),
        ("A military analyst said it would fall.", "military analyst", "analyst", ""),
        ("The 24th Brigade's press service said it held.", "24th Brigade", "military", ""),
        ("A spokesman for the General Staff said it held.", "Ukrainian General Staff", "military", "ukraine"),
        ("Anti-Putin fighters said they were inside.", "Anti-Putin fighters", "armed_group", ""),
        (
            "Ukrainian and Russian officials said it held.",
            "Ukrainian and Russian officials",
            "government",
            "",
        ),
        ("US intelligence said it was very likely lost.", "US intelligence", "intelligence", ""),
        ("The US said 1,200 men died.", "US government", "government", ""),
        ("Reuters reported that it fell.", "Reuters", "media", ""),
    ],
)
def test_kind_and_side_come_from_data_or_from_the_words_around(
    text: str, claimant: str, kind: str, side: str
) -> None:
    (found,) = read(text)
    assert (found.claimant, found.kind, found.side) == (claimant, kind, side)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Zelensky told CNN that it held.", ("CNN", "Volodymyr Zelensky")),
        ("“It held,” Zelensky told CNN.", ("CNN", "Volodymyr Zelensky")),
        ("TASS quoted Pushilin as saying that it fell.", ("TASS", "Denis Pushilin")),
        ("Pushilin was quoted by TASS as saying that it fell.", ("TASS", "Denis Pushilin")),
        ("Reuters reported, citing two officials, that it fell.", ("Reuters", "officials")),
        ("Zelensky told reporters that it held.", ()),
        ("Zelensky told Putin that it held.", ()),
    ],
)
def test_outlets_that_were_told_relay(text: str, chain: tuple[str, ...]) -> None:
    (found,) = read(text)
    assert found.chain == chain


def test_a_publisher_does_not_relay_to_itself() -> None:
    (found,) = read("Zelensky told CNN that it held.", publisher="CNN")
    assert found.chain == ()


def test_somebody_quoted_who_quotes_somebody_else_is_a_chain() -> None:
    text = "Kyiv said that Moscow claimed to have taken the village."
    outer, inner = read(text)
    assert (outer.claimant, outer.chain) == ("Ukrainian government", ())
    assert (inner.claimant, inner.chain) == (
        "Russian government",
        ("Ukrainian government", "Russian government"),
    )
    assert outer.start <= inner.start and inner.end <= outer.end


def test_the_frame_holds_the_day_of_saying_and_not_the_words_said() -> None:
    text = "The General Staff said on 8 May that Lyman was shelled on Sunday."
    (found,) = read(text)
    assert [text[s:e] for s, e in found.frame] == ["The General Staff said on 8 May that "]
    assert text[found.claimant_start : found.claimant_end] == "The General Staff"


def test_an_adjunct_after_the_words_said_belongs_to_the_frame() -> None:
    text = "The UK MoD claimed that troops fight with shovels in its daily update on Sunday."
    (found,) = read(text)
    assert text[found.start : found.end] == "troops fight with shovels"
    assert "on Sunday" in "".join(text[s:e] for s, e in found.frame)


@pytest.mark.parametrize(
    ("verb", "verb_class"),
    [("said", "say"), ("claimed", "claim"), ("assesses", "assess"), ("denied", "deny"), ("warned", "warn"),
     ("predicted", "predict"), ("acknowledged", "confirm")],
)  # fmt: skip
def test_verbs_have_a_class(verb: str, verb_class: str) -> None:
    (found,) = read(f"ISW {verb} that the town fell.")
    assert found.verb_class == verb_class


def test_yardsticks_come_with_the_speakers_who_use_them() -> None:
    assert [a.yardstick for a in read("UK intelligence said it fell. ISW said it held.")] == ["PHIA", ""]


def test_headlines_and_labels_name_their_source() -> None:
    zones = (Zone(0, 46, "headline"),)
    assert said("Kyiv: Russian troops pushed back near Kharkiv.", zones=zones) == [
        ("Ukrainian government", "Russian troops pushed back near Kharkiv.")
    ]
    assert said("Ukrainian forces retake Robotyne - Maliar") == [
        ("Hanna Maliar", "Ukrainian forces retake Robotyne")
    ]


def test_a_headline_may_use_the_short_form_of_whom_the_body_names() -> None:
    text = "Shebekino shelled, governor says\n\nBelgorod governor Vyacheslav Gladkov said it burned."
    assert [a.claimant for a in read(text)] == ["Vyacheslav Gladkov"] * 2


def test_items_after_a_colon_are_the_speakers() -> None:
    text = "The General Staff reports:\n• The enemy attacked Lyman.\n• We repelled it.\n\nIt rained."
    assert said(text) == [
        ("Ukrainian General Staff", "The enemy attacked Lyman."),
        ("Ukrainian General Staff", "We repelled it."),
    ]


def test_an_interviews_answer_is_the_named_persons_to_its_end() -> None:
    text = "Q: Is it lost?\nBondar: No. The road is open.\nQ: And now?\nBondar: We stay."
    assert [(c, t) for c, t in said(text)] == [
        ("Bondar", "No."),
        ("Bondar", "The road is open."),
        ("Bondar", "We stay."),
    ]


def test_a_live_blogs_time_stamps_are_no_words() -> None:
    text = "13:20 Russia says it captured Zapadne.\n\n14:05\nTwo died, says the SBU."
    assert said(text) == [
        ("Russian government", "it captured Zapadne."),
        ("Security Service of Ukraine (SBU)", "Two died"),
    ]


def test_a_partys_own_communique_is_its_word() -> None:
    text = "The enemy attacked Lyman. Our soldiers repelled it.\n\nChasiv Yar holds."
    (found,) = read(text, publisher="General Staff (translated)")
    assert (found.claimant, found.side) == ("Ukrainian General Staff", "ukraine")
    assert text[found.start : found.end] == text
    assert read(text, publisher="Northern Wire") == []


def test_the_ministry_of_a_partys_own_outlet_is_its_own() -> None:
    text = "MOSCOW, 5 May. /Wire/. The village fell, the Defense Ministry reported."
    assert [a.claimant for a in read(text)] == ["Russian Ministry of Defence"]


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("sudan", "The RSF said it took El Fasher.", ("Rapid Support Forces", "armed_group", "rsf")),
        ("drc_m23", "M23 rebels said they took Goma.", ("M23", "armed_group", "m23")),
        (
            "gaza_lebanon",
            "Israel's military said it left Rafah.",
            ("Israel Defense Forces", "military", "israel"),
        ),
        ("syria", "The SOHR said Hama fell.", ("Syrian Observatory for Human Rights", "analyst", "")),
        (
            "myanmar",
            "The TNLA said it took Kyaukme.",
            ("Ta'ang National Liberation Army", "armed_group", "resistance"),
        ),
    ],
)
def test_other_wars_are_read_by_their_own_files(
    conflict: str, text: str, expected: tuple[str, str, str]
) -> None:
    (found,) = read(text, CONFLICTS[conflict])
    assert (found.claimant, found.kind, found.side) == expected


def test_without_a_conflict_file_speakers_are_still_read() -> None:
    (found,) = read("Governor Ada Lind of the Upper Province said the fort fell.", NO_CONFLICT)
    assert found.claimant.startswith("Ada Lind")
    assert found.side == ""


HOSTILE = [
    "“",
    "“a ",
    '"x\n\n',
    "said " * 50,
    "he said, " * 50,
    "according to " * 50,
    "• \n" * 20,
    "A: " * 30,
    ") said (",
    "\u0301" * 99,
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_survived_with_spans_inside_it(piece: str) -> None:
    text = piece * 40
    for found in read(text):
        assert 0 <= found.start < found.end <= len(text)
        assert all(0 <= s < e <= len(text) for s, e in found.frame)


def test_spans_nest_and_never_cross() -> None:
    text = (
        "Kots said “the enemy, as Kyiv admitted on Friday, left” and that Rybar claimed the road was cut. "
        "“We hold it,” Maliar told CNN, “but the Kremlin says it does.”"
    )
    found = read(text)
    for a in found:
        for b in found:
            assert (
                a.end <= b.start
                or b.end <= a.start
                or (a.start <= b.start and b.end <= a.end)
                or (b.start <= a.start and a.end <= b.end)
            )


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        (
            "Shells hit Lyman, Ada Lind, a doctor in the self-proclaimed republic, told Russian television.",
            ["Ada Lind"],
        ),
        ("Wagner, which denies backing the plot, said it had left.", ["Wagner Group"] * 2),
        (
            "Russia left, three people familiar with the matter told Bloomberg.",
            ["people familiar with the matter"],
        ),
        ("US officials were in doubt. “It is up to them,” one said.", ["US officials"]),
        ("The defence ministry in Moscow says it fell.", ["Russian Ministry of Defence"]),
        ("“It fell,” Rob Lee, of the Lake Institute, said. “It did,” added Mr Lee.", ["Rob Lee"] * 2),
        ("A clip shows the flag. “It is ours!” a fighter shouts.", ["fighter"]),
        ("From the field, “Fox” writes: “They left the town.”", ["Fox"]),
    ],
)
def test_subjects_are_found_around_their_descriptions(text: str, claimants: list[str]) -> None:
    assert [a.claimant for a in read(text)] == claimants
