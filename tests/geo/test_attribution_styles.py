"""Who says what, in styles of many outlets and wars: the speaker of each stretch of words said.

Every text is our own; names are invented unless well known. The second part are constructions that must
not give a speaker.
"""

# ruff: noqa: E501 (a news sentence is one line)

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.attribution import attribute
from geo.conflicts import NO_CONFLICT, load
from geo.model import Document

CONFLICTS = {conflict.id: conflict for conflict in load()}
SPOKEN = [
    (
        "russia_ukraine",
        "Ivan Petrenko of the 93rd Brigade fought here. The town of Lyman fell on Friday, the head of the local administration, Oleksii Babchenko, confirmed.",
        [("Oleksii Babchenko", "The town of Lyman")],
    ),
    (
        "russia_ukraine",
        "Yesterday shelling killed a driver in Kherson, the head of the regional administration, Oleksandr Prokudin, reported.",
        [("Oleksandr Prokudin", "Yesterday shelling")],
    ),
    (
        "russia_ukraine",
        "By Saturday its mayor, Oleksandr Stryuk, was saying that the city was lost.",
        [("Oleksandr Stryuk", "the city was lost")],
    ),
    (
        "sudan",
        "The Rapid Support Forces entered El Fasher on Sunday. The group said its fighters had seized the army's base.",
        [("Rapid Support Forces", "its fighters had")],
    ),
    (
        "sudan",
        "The Sudan Doctors Network counted 40 dead in Bara. The network said that the hospital was shelled, and it warned of worse.",
        [("Sudan Doctors Network", "the hospital was"), ("Sudan Doctors Network", "of worse")],
    ),
    (
        "sudan",
        "Army spokesman Nabil Abdullah said the garrison held. The spokesman added that reinforcements had reached Babanusa.",
        [("Nabil Abdallah", "the garrison held"), ("Nabil Abdallah", "reinforcements had")],
    ),
    (
        "syria",
        "Rami Abdulrahman, who heads the Observatory, told AFP that rebels were inside Saraqib.",
        [("Rami Abdel Rahman", "rebels were")],
    ),
    (
        "syria",
        "Rebels seized Saraqib, a commander in the operations room told Reuters by phone.",
        [("commander in the operations room", "Rebels seized")],
    ),
    (
        "syria",
        "State news agency SANA quoted a military source as saying the army had redeployed from Hama.",
        [("military source", "the army had")],
    ),
    (
        "syria",
        "The army had redeployed from Hama, SANA quoted a military source as saying.",
        [("military source", "The army had")],
    ),
    (
        "drc_m23",
        "“We are in Masisi,” Willy Ngoma, the military spokesman of the M23, wrote on X. “Let the population stay calm.”",
        [("Willy Ngoma", "We are"), ("Willy Ngoma", "Let the")],
    ),
    (
        "drc_m23",
        "The rebels hold Minova, civil society leaders said. One of them, Delphin Birimbi, said shops had reopened.",
        [("civil society leaders", "The rebels"), ("Delphin Birimbi", "shops had")],
    ),
    (
        "drc_m23",
        "The M23 withdrew from Walikale, two humanitarian workers and a local official told our reporter.",
        [("humanitarian workers and a local official", "The M23")],
    ),
    (
        "myanmar",
        "The Three Brotherhood Alliance claimed in a statement it had captured Kunlong. Junta spokesman Zaw Min Tun acknowledged to state broadcaster MRTV that “some positions” had been given up.",
        [("Three Brotherhood Alliance", "it had"), ("Zaw Min Tun", "some")],
    ),
    (
        "myanmar",
        "A resident of Hsipaw, speaking on condition of anonymity, said shells landed near the market.",
        [("resident of Hsipaw", "shells landed")],
    ),
    (
        "myanmar",
        "A resident of Hsipaw, who asked not to be named for fear of reprisals, said shells landed near the market.",
        [("resident of Hsipaw", "shells landed")],
    ),
    (
        "gaza_lebanon",
        "Israel's military said it struck Nabatieh overnight. It added that the target was a depot. Hezbollah did not comment.",
        [("Israel Defense Forces", "it struck"), ("Israel Defense Forces", "the target")],
    ),
    (
        "gaza_lebanon",
        "Lebanon's state-run National News Agency (NNA) reported strikes on Tyre. The agency also said drones flew over Marjayoun.",
        [("National News Agency", "strikes"), ("National News Agency", "drones")],
    ),
    (
        "gaza_lebanon",
        "The health ministry in Gaza said 12 people died in Khan Younis; the ministry does not distinguish fighters from civilians.",
        [("Gaza Health Ministry", "12 people")],
    ),
    (
        "ethiopia_tigray",
        "Getachew Reda, a spokesman for the TPLF, said by satellite phone that Tigrayan forces controlled Lalibela. The claim could not be verified.",
        [("Getachew Reda", "Tigrayan forces")],
    ),
    (
        "ethiopia_tigray",
        "“They came at dawn,” recalled Mulu Haile, 34, a teacher from Mai Kadra. “They burned the houses.”",
        [("Mulu Haile", "They came"), ("Mulu Haile", "They burned")],
    ),
    (
        "nagorno_karabakh",
        "Shushan Stepanyan, the Armenian defence ministry's press secretary, wrote on Facebook that fighting went on near Hadrut. Her ministry later published a video.",
        [("Shushan Stepanyan", "fighting went")],
    ),
    (
        "nagorno_karabakh",
        "President Ilham Aliyev announced on Twitter the liberation of Jabrayil.",
        [("Ilham Aliyev", "the liberation")],
    ),
    (
        "sahel",
        "Jihadists attacked Djibo at dawn, security sources and residents told AFP on Monday.",
        [("security sources and residents", "Jihadists attacked")],
    ),
    (
        "sahel",
        "The army, in a communiqué read on state television, said it had retaken Menaka.",
        [("Malian army", "it had retaken")],
    ),
    (
        "libya",
        'Mohammed Gnounou, spokesman for the GNA forces: "We control Tarhuna entirely."',
        [("Mohamed Gnounou", "We control")],
    ),
    (
        "libya",
        '"We control Tarhuna entirely," Gnounou, spokesman for the GNA forces, said.',
        [("Mohamed Gnounou", "We control")],
    ),
    (
        "afghanistan",
        "Zabihullah Mujahid, a Taliban spokesman, said in a tweet the fighters entered Kunduz; provincial council member Amruddin Wali said clashes went on near the airport.",
        [("Zabihullah Mujahid", "the fighters"), ("Amruddin Wali", "clashes")],
    ),
    (
        "afghanistan",
        "Kunduz has fallen, a member of the provincial council, Amruddin Wali, told Reuters. “There's nothing left,” he said.",
        [("Amruddin Wali", "Kunduz has"), ("Amruddin Wali", "There's")],
    ),
    (
        "iraq_islamic_state",
        "Iraqi troops pushed into Qayyarah, Brig. Gen. Yahya Rasool, the spokesman for the Joint Operations Command, told state TV.",
        [("Yahya Rasool", "Iraqi troops")],
    ),
    (
        "russia_ukraine",
        "The Institute for the Study of War (ISW), a US think tank, assessed that Russian forces advanced near Selydove. The think-tank noted geolocated footage. The institute's analysts wrote that Kurakhove might be next.",
        [
            ("Institute for the Study of War", "Russian forces"),
            ("Institute for the Study of War", "geolocated"),
            ("Institute for the Study of War", "Kurakhove"),
        ],
    ),
    (
        "russia_ukraine",
        "Citing a security source, RBC-Ukraine reported that drones hit Engels.",
        [("security source", "drones hit")],
    ),
    (
        "russia_ukraine",
        "Bloomberg, citing people familiar with the matter, reported Kyiv would leave Pokrovsk.",
        [("people familiar with the matter", "Kyiv would")],
    ),
    (
        "russia_ukraine",
        "In his evening address Zelensky thanked the 3rd Brigade and said Kupiansk was being cleared.",
        [("Volodymyr Zelensky", "Kupiansk was")],
    ),
    (
        "russia_ukraine",
        "Rybar, a pro-war channel with a million readers, was blunter on Sunday: the southern edge of Robotyne was still in Russian hands.",
        [("Rybar", "the southern edge")],
    ),
    (
        "russia_ukraine",
        "Civilians died in Kherson, the governor said. Prosecutors put the toll at five. Police said a sixth victim died in hospital.",
        [("governor", "Civilians"), ("Police", "a sixth")],
    ),
    (
        "russia_ukraine",
        "That drew a flat “No” from Viktor Trehubov, a spokesman for the Joint Forces. “Kupiansk has not changed hands,” he said.",
        [("Viktor Trehubov", "Kupiansk has")],
    ),
    (
        "russia_ukraine",
        "Asked about Siversk, the spokesman, Serhii Lehki, replied: “It stands.”",
        [("Serhii Lehki", "It stands")],
    ),
    ("russia_ukraine", "DeepState's map shows half of Pokrovsk as occupied.", [("DeepState", "half of")]),
    (
        "russia_ukraine",
        "Putin accused Kyiv of shelling Belgorod. Gladkov, whom the Kremlin appointed, said three people died.",
        [("Vladimir Putin", "Kyiv"), ("Vyacheslav Gladkov", "three people")],
    ),
    (
        "russia_ukraine",
        "The accused, Pavlo Ivanenko, told the court that he had directed fire at Kharkiv.",
        [("Pavlo Ivanenko", "he had")],
    ),
    ("russia_ukraine", "Kyiv is accused by Moscow of shelling Donetsk.", [("Russian government", "")]),
    (
        "russia_ukraine",
        "Neither Kyiv nor Moscow commented, but a Western official, briefing reporters in London, said that Sudzha was held by Ukraine.",
        [("Western officials", "Sudzha")],
    ),
    (
        "russia_ukraine",
        "Peskov, the Kremlin spokesman, called the report on Kursk a lie.",
        [("Dmitry Peskov", "the report")],
    ),
    (
        "russia_ukraine",
        "Ukraine's top general has claimed his troops control 1,000 square km in Kursk.",
        [("Ukraine's top general", "his troops")],
    ),
    (
        "russia_ukraine",
        "Ukraine's top general, Oleksandr Syrskyi, has claimed his troops control 1,000 square km in Kursk.",
        [("Oleksandr Syrskyi", "his troops")],
    ),
    (
        "russia_ukraine",
        "Apti Alaudinov, commander of the Akhmat special forces unit, insisted in an interview with state channel Rossiya 1 that Sudzha was encircled.",
        [("Apti Alaudinov", "Sudzha")],
    ),
    (
        "russia_ukraine",
        "Ukrainian military officials said Russian forces shelled Nikopol; the officials reported no casualties.",
        [
            ("Ukrainian military officials", "Russian forces"),
            ("Ukrainian military officials", "no casualties"),
        ],
    ),
    (
        "russia_ukraine",
        "'The troops were withdrawn from Lyman,' spluttered the Russian Defence Ministry on Saturday, using the town's old name.",
        [("Russian Ministry of Defence", "The troops")],
    ),
    (
        "russia_ukraine",
        "Putin was angry. “They want us to pull brigades out of Chasiv Yar,” a Ukrainian colonel offered.",
        [("Ukrainian colonel", "They want")],
    ),
    ("russia_ukraine", "“Lyman is ours,” barked Kadyrov.", [("Ramzan Kadyrov", "Lyman is")]),
    (
        "russia_ukraine",
        "Citing a security source, RBC-Ukraine reported that drones hit Engels.",
        [("security source", "drones hit")],
    ),
    (
        "russia_ukraine",
        "The troops at Starytsia were ordered back on Tuesday night, the General Staff let it be known, “in order to save lives.”",
        [("Ukrainian General Staff", "The troops")],
    ),
    (
        "russia_ukraine",
        "Syrskyi made clear that Pokrovsk would not be given up.",
        [("Oleksandr Syrskyi", "Pokrovsk would")],
    ),
    (
        "russia_ukraine",
        "An American official, speaking on the condition of anonymity to discuss intelligence, saw no sign that Moscow had assembled the force to storm Kharkiv.",
        [("US officials", "no sign")],
    ),
    (
        "gaza_lebanon",
        "“Our blue helmets are not leaving Shamaa,” spokesperson Andrea Tenenti told our sister paper.",
        [("Andrea Tenenti", "Our blue")],
    ),
    (
        "yemen",
        "Governor Sultan al-Arada told a delegation of donors that the oil field at Safer “has not been touched”.",
        [("Sultan al-Arada", "the oil field")],
    ),
    (
        "sahel",
        "The Malian army said it controlled Ber. On the spot, several inhabitants joined by RSI describe a town emptied of its people.",
        [("inhabitants", "a town")],
    ),
    (
        "sahel",
        "The blue helmets handed over the base on 21 October; the army has been there since, but encircled, a former UN officer explains.",
        [("former UN officer", "The blue")],
    ),
    (
        "sahel",
        "“Taking is one thing, keeping is another,” notes researcher Yvan Guichaoua, who judges a guerrilla war around Kidal very probable.",
        [("Yvan Guichaoua", "Taking"), ("Yvan Guichaoua", "a guerrilla")],
    ),
    (
        "russia_ukraine",
        "The governor's office in Luhansk said so. Ukraine's General Staff made no mention of that; it said only that its troops had repelled an assault on Lysychansk.",
        [("Ukrainian General Staff", "its troops")],
    ),
    (
        "sudan",
        "El Fasher is under siege, the UN's humanitarian coordinator, Clementine Nkweta-Salami, warned on Tuesday.",
        [("Clementine Nkweta-Salami", "El Fasher")],
    ),
    (
        "sudan",
        "Yale's Humanitarian Research Lab (HRL), which tracks the war by satellite, said walls had been built around El Fasher. HRL added that the gap in the wall was closed.",
        [("Yale Humanitarian Research Lab", "walls"), ("Yale Humanitarian Research Lab", "the gap")],
    ),
    (
        "myanmar",
        "“The town is ours,” a spokesperson for the Ta'ang National Liberation Army, Lway Yay Oo, told The Irrawaddy on Sunday.",
        [("Lway Yay Oo", "The town")],
    ),
    (
        "myanmar",
        "According to Major General Tar Bhone Kyaw of the TNLA, Nawnghkio is under the group's control.",
        [("Tar Bhone Kyaw", "Nawnghkio")],
    ),
    (
        "myanmar",
        "The junta has yet to comment on Lashio. Its spokesman, Major General Zaw Min Tun, told the military-owned Myawaddy TV on Monday that contact had been lost.",
        [("Zaw Min Tun", "contact")],
    ),
    (
        "gaza_lebanon",
        "Palestinian medics reported 14 killed in Jabalia, and an Israeli military spokesperson, Lt Col Nadav Shoshani, said the army was looking into it.",
        [("Palestinian medics", "14 killed"), ("Nadav Shoshani", "the army")],
    ),
    (
        "gaza_lebanon",
        "Residents of Rafah described tanks in the centre. “They are in Awda square,” one of them, Abu Ahmed, told Reuters via a chat app.",
        [("residents of Rafah", "tanks"), ("Abu Ahmed", "They are")],
    ),
    (
        "ethiopia_tigray",
        "State-run Fana TV, citing the military, said Axum had been taken.",
        [("Ethiopian army", "Axum")],
    ),
    (
        "nagorno_karabakh",
        "Baku says its army took Fuzuli; Yerevan says the battle goes on.",
        [("Azerbaijani government", "its army"), ("Armenian government", "the battle")],
    ),
    (
        "afghanistan",
        "A Taliban commander in Helmand, who goes by Mullah Sadiq, said over the phone Lashkar Gah would fall within days.",
        [("Taliban commander in Helmand", "Lashkar")],
    ),
    (
        "libya",
        "Field Marshal Khalifa Haftar's spokesman Ahmed al-Mismari told a press conference in Benghazi late on Saturday his forces had pulled back from Tarhuna.",
        [("Ahmed al-Mismari", "his forces")],
    ),
    (
        "iraq_islamic_state",
        "IS's Amaq agency claimed that militants hold Shirqat. The agency gave no proof; it said fighters from Mosul had come.",
        [("Amaq agency", "militants"), ("Amaq agency", "fighters")],
    ),
    (
        "",
        "Officials in Sarnia say rebels hold Obo. A rebel spokesman, Jean Kolo, confirmed that, and he said they would march on Zemio.",
        [("officials in Sarnia", "rebels hold"), ("Jean Kolo", "they would")],
    ),
    (
        "",
        "“We hold Obo,” Colonel Jean Kolo of the Union for Peace said by phone. The colonel denied that civilians had been hurt.",
        [("Jean Kolo", "We hold"), ("Jean Kolo", "civilians")],
    ),
    (
        "",
        "The Union for Peace and Renewal (UPR) seized Obo. The UPR said in a statement posted online that Zemio was next.",
        [("UPR", "Zemio")],
    ),
    (
        "russia_ukraine",
        "According to Vitaliy Barabash, the head of Avdiivka's military administration, the coke plant was hit 12 times.",
        [("Vitaliy Barabash", "the coke")],
    ),
    (
        "russia_ukraine",
        "Vitaliy Barabash, head of Avdiivka's administration, told national TV the coke plant had been hit; “they are not in the town,” he insisted.",
        [("Vitaliy Barabash", "the coke"), ("Vitaliy Barabash", "they are")],
    ),
    (
        "russia_ukraine",
        "The brigade's press officer, Captain Lesia Moroz: “The village is in the grey zone.”",
        [("Lesia Moroz", "The village")],
    ),
    (
        "russia_ukraine",
        "WarGonzo posts that fighting is under way in Maryinka, Colonelcassad that it is over.",
        [("WarGonzo", "fighting")],
    ),
    (
        "russia_ukraine",
        "In Kyiv, presidential adviser Mykhailo Podolyak dismissed Russian claims about Soledar as an information operation.",
        [("Mykhailo Podolyak", "Russian claims")],
    ),
    (
        "nagorno_karabakh",
        "Azerbaijan's defence ministry said Armenian forces had shelled Ganja. Armenia's ministry, in turn, denied this and said Stepanakert was hit.",
        [("Azerbaijani Ministry of Defence", "Armenian forces"), ("Armenia's ministry", "Stepanakert was")],
    ),
    (
        "nagorno_karabakh",
        "The ministry said forces held Hadrut. That was disputed by two residents, who said soldiers had fled.",
        [("residents", "soldiers had")],
    ),
    (
        "libya",
        "A GNA spokesman, Mohamed Gnounou, said in a Facebook post: “Our forces hold Tarhuna.”",
        [("Mohamed Gnounou", "Our forces")],
    ),
    (
        "nagorno_karabakh",
        "Troops have retaken Hadrut, the commander of the corps, Kenan Mamedov, said Friday, contradicting Yerevan's assertion last month that the town was safe.",
        [("Kenan Mamedov", "Troops have"), ("Armenian government", "the town was")],
    ),
    (
        "nagorno_karabakh",
        "The Armenian Defence Ministry rejected the claims. Its daily bulletin says three attacks were repelled.",
        [("Armenian Ministry of Defence", "three attacks")],
    ),
    (
        "nagorno_karabakh",
        "Kenan Mamedov said so. President Nikol Pashinyan visited Martuni on Thursday, according to his office.",
        [("Nikol Pashinyan", "President Nikol")],
    ),
    (
        "nagorno_karabakh",
        "Kenan Aliyev, a colonel, said the town held. President Aliyev said it fell.",
        [("Kenan Aliyev", "the town"), ("Ilham Aliyev", "it fell")],
    ),
    (
        "russia_ukraine",
        "Anastasiia Lys, a spokeswoman, said the town holds. She denies reports in Russian channels that Pivnichne is lost.",
        [("Anastasiia Lys", "reports in")],
    ),
    (
        "russia_ukraine",
        "Burundian troops withdrew during the night, a UN report seen by AFP says.",
        [("United Nations", "Burundian troops")],
    ),
    (
        "sudan",
        "Residents described heavy shelling; one of them, who gave her name only as Amna, said fighters had burned the market.",
        [("residents", "heavy shelling"), ("residents", "fighters had")],
    ),
    (
        "russia_ukraine",
        "Source: Oleh Syniehubov, Head of Kharkiv Oblast Military Administration, on Telegram\n\nQuote: “The enemy has struck the north of Kharkiv.”",
        [("Oleh Syniehubov", "The enemy")],
    ),
    (
        "russia_ukraine",
        "Ukraine's general staff says missiles hit a plant. Russia's defence ministry has yet to respond; its evening bulletin mentioned only that 57 drones had been downed.",
        [("Ukrainian General Staff", "missiles hit"), ("Russian Ministry of Defence", "57 drones")],
    ),
    (
        "russia_ukraine",
        "Governor Alexander Khinshtein wailed that Tetkino was under fire. A Kyiv insider crowed: “They ran.”",
        [("Alexander Khinshtein", "Tetkino was"), ("Kyiv insider", "They ran")],
    ),
    (
        "syria",
        "Clashes went on around Manbij, the Observatory reported, with both claiming to control the centre.",
        [("Syrian Observatory for Human Rights", "Clashes went"), ("both sides", "to control")],
    ),
    (
        "syria",
        "The Institute for the Study of War, which had warned of infiltration since October, notes that neither side controls it.",
        [("Institute for the Study of War", "neither side")],
    ),
    (
        "russia_ukraine",
        "Forwarded from Rybar: The enemy has abandoned Lyman. Our troops are clearing the southern part.",
        [("Rybar", "The enemy"), ("Rybar", "Our troops")],
    ),
    ("russia_ukraine", "Jets bombed Lyman, both sides said.", [("both sides", "Jets bombed")]),
    (
        "",
        "In Sisaket, eight people died, according to the province's governor, Anupong Suksomnit.",
        [("Anupong Suksomnit", "In Sisaket")],
    ),
    (
        "russia_ukraine",
        "A source told the BBC's Russian service that Izium fell. Kuleba told Bloomberg TV that Lyman held.",
        [("source", "Izium fell"), ("Dmytro Kuleba", "Lyman held")],
    ),
    (
        "yemen",
        "Israeli warplanes struck Hodeidah on Friday, the military said. Government troops left Marib, the army said.",
        [("Israeli military", "Israeli warplanes"), ("Yemeni army", "Government troops")],
    ),
    (
        "russia_ukraine",
        "“They want us gone,” said Tetiana Rudenko, sweeping glass. “It is cut,” said Franz-Stefan Gady of the Institute for Analysis, who visited the front. That matters little to Ms. Rudenko. “They say our boys hold Lyman,” she said.",
        [("Tetiana Rudenko", "They want"), ("Franz-Stefan Gady", "It is"), ("Tetiana Rudenko", "They say")],
    ),
    (
        "ethiopia_tigray",
        "A nurse said it was cold. Another recalled how soldiers executed patients in Axum.",
        [("nurse", "it was"), ("nurse", "soldiers executed")],
    ),
    (
        "yemen",
        "The governor said so. The Ministry of Defence did not comment; however, in Tuesday's summary it spoke of gains in Hays.",
        [("Ministry of Defence", "of gains")],
    ),
    (
        "",
        "Militants overran a base in Nigeria's Borno state overnight, killing at least 11 soldiers, a local militia leader and two soldiers said Tuesday.",
        [("local militia leader and two soldiers", "Militants overran")],
    ),
    (
        "russia_ukraine",
        "“Huliaipole is ours,” Gen Andrei Ivanayev was heard saying on Saturday. Belousov was shown saying that Siversk was taken.",
        [("Andrei Ivanayev", "Huliaipole is"), ("Andrei Belousov", "Siversk was")],
    ),
    (
        "russia_ukraine",
        "The occupiers stormed positions near Vovchansk, the evening summary of the General Staff says.",
        [("Ukrainian General Staff", "The occupiers")],
    ),
    (
        "russia_ukraine",
        "The army says little. “There is nothing to come back to,” Umm Muhammad, whose home was among them, told the Associated Press from nearby Burqin.",
        [("Umm Muhammad", "There is")],
    ),
    (
        "russia_ukraine",
        "Luhansk's exiled governor, Serhiy Haidai, claims that Kreminna stands empty.",
        [("Serhiy Haidai", "Kreminna stands")],
    ),
    (
        "russia_ukraine",
        "“Lyman is ours,” Rida Issa told AFP. A field commander, however, put it differently. “Two houses are still theirs,” he said.",
        [("Rida Issa", "Lyman is"), ("field commander", "Two houses")],
    ),
]
UNSPOKEN = [
    ("russia_ukraine", "“They want us gone,” said Tetiana Rudenko, sweeping glass.", "sweeping"),
    ("russia_ukraine", "The General Staff ensured that Lyman was evacuated.", "Lyman was"),
    (
        "sudan",
        "The RSF said they had seized Babanusa, a claim the military rejected within hours.",
        "within hours",
    ),
    ("russia_ukraine", "From Moscow came a denial: no, Lyman had not fallen.", "Lyman had not"),
    ("russia_ukraine", "Russia has one aim in the east: Pokrovsk must fall.", "Pokrovsk must"),
    ("russia_ukraine", "Ukraine's army, asked about Lyman, kept silent; the road was cut.", "the road"),
    ("sudan", "The Emergency Lawyers, a rights group, left El Fasher.", "El Fasher"),
    ("sudan", "The RSF and the SPLM-N fought on. The group said nothing about Babanusa.", "about Babanusa"),
    ("russia_ukraine", "The map of Lyman on the wall shows its streets before the war.", "its streets"),
]


def _read(war: str, text: str) -> list[tuple[str, str]]:
    found = attribute(Document("d", text), CONFLICTS.get(war, NO_CONFLICT))
    return [(a.claimant, text[a.start : a.end].lstrip("“")) for a in found]


@pytest.mark.parametrize(("war", "text", "expected"), SPOKEN)
def test_the_speaker_of_each_stretch(war: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = _read(war, text)
    for speaker, words in expected:
        assert any(name == speaker and said.startswith(words) for name, said in found), found


@pytest.mark.parametrize(("war", "text", "words"), UNSPOKEN)
def test_words_of_the_article_have_no_speaker(war: str, text: str, words: str) -> None:
    assert not any(said.startswith(words) for _, said in _read(war, text))


def test_only_one_armed_group_met_can_be_the_group() -> None:
    one = "The Rapid Support Forces entered Bara. The group said its men held the market."
    two = "HTS and the Islamic State entered Bara. The group said its men held the market."
    assert ("Rapid Support Forces", "its men held the market.") in _read("sudan", one)
    assert ("group", "its men held the market.") in _read("syria", two)


TALK = """ASK: With me is Colonel Taras Bilyk. Colonel, is Lyman holding?

BILYK: Lyman is holding.

ASK: And did they enter Yampil?

BILYK: They did not.
"""


def test_who_only_asks_is_nobody_quoted() -> None:
    speakers = {name for name, _ in _read("russia_ukraine", TALK)}
    assert speakers == {"Taras Bilyk"}


def test_answer_without_a_name_is_not_the_article() -> None:
    text = "Q: Who holds Lyman?\nA: We hold the north of Lyman.\nQ: And Yampil?\nA: It is lost."
    assert ("unknown", "It is lost.") in _read("russia_ukraine", text)


PIECES = [word for _, text, _ in SPOKEN[::4] for word in text.split()] + [
    *(
        "said",
        "that",
        "told",
        "who",
        "its",
        "and",
        "the",
        "by",
        "as",
        "of",
        "until",
        "citing",
        "Citing",
        "another",
    ),
    *(
        ",",
        ":",
        ";",
        ".",
        "—",
        "“",
        "”",
        '"',
        "\n\n",
        "Q:",
        "A:",
        "Source:",
        "the group",
        "his office",
        "in Kyiv",
    ),
    *(
        "let it be known",
        "both claiming to",
        "was shown telling",
        "according to",
        "Forwarded from",
        "'",
        "\n",
        "?",
        "*",
        "10:30",
        "accused by",
    ),
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["russia_ukraine", "sudan", ""]))
def test_words_in_any_order_are_read_within_the_text(pieces: list[str], war: str) -> None:
    text = " ".join(pieces)
    for found in attribute(Document("d", text), CONFLICTS.get(war, NO_CONFLICT)):
        assert 0 <= found.start < found.end <= len(text)
        assert found.claimant.strip()
        assert found.claimant_end <= len(text)
