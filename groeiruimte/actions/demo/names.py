"""Words to make names of. None of them is a person or a practice: surnames are put together from two halves."""

from __future__ import annotations

from random import Random

WORDS = {
    "rijnmond": (
        "De Linde|De Sluis|De Vuurtoren|De Meidoorn|De Kade|De Meeuw|De Rede|De Maasoever|De Kolk|De Branding|De Loods|"
        "De Stroom|De Zalm|De Steur|De Brug|De Spuikom|De Boei|De Haven|De Getijmolen|De Schelf|De Zwaan|De Aak|"
        "De Klipper|De Kotter|De Schoener|De Sloep|De Tjalk|De Praam|De Roef|De Stuurman|De Loodsboot|De Kompasroos|"
        "De Ankerplaats|De Vlonder|De Werf|De Helling|De Kaap|De Pier|De Golfslag|De Zeewind|De Noordster|De Poolster|"
        "De Windroos|De Zeilmaker|De Touwslager|De Kuiper|De Scheepsbel|De Bolder|De Kreek|De Geul|De Slikken|De Gors|"
        "De Rietkraag|De Duiker|De Overtoom|De Veerman|De Oeverzwaluw|De Aalscholver|De Fuut|De Strandloper"
    ),
    "utrecht": (
        "De Wilg|De Vliet|De Plataan|De Singel|De Ceder|De Kastanje|De Hazelaar|De Moerbei|De Notelaar|De Populier|"
        "De Beuk|De Eik|De Es|De Esdoorn|De Iep|De Berk|De Els|De Spar|De Lariks|De Taxus|De Hulst|De Vlier|"
        "De Lijsterbes|De Kornoelje|De Appelgaard|De Perenboom|De Kersentuin|De Pruimelaar|De Mispel|De Kwee|De Olijf|"
        "De Cipres|De Jeneverbes|De Acacia|De Magnolia|De Tamarisk|De Tulpenboom|De Haagbeuk|De Trompetboom|"
        "De Zilverspar|De Walnoot|De Treurwilg|De Knotwilg|De Wingerd|De Klimop|De Kamperfoelie|De Sering|"
        "De Goudenregen|De Ginkgo|De Haagdoorn"
    ),
    "roha": (
        "De IJsvogel|De Reiger|De Grutto|De Kievit|De Wulp|De Merel|De Leeuwerik|De Ooievaar|De Stern|De Karekiet|"
        "De Wielewaal|De Roodborst|De Vink|De Putter|De Tureluur|De Koekoek|De Zanglijster|De Nachtegaal|De Spreeuw|"
        "De Huiszwaluw|De Gierzwaluw|De Kwikstaart|De Winterkoning|De Boomklever|De Specht|De Sperwer|De Buizerd|"
        "De Torenvalk|De Steenuil|De Kerkuil|De Ransuil|De Slobeend|De Krakeend|De Smient|De Bergeend|De Zaagbek|"
        "De Meerkoet|De Waterhoen|De Roerdomp|De Lepelaar|De Kraanvogel|De Patrijs|De Kwartel|De Fazant|De Goudplevier|"
        "De Kemphaan|De Watersnip|De Houtsnip|De Bontbek|De Kluut|De Scholekster|De Mantelmeeuw|De Kokmeeuw|"
        "De Rietgors|De Goudvink"
    ),
}
"""The word that names a practice, per region; the first ones are the practices of the accounts."""

KINDS = {
    "solo": ("Huisartsenpraktijk",),
    "duo": ("Huisartsenpraktijk", "Huisartsen"),
    "group": ("Huisartsengroep", "Gezondheidscentrum"),
}

DISTRICTS = {
    "rijnmond": (
        ("Rotterdam", "Kralingen", 3061),
        ("Rotterdam", "Delfshaven", 3024),
        ("Rotterdam", "Feijenoord", 3071),
        ("Rotterdam", "Charlois", 3083),
        ("Rotterdam", "Hillegersberg", 3054),
        ("Rotterdam", "Ommoord", 3068),
        ("Schiedam", "Nieuwland", 3119),
        ("Vlaardingen", "Holy", 3136),
        ("Capelle aan den IJssel", "Schollevaar", 2907),
        ("Barendrecht", "Carnisselande", 2993),
    ),
    "utrecht": (
        ("Utrecht", "Overvecht", 3561),
        ("Utrecht", "Lombok", 3531),
        ("Utrecht", "Hoograven", 3525),
        ("Utrecht", "Kanaleneiland", 3527),
        ("Utrecht", "Tuindorp", 3571),
        ("Utrecht", "Lunetten", 3524),
        ("Utrecht", "Leidsche Rijn", 3541),
        ("Utrecht", "Vleuten-De Meern", 3451),
    ),
    "roha": (
        ("Amsterdam", "De Pijp", 1073),
        ("Amsterdam", "Oud-West", 1053),
        ("Amsterdam", "Noord", 1024),
        ("Amsterdam", "Osdorp", 1068),
        ("Amsterdam", "Slotervaart", 1065),
        ("Amsterdam", "Zuidoost", 1102),
        ("Amsterdam", "IJburg", 1087),
        ("Amsterdam", "Watergraafsmeer", 1097),
    ),
}
"""City, district and the digits of a postcode there."""

POSTCODE_LETTERS = ("SA", "SD", "SS")
"""Pairs that no Dutch postcode has, so no address here exists."""

STREETS = (
    "Lindelaan|Wilgenweg|Molenpad|Kerkdreef|Havenkade|Singelpad|Dorpsweide|Waterlaan|Sluispad|Veenkade|Polderdreef|"
    "Duinlaan|Brinkpad|Eikendreef|Beukenpad|Meerkade|Heilaan|Vlietpad|Schoolweide|Bruglaan"
)
FIRST_NAMES = (
    "Aisha|Anna|Bart|Bilal|Carla|Daan|Deniz|Ellen|Emma|Fatima|Femke|Gijs|Hanna|Hugo|Ingrid|Iris|Jasper|Joost|Karim|"
    "Kees|Laura|Lotte|Maarten|Marit|Mehmet|Mirjam|Nadia|Niels|Noor|Olga|Paul|Petra|Quinten|Rachid|Renske|Ruben|Sanne|"
    "Sara|Sjoerd|Tess|Tim|Ursula|Vera|Wim|Wouter|Yasmin|Yusuf|Zoë"
)
SURNAME_STARTS = "Berken|Beuken|Duin|Eiken|Elzen|Essen|Heide|Iepen|Linden|Meer|Molen|Olmen|Polder|Veen|Water|Wilgen"
SURNAME_ENDS = "burg|daal|dam|hof|horst|loo|rode|stein|veld|weide|wijck|zicht"


def pick(dice: Random, words: str) -> str:
    """One of the words between bars."""
    return dice.choice(words.split("|"))
