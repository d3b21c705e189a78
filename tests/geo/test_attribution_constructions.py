"""Constructions of attribution in news English, by class, about invented places and people.

Each row: conflict file ("none" without one), a text, and pairs of words in it with their claimant; where
several names are fair they are parted by "|".
"""

# ruff: noqa: E501 (a news sentence is one line)

from __future__ import annotations

import pytest

from geo.attribution import attribute
from geo.conflicts import NO_CONFLICT, load
from geo.model import Document
from geo.text import fold

CONFLICTS = {conflict.id: conflict for conflict in load()} | {"none": NO_CONFLICT}

CONSTRUCTIONS = [
    # what a relative clause says ends with it
    (
        "drc_m23",
        "M23, a group that Kinshasa says is run from Kigali, has seized Pinga.",
        [("has seized", "article")],
    ),
    ("drc_m23", "The rebels, whom the UN says Rwanda arms, took Pinga.", [("took Pinga", "article")]),
    (
        "sudan",
        "The RSF, which the US accuses of war crimes, captured Um Ruwaba.",
        [("captured Um", "article")],
    ),
    ("sudan", "The RSF, accused by the army of looting, captured Um Ruwaba.", [("captured Um", "article")]),
    ("sudan", "The army, which denies arming tribes, has entered Um Ruwaba.", [("has entered", "article")]),
    (
        "russia_ukraine",
        "State television aired a meeting with Gerasimov, who said Russian troops had taken Stepne.",
        [("had taken", "Valery Gerasimov")],
    ),
    (
        "russia_ukraine",
        "Remarks by Syrskyi, who claimed the hills near Stepne were held, were carried on Friday.",
        [("the hills", "Oleksandr Syrskyi"), ("were carried", "article")],
    ),
    # who is near somebody is somebody else
    (
        "sudan",
        "An aide of General Burhan said the army was in Singa.",
        [("was in", "aide of General Burhan")],
    ),
    (
        "russia_ukraine",
        "An adviser of President Zelensky said the bridge stood.",
        [("the bridge", "adviser of President Zelensky")],
    ),
    ("sudan", "The nephew of Hemedti said Singa was quiet.", [("was quiet", "nephew of Hemedti")]),
    (
        "syria",
        "A German volunteer with the Kurdish YPG said the militants held the dam.",
        [("held the dam", "German volunteer with the Kurdish YPG")],
    ),
    (
        "iraq_islamic_state",
        "Karim al-Amiri, head of the Badr Organisation, told state television that his men were in al-Dour.",
        [("his men", "Karim al-Amiri")],
    ),
    (
        "libya",
        "Residents of Tarhuna, Haftar's stronghold in the west, reported that the road was open.",
        [("the road", "residents of Tarhuna")],
    ),
    (
        "sudan",
        "Sudan's army took the palace on Friday, it said, and lost ten men.",
        [("the palace", "Sudanese army")],
    ),
    # troops told by where they stand do something, they say nothing
    ("russia_ukraine", "Troops on the left bank claim a foothold near Stepne.", [("a foothold", "article")]),
    (
        "russia_ukraine",
        "Troops on the left bank say they hold Stepne.",
        [("they hold", "troops on the left bank")],
    ),
    (
        "gaza_lebanon",
        "The Israeli army showed Marun, a village it says it has cleared.",
        [("it has cleared", "Israel Defense Forces")],
    ),
    ("sahel", "In Bamako, the junta's leader congratulated the troops in Ber.", [("In Bamako", "article")]),
    (
        "russia_ukraine",
        "The Russians claimed to have destroyed two bridges near Oskil.",
        [("destroyed two", "Russian forces|Russians")],
    ),
    (
        "russia_ukraine",
        "The Russians reported that they had struck a depot in Sumy.",
        [("they had struck", "Russian forces|Russians")],
    ),
    (
        "russia_ukraine",
        "The Ukrainians say the hill is theirs.",
        [("the hill is", "Ukrainian forces|Ukrainians")],
    ),
    (
        "gaza_lebanon",
        "The Israelis said they had cleared Beit Hanoun.",
        [("they had cleared", "Israelis|Israel Defense Forces|Israeli government")],
    ),
    ("syria", "The rebels said on Sunday they had entered Qamhana.", [("they had entered", "rebels")]),
    ("syria", "The insurgents announced the capture of Morek.", [("the capture", "insurgents")]),
    ("sudan", "The army said it had retaken Singa.", [("it had retaken", "Sudanese army")]),
    ("sudan", "The country's army said it had retaken Singa.", [("it had retaken", "Sudanese army")]),
    ("sudan", "The military denied losing the base at Jebel Moya.", [("losing the base", "Sudanese army")]),
    ("sudan", "The paramilitaries say that Singa is theirs.", [("Singa is", "Rapid Support Forces")]),
    ("sudan", "The paramilitary group said its men hold Singa.", [("its men hold", "Rapid Support Forces")]),
    ("drc_m23", "The rebel group said its fighters were in Sake.", [("its fighters were", "M23")]),
    ("drc_m23", "M23 rebels said they had taken Minova.", [("they had taken", "M23")]),
    ("myanmar", "The junta said its soldiers held Kyaukme.", [("its soldiers", "Myanmar junta")]),
    (
        "myanmar",
        "The military's spokesman, Zaw Min Tun, said the town was calm.",
        [("the town was", "Zaw Min Tun")],
    ),
    (
        "myanmar",
        "The regime said its soldiers held Kyaukme.",
        [("its soldiers", "Myanmar junta|Myanmar military|regime")],
    ),
    ("none", "The country's army said it had retaken Velbad.", [("it had retaken", "country's army|army")]),
    (
        "none",
        "The Borvians said they had taken the ridge above Velbad.",
        [("they had taken", "Borvians|article")],
    ),
    (
        "gaza_lebanon",
        "Residents in three towns - Jabalia, Beit Lahiya and Beit Hanoun - said tanks were outside.",
        [("tanks were", "residents in three towns|residents")],
    ),
    (
        "sudan",
        "Residents of Singa, Dinder and Abu Hujar said that shells fell all night.",
        [("shells fell", "residents of Singa, Dinder and Abu Hujar|residents of Singa|residents")],
    ),
    (
        "sudan",
        "People who fled the town said that gunmen went from house to house.",
        [("gunmen went", "people|people who fled the town")],
    ),
    (
        "sudan",
        "Two witnesses in the town told Reuters that gunmen went from house to house.",
        [("gunmen went", "witnesses in the town|witnesses|two witnesses")],
    ),
    (
        "drc_m23",
        "Rebels entered the centre of Goma on Monday, two witnesses said, hours after they claimed to have seized the city.",
        [("entered the centre", "witnesses"), ("to have seized", "rebels|M23|M23 rebels")],
    ),
    (
        "drc_m23",
        "A resident of Sake, who asked not to be named, said rebels patrolled the streets.",
        [("rebels patrolled", "resident of Sake|resident")],
    ),
    (
        "drc_m23",
        "An aid worker there, requesting anonymity, says lorries still cannot get in.",
        [("lorries still", "aid worker there|aid worker")],
    ),
    (
        "drc_m23",
        "Local officials and two aid workers said the bridge was gone.",
        [("the bridge was", "local officials and two aid workers|local officials")],
    ),
    (
        "drc_m23",
        "Four diplomats and a UN source said that troops had crossed the border.",
        [("troops had crossed", "diplomats and a UN source|diplomats")],
    ),
    (
        "sudan",
        "Activists in Singa said shells hit the market.",
        [("shells hit", "activists in Singa|activists")],
    ),
    (
        "russia_ukraine",
        "Military officials in Kyiv said the line at Lyman held.",
        [
            (
                "the line",
                "military officials in Kyiv|military officials|Ukrainian officials|Ukrainian military",
            )
        ],
    ),
    (
        "russia_ukraine",
        "Authorities in Kyiv made no mention of it. Authorities in Belgorod said four houses burned.",
        [("four houses", "authorities in Belgorod|authorities")],
    ),
    (
        "russia_ukraine",
        "New military chief Oleksandr Syrsky said Saturday the brigade had left.",
        [("the brigade had", "Oleksandr Syrskyi")],
    ),
    (
        "russia_ukraine",
        "Its foreign minister, Ada Lind, said the town would hold.",
        [("the town would", "Ada Lind")],
    ),
    (
        "none",
        "Ada Lind, who heads the border agency, said the town had fallen.",
        [("the town had", "Ada Lind")],
    ),
    (
        "none",
        "The head of Velbad district, Ada Lind, reported that a bridge was down.",
        [("a bridge was", "Ada Lind")],
    ),
    (
        "none",
        "Velbad mayor Ada Lind said on local radio that a bridge was down.",
        [("a bridge was", "Ada Lind")],
    ),
    ("none", "The mayor of Velbad said shells had hit the market.", [("shells had", "mayor of Velbad")]),
    ("none", "A spokesperson for the group, Ada Lind, said the ridge was lost.", [("the ridge", "Ada Lind")]),
    (
        "drc_m23",
        "A spokesperson for the rebels said that Masisi was calm.",
        [("Masisi was", "spokesperson for the rebels|M23|rebels")],
    ),
    ("sudan", "A spokesman for the army said that Singa was calm.", [("Singa was", "Sudanese army")]),
    ("sudan", "The army's spokesman, Nabil Osman, said that Singa was calm.", [("Singa was", "Nabil Osman")]),
    (
        "sudan",
        "The Sixth Infantry Division in El-Fasher said it beat back the attack.",
        [("it beat", "Sixth Infantry Division in El-Fasher|Sixth Infantry Division")],
    ),
    (
        "none",
        "The country's president said his troops took Velbad. President Oskar Lund said so in an address.",
        [("his troops", "country's president|Oskar Lund|president")],
    ),
    (
        "russia_ukraine",
        "Russia’s Ministry of Defence issued a statement on Tuesday, acknowledging that a depot near Lyman burned.",
        [("a depot near", "Russian Ministry of Defence")],
    ),
    (
        "russia_ukraine",
        "The Russian Defence Ministry said in its morning report that Makiivka was taken.",
        [("Makiivka was", "Russian Ministry of Defence")],
    ),
    (
        "russia_ukraine",
        "A statement from the Russian Ministry of Defence said that Makiivka was taken.",
        [("Makiivka was", "Russian Ministry of Defence")],
    ),
    ("sudan", "An army statement said that Singa was taken.", [("Singa was", "Sudanese army")]),
    ("sudan", "In a statement, the army said that Singa was taken.", [("Singa was", "Sudanese army")]),
    (
        "sudan",
        "In a statement posted on Facebook late on Friday, the army announced that Singa was taken.",
        [("Singa was", "Sudanese army")],
    ),
    (
        "sudan",
        "The RSF said in a video posted to its Telegram channel that Singa was taken.",
        [("Singa was", "Rapid Support Forces")],
    ),
    (
        "russia_ukraine",
        "Zelensky said in his evening address that the brigade held Kupiansk.",
        [("the brigade held", "Volodymyr Zelensky")],
    ),
    (
        "russia_ukraine",
        "In his nightly video address, Zelensky said the brigade held Kupiansk.",
        [("the brigade held", "Volodymyr Zelensky")],
    ),
    (
        "russia_ukraine",
        "In an interview with the BBC, Zelensky said the brigade held Kupiansk.",
        [("the brigade held", "Volodymyr Zelensky")],
    ),
    (
        "russia_ukraine",
        "Asked about Lyman, Zelensky told reporters in Oslo on Tuesday that the brigade held it.",
        [("the brigade held", "Volodymyr Zelensky")],
    ),
    (
        "none",
        "Ada Lind, the mayor, wrote on Facebook that a school in Velbad was hit.",
        [("a school", "Ada Lind")],
    ),
    (
        "none",
        "Ada Lind, the mayor, posted a video showing that a school in Velbad was hit.",
        [("a school", "Ada Lind|article")],
    ),
    (
        "sudan",
        "Sources close to the army said that Singa would be taken.",
        [("Singa would", "sources close to the army|sources")],
    ),
    (
        "sudan",
        "Sources in the army said that Singa was taken.",
        [("Singa was", "sources in the army|sources|army sources")],
    ),
    (
        "none",
        "A person familiar with the matter said the garrison of Velbad had left.",
        [("the garrison", "person familiar with the matter|person")],
    ),
    (
        "none",
        "Three people briefed on the talks said the garrison of Velbad would leave.",
        [("the garrison", "people briefed on the talks|people")],
    ),
    (
        "sudan",
        "A senior military source told AFP that Singa was taken.",
        [("Singa was", "senior military source|military source")],
    ),
    (
        "sudan",
        "Singa was taken overnight, a senior military source said on condition of anonymity.",
        [("Singa was", "senior military source")],
    ),
    ("syria", "State media said that the army had left Morek.", [("the army had", "state media")]),
    (
        "syria",
        "State television reported strikes on Homs.",
        [("strikes on", "state television|state media|Syrian state television|Syrian state TV")],
    ),
    ("syria", "State news agency SANA reported that jets bombed Morek.", [("jets bombed", "SANA")]),
    (
        "syria",
        "The Britain-based Syrian Observatory for Human Rights, a war monitor, said jets bombed Morek.",
        [("jets bombed", "Syrian Observatory for Human Rights")],
    ),
    (
        "syria",
        "The war monitor said jets bombed Morek.",
        [("jets bombed", "war monitor|Syrian Observatory for Human Rights")],
    ),
    (
        "syria",
        "Jets bombed Morek, the Syrian Observatory for Human Rights said.",
        [("Jets bombed", "Syrian Observatory for Human Rights")],
    ),
    (
        "none",
        "Ada Lind was quoted by state media as saying that Velbad was safe.",
        [("Velbad was", "Ada Lind")],
    ),
    (
        "none",
        "General Ada Lind was cited by a news agency as saying that Velbad was safe.",
        [("Velbad was", "Ada Lind")],
    ),
    (
        "russia_ukraine",
        "TASS cited Pushilin as saying that Toretsk had fallen.",
        [("Toretsk had", "Denis Pushilin")],
    ),
    (
        "russia_ukraine",
        "Toretsk had fallen, TASS reported, citing Pushilin.",
        [("Toretsk had", "Denis Pushilin")],
    ),
    (
        "russia_ukraine",
        "“The town is ours,” TASS quoted Pushilin as saying.",
        [("The town is", "Denis Pushilin")],
    ),
    (
        "russia_ukraine",
        "Rumours that the town fell are “nonsense”, TASS quoted a defence ministry source as saying.",
        [("that the town", "defence ministry source|Russian Ministry of Defence")],
    ),
    (
        "russia_ukraine",
        "“The road is under fire,” the agency was told by military expert Pavel Orlov.",
        [("The road is", "Pavel Orlov")],
    ),
    (
        "none",
        "Claims that troops entered Velbad are false, the broadcaster reported, citing the district command.",
        [("troops entered", "district command")],
    ),
    (
        "russia_ukraine",
        "Toretsk is quiet, the ministry of defence in Moscow said, adding that Lyman was shelled.",
        [
            ("Toretsk is", "Russian Ministry of Defence|ministry of defence in Moscow|Russian government"),
            ("Lyman was", "Russian Ministry of Defence|ministry of defence in Moscow|Russian government"),
        ],
    ),
    (
        "none",
        "Velbad is quiet, Mayor Ada Lind said on Monday, adding that a bridge was down.",
        [("Velbad is", "Ada Lind"), ("a bridge", "Ada Lind")],
    ),
    (
        "none",
        "“It burned,” said Ada Lind, 71, who left Velbad last month and sleeps in a school gym.",
        [("It burned", "Ada Lind"), ("who left Velbad", "article")],
    ),
    ("none", "“It burned,” said Ada, 71, who left Velbad last month.", [("It burned", "Ada")]),
    ("none", "“It burned,” recalled Ada Lind, a baker.", [("It burned", "Ada Lind")]),
    (
        "none",
        "“It burned,” says a nurse in Velbad, who gave only her first name, Ada.",
        [("It burned", "nurse in Velbad|nurse|Ada")],
    ),
    (
        "none",
        "Late on Monday the bridge at Velbad was bombed to stop the advance, an army officer said, cutting the road to Osk.",
        [("was bombed", "army officer"), ("cutting the road", "army officer|article")],
    ),
    (
        "none",
        "Velbad, which the army lost in May, was calm, residents said, although bread has run short.",
        [("was calm", "residents")],
    ),
    (
        "none",
        "Five people died when missiles hit Velbad, governor Ada Lind said, and a shop caught fire.",
        [("Five people", "Ada Lind"), ("missiles hit Velbad", "Ada Lind")],
    ),
    (
        "none",
        "Elsewhere, five people died when missiles hit Velbad, governor Ada Lind said.",
        [("five people", "Ada Lind")],
    ),
    (
        "none",
        "Seven villages near Velbad have been overrun, their local military council boasted Tuesday.",
        [("Seven villages", "local military council|military council")],
    ),
    (
        "none",
        "“Velbad is not taken,” the brigade’s spokesman, Nils Orr, told the Herald, “and fights go on in the north.”",
        [("Velbad is", "Nils Orr"), ("fights go", "Nils Orr")],
    ),
    (
        "none",
        "The brigade begs to differ. “Velbad is not taken,” its spokesperson, Nils Orr, told the Herald.",
        [("Velbad is", "Nils Orr")],
    ),
    (
        "none",
        "A gunner of the 9th Brigade, who may not give his name, said: “There is no front line in Velbad.”",
        [("There is no", "gunner of the 9th Brigade|gunner")],
    ),
    (
        "russia_ukraine",
        "“Dobropillia is nearly ours,” wrote Pushilin, whom Moscow made head of the region, claiming also that his men had cut the road to Osk.",
        [("Dobropillia is", "Denis Pushilin"), ("his men had", "Denis Pushilin")],
    ),
    (
        "none",
        "Not so, insist the Border Guards, who claim to have won Velbad back within two days.",
        [("to have won", "Border Guards")],
    ),
    (
        "none",
        "Velbad is under siege, by the count of the mayor's office.",
        [("Velbad is", "mayor's office|mayor")],
    ),
    (
        "none",
        "Fewer than a hundred people refuse to leave, by the reckoning of the city’s military administration.",
        [
            (
                "Fewer than",
                "city’s military administration|military administration|city's military administration",
            )
        ],
    ),
    (
        "none",
        "In the evening report of the border guards, 14 raids near Velbad are listed for Monday.",
        [("14 raids", "border guards")],
    ),
    (
        "none",
        "The company commander, Ada Lind, said it held. By her account, half of Velbad is lost.",
        [("half of Velbad", "Ada Lind")],
    ),
    (
        "none",
        "Half of Velbad is lost, by the account of a company commander reached by phone.",
        [("Half of Velbad", "company commander reached by phone|company commander")],
    ),
    (
        "none",
        "General Ada Lind visited the front. A belt of mines around Velbad is needed, in her words.",
        [("A belt", "Ada Lind")],
    ),
    ("none", "The army reported having broken the siege of Velbad.", [("having broken", "army")]),
    (
        "sudan",
        "In February the army reported having broken the siege of el-Obeid.",
        [("having broken", "Sudanese army")],
    ),
    (
        "none",
        "Witnesses who spoke to a local agency described columns of trucks leaving Velbad on Thursday.",
        [("columns of", "witnesses")],
    ),
    ("none", "Quote from Ada Lind: “They have taken Velbad.”", [("They have", "Ada Lind")]),
    ("none", "Ada Lind said it fell.\n\nQuote: “They have taken Velbad.”", [("They have", "Ada Lind")]),
    (
        "none",
        "Shelling kills two in Velbad, governor says\n\nGovernor Ada Lind said that two died.",
        [("Shelling kills", "Ada Lind")],
    ),
    (
        "none",
        "Velbad shelled – mayor\n\nThe mayor of Velbad, Ada Lind, said that two died.",
        [("Velbad shelled", "Ada Lind")],
    ),
    (
        "none",
        "Defence ministry: troops leave Velbad\n\nTroops left Velbad on Monday.",
        [("troops leave", "Defence ministry|defence ministry")],
    ),
    (
        "russia_ukraine",
        "Kyiv's claim that it had recaptured Lyman could not be checked.",
        [("it had recaptured", "Ukrainian government")],
    ),
    ("russia_ukraine", "There were reports that Lyman had been shelled.", [("Lyman had", "article|unknown")]),
    ("russia_ukraine", "Reports of shelling came from Lyman.", [("shelling came", "article")]),
    ("russia_ukraine", "It is claimed that Lyman was taken.", [("Lyman was", "unknown|article")]),
    (
        "russia_ukraine",
        "Russian claims of having taken Lyman were false.",
        [("having taken", "Russian forces|Russians|Russian government|article")],
    ),
    (
        "russia_ukraine",
        "Moscow's claim of capturing Lyman is disputed.",
        [("capturing Lyman", "Russian government|article")],
    ),
    (
        "russia_ukraine",
        "Kyiv rejected Russian claims that Lyman had fallen.",
        [("Lyman had", "Ukrainian government|Russian government|Russian forces")],
    ),
    (
        "russia_ukraine",
        "His comments came after Ukrainian officials said that Lyman was lost.",
        [("Lyman was", "Ukrainian officials")],
    ),
    ("russia_ukraine", "Video verified by the BBC showed smoke over Lyman.", [("smoke over", "article|BBC")]),
    ("russia_ukraine", "Unverified videos showed tanks in Lyman.", [("tanks in", "article")]),
    (
        "russia_ukraine",
        "Satellite images suggest that trenches were dug near Lyman, researchers at a university found.",
        [("trenches were", "researchers at a university|researchers")],
    ),
    (
        "russia_ukraine",
        "Footage shows that Russian forces advanced near Lyman, the Institute for the Study of War wrote.",
        [("Russian forces advanced", "Institute for the Study of War")],
    ),
    (
        "gaza_lebanon",
        "Late Wednesday, UN Secretary-General Antonio Guterres voiced concern over the strikes on Rafah.",
        [("concern over", "António Guterres|Antonio Guterres|article"), ("the strikes", "António Guterres")],
    ),
    ("none", "Mayor Ada Lind called for calm after the fall of Velbad.", [("the fall", "Ada Lind|article")]),
    (
        "russia_ukraine",
        "“The Russians say our units are surrounded in Lyman,” the General Staff said. “This is not true.”",
        [("This is not", "Ukrainian General Staff")],
    ),
    (
        "none",
        "Military spokesman Ada Lind told reporters the claim was “not true”.",
        [("the claim was", "Ada Lind")],
    ),
    (
        "none",
        "Military spokesman Ada Lind said no such order was given in Velbad.",
        [("no such order", "Ada Lind")],
    ),
    (
        "none",
        "Ada Lind denied that Velbad was lost, saying that fights went on in its centre.",
        [("Velbad was", "Ada Lind"), ("fights went", "Ada Lind")],
    ),
    ("none", "Ada Lind, the mayor, estimated that half of Velbad was ruined.", [("half of", "Ada Lind")]),
    (
        "none",
        "Ada Lind, the mayor, put the number of dead in Velbad at twelve.",
        [("the number", "Ada Lind")],
    ),
    (
        "none",
        "A foreign minister, Ada Lind, expressed alarm at the fall of Velbad.",
        [("the fall", "Ada Lind")],
    ),
    ("none", "Aid groups say the camp near Velbad was bombed.", [("the camp", "aid groups")]),
    (
        "none",
        "Rights group Open Rivers has documented shelling of Velbad, and says ten died.",
        [("ten died", "Open Rivers|rights group Open Rivers")],
    ),
    (
        "none",
        "The monitoring group Open Rivers said ten died in Velbad; the army denied hitting the market.",
        [("ten died", "Open Rivers|monitoring group Open Rivers"), ("hitting the market", "army")],
    ),
    (
        "sudan",
        "The monitoring group Darfur Watch said ten died in Tora; the army denied hitting the market.",
        [("ten died", "Darfur Watch|monitoring group Darfur Watch"), ("hitting the market", "Sudanese army")],
    ),
    ("none", "“We are staying”: mayor of Velbad", [("We are", "mayor of Velbad|article")]),
    (
        "none",
        "Ukraine’s army has left the east of Velbad, a military spokesman has confirmed, after months of shelling.",
        [("army has left", "military spokesman")],
    ),
    (
        "russia_ukraine",
        "Four villages near Sumy are lost, the regional governor acknowledged on Wednesday, while Moscow put the number at nine.",
        [("Four villages", "regional governor"), ("the number at", "Russian government")],
    ),
    (
        "none",
        "Commanders said that the road was cut. Commanders also reported that a tank burnt.",
        [("the road was", "commanders"), ("a tank burnt", "commanders")],
    ),
    (
        "none",
        "Pro-army bloggers declared Velbad taken last week.",
        [("Velbad taken", "pro-army bloggers|bloggers")],
    ),
    (
        "none",
        "Ada Lind, who heads the regional administration, named them as Osk and Velbad.",
        [("them as", "Ada Lind")],
    ),
    (
        "none",
        "“Nothing is left,” said Ada Lind.\n\n“The residents of these villages were taken out.\n\n“Osk is empty.”",
        [("Nothing is", "Ada Lind"), ("The residents", "Ada Lind"), ("Osk is", "Ada Lind")],
    ),
    (
        "none",
        "Mohamad GNOUNOU, an army spokesman, said Osk was free. GNOUNOU said Velbad was next.",
        [("Osk was", "Mohamad Gnounou|Mohamad GNOUNOU"), ("Velbad was", "Mohamad Gnounou|Mohamad GNOUNOU")],
    ),
    ("none", "With over 8,000 people under evacuation orders, Velbad is empty.", [("Velbad is", "article")]),
    (
        "none",
        "Oskar Lund during an address during which he said that his forces had captured Velbad",
        [("his forces", "Oskar Lund|article")],
    ),
    (
        "none",
        "Its soldiers had “liberated” Velbad, Borvia's defence ministry said on Wednesday.",
        [("Its soldiers", "Borvia's defence ministry|Borvian Ministry of Defence|Borvian defence ministry")],
    ),
    (
        "none",
        "Borvia's army chief, General Ada Lind, walked into the palace and pronounced Velbad “free”.",
        [("free", "Ada Lind"), ("Velbad", "Ada Lind")],
    ),
    (
        "none",
        "The UN refugee agency said 4,000 people had fled Velbad.",
        [("4,000 people", "UNHCR|UN refugee agency")],
    ),
    (
        "none",
        "The UN has said the strike on Velbad may be a war crime. “It must stop,” the world body said.",
        [("the strike", "United Nations"), ("It must", "United Nations|world body")],
    ),
    (
        "none",
        "More than 12,000 people have fled Velbad, by the United Nations' count.",
        [("More than", "United Nations")],
    ),
    ("none", "Police said a bus was hit in Velbad. They gave no figure.", [("a bus", "police")]),
    ("none", "The bus was hit in Velbad, police said Friday.", [("The bus", "police")]),
    (
        "none",
        "The bus was hit in Velbad, the state-run Borvian News Agency reported.",
        [("The bus", "Borvian News Agency|state-run Borvian News Agency")],
    ),
    (
        "none",
        "Per the Institute for the Study of War, Velbad was retaken.",
        [("Velbad was", "Institute for the Study of War|article")],
    ),
    ("none", "Velbad is lost, in the words of one officer.", [("Velbad is", "officer")]),
]


def claimant_of(text: str, words: str, conflict: str) -> str:
    at = text.index(words)
    around = [a for a in attribute(Document("d", text), CONFLICTS[conflict]) if a.start <= at < a.end]
    return min(around, key=lambda a: a.end - a.start).claimant if around else "article"


@pytest.mark.parametrize(("conflict", "text", "probes"), CONSTRUCTIONS)
def test_the_construction_tells_the_claimant(conflict: str, text: str, probes: list[tuple[str, str]]) -> None:
    for words, expected in probes:
        assert fold(claimant_of(text, words, conflict)) in [fold(name) for name in expected.split("|")]


SOURCE = """Shelling goes on

The north was quiet.

Source: Ada Lind, head of the Velbad garrison, on Telegram

Quote: “They have taken Osk.”

Details: Two men died in Velbad.
"""

TRANSCRIPT = """NILS ORR, ANCHOR: Good evening. The town is quiet.

ADA LIND, MAYOR OF OSK (through translator): They hold our town. Nothing is left.

ORR: And now?

LIND: We wait.
"""


def test_a_portals_source_speaks_in_its_quote_and_details() -> None:
    assert claimant_of(SOURCE, "They have taken", "none") == "Ada Lind"
    assert claimant_of(SOURCE, "Two men", "none") == "Ada Lind"


def test_a_transcripts_guests_speak_and_its_own_staff_are_the_article() -> None:
    assert claimant_of(TRANSCRIPT, "They hold", "none") == "Ada Lind"
    assert claimant_of(TRANSCRIPT, "Nothing is", "none") == "Ada Lind"
    assert claimant_of(TRANSCRIPT, "We wait", "none") == "Ada Lind"
    assert claimant_of(TRANSCRIPT, "The town is", "none") == "article"
