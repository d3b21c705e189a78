"""Small reports of our own through the whole path, in the manner of wires, monitors and live blogs.

Each row: a text, and lines "place | claimant | predicate modality status" that must be read, or with "not"
before them must not; a part may be "*".
"""

# ruff: noqa: E501 (a news sentence is one line)

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document
from geo.reading import Reading

DAY = DateInterval("2025-03-12", date(2025, 3, 12), date(2025, 3, 12), "given")


@pytest.fixture(scope="module")
def lines():
    """Reads a text into lines "place | claimant | predicate modality status"."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def process(text: str) -> Reading:
        return pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)

    def read(text: str) -> list[str]:
        reading = process(text)
        names = {place.place_id: place.name for place in reading.places}
        return [
            f"{names.get(link.place_id, link.place_id)} | {one.claimant} | "
            f"{one.predicate} {one.modality} {one.status}"
            for one in reading.claims
            for link in one.links
        ]

    read.reading = process
    return read


def fits(wanted: str, line: str) -> bool:
    """Whether a line is the wanted one; "*" fits any word, or any place or claimant."""
    pairs = zip(wanted.split(" | "), line.split(" | "), strict=True)
    for want, got in pairs:
        words = zip(want.split(), got.split(), strict=False)
        if want != "*" and (
            len(want.split()) != len(got.split()) or any(w not in ("*", g) for w, g in words)
        ):
            return False
    return True


def check(found: list[str], wanted: tuple[str, ...]) -> None:
    for line in wanted:
        there = any(fits(line.removeprefix("not "), one) for one in found)
        assert there != line.startswith("not "), (line, found)


RUSSIA_TOOK_IT = "Russia said its troops had captured Vovchansk. "
DENIALS = [
    "Kyiv denied it.",
    "Kyiv has denied this.",
    "The claim was denied by the government in Kyiv.",
    "That account was rejected by the Ukrainian government.",
]


@pytest.mark.parametrize("reply", DENIALS)
def test_a_denial_without_a_place_is_of_what_was_told_before(lines, reply):
    check(
        lines(RUSSIA_TOOK_IT + reply),
        (
            "Vovchansk | Russian government | captured asserted russia_control",
            "Vovchansk | * | captured denied none",
        ),
    )


@pytest.mark.parametrize(
    "tail", [", which Kyiv denied.", ", a claim denied by Kyiv.", ", but Kyiv denied this."]
)
def test_a_denial_in_the_same_sentence_is_somebody_elses(lines, tail):
    check(
        lines(RUSSIA_TOOK_IT.rstrip(". ") + tail),
        (
            "Vovchansk | Russian government | captured asserted russia_control",
            "Vovchansk | Ukrainian government | captured denied none",
        ),
    )


@pytest.mark.parametrize(
    "reply",
    [
        "Kyiv denied it was planning an attack.",
        "Kyiv has not confirmed this.",
        "It denied aiming at homes.",
    ],
)
def test_what_is_denied_of_something_else_or_not_at_all_is_no_denial(lines, reply):
    check(lines(RUSSIA_TOOK_IT + reply), ("not Vovchansk | * | captured denied none",))


ROWS = [
    # nobody stands for it
    (
        "Russian troops shelled Lyman. Neither the army nor any neutral observer confirmed that Kupiansk had "
        "fallen to Russian forces.",
        ("not Kupiansk | * | captured asserted *",),
    ),
    # who goes on speaking
    (
        "The Ukrainian General Staff said fighting went on in Lyman. Russian forces had made progress near "
        "Kupiansk, it added.",
        ("Kupiansk | Ukrainian General Staff | advanced asserted contested",),
    ),
    # the army of a war that has one army and groups that call themselves one
    (
        "The Syrian army fought rebels in Hama province. The army captured Homs on Monday, residents said. The "
        "Turkish army entered Manbij.",
        (
            "Homs | residents | captured asserted government_control",
            "not Manbij | * | * * government_control",
        ),
    ),
    (
        "The Syrian army shelled Homs. The Free Syrian Army captured Hama.",
        ("Hama | article | captured asserted opposition_control",),
    ),
    # near a front is no fight
    (
        "Russian troops shelled Kupiansk. Kupiansk lies close to the current front line, and people leave.",
        ("Kupiansk | article | struck asserted none", "not Kupiansk | * | fighting * *"),
    ),
    (
        "Russian troops shelled Kupiansk. The front line runs through Vovchansk.",
        ("Vovchansk | article | fighting asserted contested",),
    ),
    # works that are shelled are nobody's
    (
        "The Ukrainian army said shelling of its defences in Lyman goes on. Russian troops are near.",
        ("Lyman | * | struck asserted none", "not Lyman | * | holds * *"),
    ),
    # what a deed cost
    (
        "Russian troops attacked Lyman. At least 4,000 Russian soldiers died in capturing Soledar.",
        ("Soledar | article | captured asserted russia_control",),
    ),
    (
        "Russian troops attacked Lyman. Russian generals see no use in capturing Soledar.",
        ("not Soledar | * | captured asserted *",),
    ),
    (
        "As well as taking two hamlets near Lyman, Russian troops entered Kupiansk.",
        ("Lyman | article | captured asserted contested",),
    ),
    # slower is no advance
    (
        "Russian troops shelled Lyman. Russian gains near Kupiansk have slowed since Sunday.",
        ("Kupiansk | article | assessment asserted contested",),
    ),
    (
        "Russian troops shelled Lyman. Russian gains near Kupiansk have continued since Sunday.",
        ("Kupiansk | article | advanced asserted contested",),
    ),
    # made up
    (
        "Russian troops shelled Lyman. In a film shot last year, the Ukrainian army captures Donetsk.",
        ("not Donetsk | * | captured asserted *",),
    ),
    (
        "Russian troops shelled Lyman. In a video shot last year, the Ukrainian army captures Kupiansk.",
        ("Kupiansk | article | captured asserted ukraine_control",),
    ),
    # who told it, and who relays
    (
        "A war monitor, the Syrian Observatory for Human Rights, said rebels took Hama from the Syrian army.",
        ("Hama | Syrian Observatory for Human Rights | captured asserted opposition_control",),
    ),
    (
        "A war monitor said rebels took Hama from the Syrian army. The Syrian Observatory for Human Rights later "
        "said rebels shelled Homs.",
        ("Hama | Syrian Observatory for Human Rights | captured asserted opposition_control",),
    ),
    (
        "The Syrian Observatory for Human Rights said HTS attacked Hama. The Britain-based watchdog group said "
        "Hayat Tahrir al-Sham shelled Homs, held by the Syrian army.",
        ("Homs | Syrian Observatory for Human Rights | struck asserted none",),
    ),
    (
        "Putin, who has denied that his army fights in Ukraine, seemed to back those who battle for Lyman. Russian "
        "troops shelled Kupiansk.",
        ("Lyman | article | fighting * contested", "not Lyman | Vladimir Putin | * * *"),
    ),
    (
        "Competing claims over control of Lyman continue. Russian troops shelled Kupiansk.",
        ("not * | Competing | * * *",),
    ),
    # nobody doubts it, or somebody does
    (
        "Rebels fought the Syrian army near Homs. Nobody doubts that Hama fell to the rebels on Sunday.",
        ("Hama | article | captured asserted opposition_control",),
    ),
    (
        "Rebels fought the Syrian army near Homs. Many doubt that Hama fell to the rebels on Sunday.",
        ("not Hama | * | captured asserted *",),
    ),
    # a building and a situation are no town
    (
        "The Sudanese army said it has retaken the TV building in Omdurman from the RSF.",
        ("Omdurman | Sudanese army | captured asserted contested",),
    ),
    (
        "Zelensky said his forces control the situation in Lyman. Russian troops attacked Kupiansk.",
        ("Lyman | Volodymyr Zelensky | holds asserted ukraine_control",),
    ),
    # whose they are
    (
        "Government forces bombed Loikaw, residents said. Government troops captured Lashio from the TNLA.",
        ("Lashio | article | captured asserted junta_control",),
    ),
    (
        "The Syrian army attacked Homs. Fighters of IS had fled to Raqqa after the liberation of Palmyra.",
        ("not Palmyra | * | captured asserted islamic_state_control",),
    ),
    # how surely, and of which place
    (
        "Ukrainian forces defend Donetsk region. Russia has highly likely advanced into Lyman, and has seized "
        "Kupiansk, the UK Ministry of Defence said.",
        (
            "Lyman | UK Ministry of Defence | advanced assessed russia_control",
            "Kupiansk | UK Ministry of Defence | captured asserted russia_control",
        ),
    ),
    (
        "Ukrainian forces defend Donetsk region. Russia has likely entered Lyman and captured Kupiansk, the UK "
        "Ministry of Defence said.",
        ("Kupiansk | UK Ministry of Defence | captured assessed russia_control",),
    ),
    (
        "Ukrainian forces defend Donetsk region. It is likely that Russian forces entered Lyman, and Ukrainian "
        "troops withdrew from Kupiansk.",
        ("Kupiansk | * | withdrew assessed none",),
    ),
    (
        "Rebels took Saraqib and possibly Khan Shaykhun from the Syrian army.",
        (
            "Saraqib | article | captured asserted opposition_control",
            "Khan Shaykhun | article | captured assessed opposition_control",
        ),
    ),
    # which place
    (
        "Russian forces captured two villages in Ukraine's Donetsk region, the Russian defence ministry said. The "
        "settlements were Ivanivka in the Kharkiv region and Netailove in Donetsk.",
        (
            "Netailove | Russian Ministry of Defence | captured asserted russia_control",
            "not Donetsk | * | captured * *",
        ),
    ),
    (
        "Russian troops attacked the city of Pokrovsk in Donetsk region. Fighting goes on near the town of "
        "Dobropillia. The city was shelled overnight.",
        ("Pokrovsk | article | struck asserted none", "not Dobropillia | * | struck * *"),
    ),
    (
        "Ukrainian troops hold Siversk. Russian forces attacked east of the city of Lysychansk, which they took "
        "last month.",
        ("not east of Lysychansk | * | captured * *",),
    ),
    (
        "The Syrian army tried to win back the town of Kassab and the city of Idlib, both seized by the rebels.",
        (
            "Kassab | article | captured asserted opposition_control",
            "Idlib | article | captured asserted opposition_control",
        ),
    ),
    (
        "Ukrainian troops hold Siversk. Some 300 Russian soldiers are now inside the town, the army said.",
        ("Siversk | * | advanced asserted contested",),
    ),
    # a country's adjective before the named force of another side
    (
        "Several people died as Congolese M23 rebels seized Goma. The Congolese army fights the M23 in North Kivu.",
        ("Goma | article | captured asserted m23_control",),
    ),
    (
        "Goma was taken by Congolese soldiers. The Congolese army fights the M23 in North Kivu.",
        ("Goma | article | captured asserted government_control",),
    ),
    # a report that tells only afterwards whose words it gives
    (
        "Russian troops shelled Kherson. This was reported by the head of the Kherson region, Oleksandr Prokudin. "
        "Fighting went on in Lyman.",
        ("Kherson | Oleksandr Prokudin | struck asserted none", "Lyman | article | fighting * *"),
    ),
    (
        "Russian troops attacked Lyman and Kupiansk.\n\nThis is stated in the evening update of the General Staff of "
        "the Armed Forces of Ukraine.\n\nIt is noted that Siversk was shelled.",
        (
            "Lyman | Ukrainian General Staff | assaulted asserted contested",
            "Siversk | Ukrainian General Staff | struck asserted none",
        ),
    ),
    (
        "Russian troops shelled Kherson.\n\nOleksandr Prokudin said this on Telegram.",
        ("Kherson | Oleksandr Prokudin | struck asserted none",),
    ),
    (
        "Russian troops shelled Kherson and Lyman.\n\nOleksandr Prokudin said this was a crime.",
        ("Kherson | article | struck asserted none",),
    ),
    (
        "Residents said Russian troops shelled Kherson. Zelensky said this on Telegram. Lyman holds out.",
        ("Kherson | residents | struck asserted none",),
    ),
    # what was freed before is not taken by those who shell it
    (
        "Russian troops shelled the recently liberated Kherson. Russian troops hold Tokmak.",
        ("Kherson | article | struck asserted none", "not Kherson | * | captured * *"),
    ),
    # nobody leaves
    (
        "Russian drones hit a power plant, leaving Kherson without power. Russian troops shelled Lyman.",
        ("not Kherson | * | displaced * *", "not Kherson | * | withdrew * *"),
    ),
    # lines of troops
    (
        "Russian troops tried to break through the defence of the Armed Forces of Ukraine near Lyman.",
        ("Lyman | article | assaulted asserted contested", "not Lyman | * | holds * *"),
    ),
    # a group named beside what it is
    (
        "The junta bombed Lashio in Myanmar. The army has lost Kyaukme, a rebel group, the Ta'ang National "
        "Liberation Army, said in a statement.",
        ("Kyaukme | Ta'ang National Liberation Army | withdrew asserted none",),
    ),
    # a rating of something else
    (
        "Ukrainian forces hold Lyman. The drone hit a key warehouse near Kupiansk.",
        ("not Kupiansk | * | assessment * *",),
    ),
    (
        "Ukrainian forces hold Lyman. Kupiansk is a key rail hub.",
        ("Kupiansk | article | assessment asserted none",),
    ),
    # denials of several places, and of one of several
    (
        "The Russian Defence Ministry claimed its troops had seized Synkivka and Petropavlivka near Kupiansk. These "
        "claims were denied by the Ukrainian General Staff.",
        (
            "Synkivka | Ukrainian General Staff | captured denied none",
            "Petropavlivka | Ukrainian General Staff | captured denied none",
        ),
    ),
    (
        "The Russian Defence Ministry claimed its troops had seized Synkivka and Petropavlivka near Kupiansk. Kyiv "
        "denied it.",
        ("not * | * | captured denied none",),
    ),
    # words that only look like saying
    (
        "Ukraine says its forces continue to resist attacks near Kupiansk despite evidence that Russian units shelled "
        "Lyman. It said the Russians attacked Siversk.",
        ("Siversk | Ukrainian government | assaulted asserted contested", "not * | forces | * * *"),
    ),
    (
        "The Ukrainian General Staff said there was fighting in Siversk. Russian forces had recorded “partial "
        "success” near Kupiansk, it added.",
        ("Kupiansk | Ukrainian General Staff | advanced asserted contested",),
    ),
    # of which force they are
    (
        "The junta bombed Lashio in Myanmar. Fighters in a People's Defense Force captured Kyaukme on Sunday.",
        ("Kyaukme | article | captured asserted resistance_control",),
    ),
    (
        "Syrskyi reported the liberation of Sudzha from the Russian military. Ukrainian forces hold Lyman.",
        ("Sudzha | Oleksandr Syrskyi | captured asserted ukraine_control",),
    ),
    (
        "Putin, who has denied persistent allegations that his army fights in Ukraine, seemed to back those who "
        "battle for Lyman. Russian troops shelled Kupiansk.",
        ("Lyman | article | fighting asserted contested",),
    ),
    # what fell on whom
    (
        "Five people died on Wednesday when missiles and drones hit Dnipro. Ukrainian forces hold Lyman.",
        ("Dnipro | article | losses asserted none", "Dnipro | article | struck asserted none"),
    ),
    (
        "At least 25 people died in the city of Ternopil when missiles tore into flats. Ukrainian forces hold Lyman.",
        ("Ternopil | article | losses asserted none", "Ternopil | article | struck asserted none"),
    ),
    # an attempt to close in
    (
        "Ukrainian forces hold Lyman. Russian troops are trying to close in on Siversk.",
        ("Siversk | article | advanced aim none",),
    ),
    # attacks from afar contest nothing
    (
        "Ukrainian forces hold Lyman. Russian drones attacked Odesa overnight. Russia attacked Kharkiv with missiles.",
        ("Odesa | article | struck asserted none", "Kharkiv | article | struck asserted none"),
    ),
    (
        "Ukrainian forces hold Siversk. Russian troops attacked Lyman with tanks and drones.",
        ("Lyman | article | assaulted asserted contested",),
    ),
    # a paper speaks for who publishes it
    (
        "Ukrainian forces hold Siversk. On Tuesday, the British MoD gave its latest update on Ukraine, which noted that "
        "Russian forces had shelled Lyman. It continued: “Russian forces attacked Kupiansk.”",
        (
            "Lyman | UK Ministry of Defence | struck asserted none",
            "Kupiansk | UK Ministry of Defence | assaulted asserted contested",
        ),
    ),
    (
        "The Ukrainian army holds Siversk. According to the Russian Defence Ministry's daily report, Moscow's forces "
        "captured Lyman.",
        ("Lyman | Russian Ministry of Defence | captured asserted russia_control",),
    ),
    # who disputes a claim is not who took the place
    (
        "Azerbaijan's president, Ilham Aliyev, said Azerbaijani forces took Shusha. Baku's claims about the seizure of "
        "the town were quickly disputed by Yerevan.",
        (
            "Shusha | Armenian government | captured denied none",
            "not Shusha | * | captured asserted armenia_control",
        ),
    ),
    # against whom a force is
    (
        "Libyan forces opposed to Khalifa Haftar claimed to have retaken Gharyan. The GNA fights the LNA near Tripoli.",
        ("not Gharyan | * | captured asserted lna_control",),
    ),
    # a plan that goes on
    (
        "Ukrainian forces hold Siversk. Russia's plan likely continues to be to encircle Lyman.",
        ("Lyman | article | encircling aim none",),
    ),
    # sources: of a ministry, of an outlet, of an outlet that quotes at the end
    (
        "IS militants hold Mosul. The Iraqi army struck a village near Tal Afar, the Iraqi military said in a statement "
        "citing intelligence reports.",
        ("* | Iraqi army | struck asserted none",),
    ),
    (
        "Ukrainian forces hold Siversk. Russian forces shelled Lyman, Ukrainska Pravda reported, citing the head of the "
        "Donetsk region, Vadym Filashkin.",
        ("Lyman | Vadym Filashkin | struck asserted none",),
    ),
    (
        "Ukrainian forces hold Siversk. Russian forces have taken Lyman, the RIA state news agency cited the Russian "
        "Defence Ministry as saying on Thursday.",
        ("Lyman | Russian Ministry of Defence | captured asserted russia_control",),
    ),
    (
        "Drones hit Shebekino in the Belgorod region, governor Vyacheslav Gladkov said. According to the head of the "
        "region, a drone struck Grayvoron. Ukrainian forces hold Lyman.",
        ("Grayvoron | Vyacheslav Gladkov | struck asserted none",),
    ),
    # who goes on saying, and who adds
    (
        "The Russian Defence Ministry on Sunday continued to insist that it was repelling Ukrainian attacks near Lyman. "
        "Ukrainian forces hold Siversk.",
        ("Lyman | Russian Ministry of Defence | repelled asserted contested",),
    ),
    (
        "Ukrainian forces hold Siversk. Hanna Maliar spoke on Monday. Maliar added the Ukrainian army liberated Lyman.",
        ("Lyman | Hanna Maliar | captured asserted ukraine_control",),
    ),
    (
        "Ukrainian forces hold Siversk. The army added two brigades near Lyman.",
        ("not Lyman | Ukrainian military | * * *",),
    ),
    # whose office, and whose forces
    (
        "“The city of Lalibela has been liberated from TPLF occupation,” Prime Minister Abiy Ahmed's office said. The "
        "TPLF shelled Dessie, which governmental forces had captured.",
        (
            "Lalibela | Abiy Ahmed | captured asserted ethiopia_control",
            "Dessie | article | captured asserted ethiopia_control",
        ),
    ),
    # the war's first years, and rebels of either side
    (
        "Pro-Russian rebels took Debaltseve, Petro Poroshenko said. Ukrainian forces hold Siversk. Alexander Zakharchenko "
        "said the separatists controlled Vuhlehirsk in Donetsk region.",
        (
            "Debaltseve | Petro Poroshenko | captured asserted russia_control",
            "Vuhlehirsk | Alexander Zakharchenko | holds asserted russia_control",
        ),
    ),
    (
        "The rebels hold Kozinka in Belgorod region, Ukraine said. Russian forces shelled Lyman and Kupiansk.",
        ("not Kozinka | * | * * russia_control",),
    ),
    # a paper is of whoever spoke, not of whom it speaks
    (
        "Ukrainian forces hold Siversk. On Tuesday, the British MoD gave its latest update on Ukraine, which noted that "
        "Russian forces had shelled Lyman. Russia is tired. “Russia attacked Kupiansk,” the update read.",
        ("Kupiansk | UK Ministry of Defence | assaulted asserted contested",),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_small_reports(lines, text, wanted):
    check(lines(text), wanted)


def test_an_outlet_that_is_named_after_the_speaker_relays(lines):
    reading = lines.reading(
        "“Homs is ours,” a rebel commander said, Reuters reported. The Syrian army shelled Hama."
    )

    assert ("Reuters", "Syrian rebels") in {claim.chain for claim in reading.claims}


def test_a_time_before_when_is_that_of_what_follows(lines):
    reading = lines.reading(
        "Rebels cut the Syrian army's road to Aleppo in August, when they had seized Saraqib from it."
    )

    assert {c.about.edtf for c in reading.claims if c.predicate == "captured"} == {"2024-08"}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The TNLA captured Kyaukme in July 2024 but lost it to the junta days later.", "2024-07"),
        ("The TNLA captured Kyaukme in July 2024 but has since lost it to the junta.", "2025-03-12"),
    ],
)
def test_what_follows_within_days_is_of_that_time(lines, text, about):
    reading = lines.reading(f"{text} The junta bombed Lashio in Myanmar.")

    assert {c.about.edtf for c in reading.claims if c.predicate == "withdrew"} == {about}


def test_what_people_fled_from_is_earlier_than_their_return(lines):
    reading = lines.reading(
        "People who fled when Saraqib fell to the rebels came back. The Syrian army bombed Idlib and Aleppo."
    )

    assert {c.about.edtf for c in reading.claims if c.predicate == "captured"} == {"../2025-03-12"}
