"""What practices and specialists of the demo type about a scan. Nobody and nothing in it exists."""

from __future__ import annotations

from datetime import date

from groeiruimte.actions.devices import DeviceText

TYPED = {
    "trouble_what": ("De printer bij de balie.", "Inloggen duurt lang op maandagochtend."),
    "systems_which": ("De computer in de onderzoekskamer.", "Twee computers achter de balie."),
    "his": ("Een HIS via internet.", "Een HIS op onze eigen server."),
    "his_what": ("Het opent langzaam tussen acht en negen uur.", "Brieven blijven lang laden."),
    "own_topics": (
        "Wij willen in alle kamers kunnen beeldbellen.",
        "Ons contract voor ICT loopt dit jaar af.",
        "Het team logt vaak in en uit. Kan dat sneller?",
    ),
    "wish": (
        "De telefoon is 's ochtends rustiger.",
        "Wij gaan op tijd naar huis.",
        "Wij overleggen kort en op vaste tijden.",
    ),
}
"""Per question what can be typed there; others that are typed are left empty."""

TOPICS = ("Beeldbellen in alle spreekkamers", "Sneller inloggen bij de balie")
JUDGED = "In het gesprek kijken wij of dit snel beter kan."
NOTES = "Rondgang gedaan door de praktijk. Het team wil eerst het inloggen verbeteren."
SUMMARY = (
    "Uw ICT werkt de meeste dagen goed. Een paar punten vragen nu aandacht. "
    "Begin met het bovenste advies: dat helpt het meest. Uw leverancier kan u daarbij helpen."
)
DONE = "Onze leverancier liet zien dat het werkt."

DEVICES = (
    DeviceText("Computer", number=6, year=2019, system="Windows 10", support_until=date(2025, 10, 14)),
    DeviceText("Laptop", number=2, year=2016, system="Windows 8.1", support_until=date(2023, 1, 10)),
    DeviceText("Printer", number=3, year=2018, note="Een bij de balie, twee in de spreekkamers."),
    DeviceText("Router", year=2017, note="Van de internetaanbieder."),
)
