"""Roles in the words of the people who have them."""

from __future__ import annotations

ROLE_WORDS = {
    "practice_staff": "medewerker",
    "practice_manager": "praktijkmanager",
    "practice_owner": "praktijkhouder",
    "region_staff": "medewerker van de regio",
    "region_lead": "projectleider van de regio",
    "region_finance": "financieel medewerker van de regio",
    "region_director": "directeur van de regio",
    "it_specialist": "IT-specialist",
    "trainer": "trainer",
    "purchaser": "zorginkoper",
    "purchase_approver": "tweede beoordelaar van de verzekeraar",
    "functional_admin": "functioneel beheerder",
    "log_manager": "logbeheerder",
}
