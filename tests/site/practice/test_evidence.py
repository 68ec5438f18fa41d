"""The evidence shelf: add once, use many times, download, take off."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from groeiruimte.actions import evidence as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Employee,
    Enrolment,
    Event,
    Evidence,
    ExtraHours,
    Milestone,
    Practice,
    StoredFile,
    User,
)
from groeiruimte.records.models.training import Attendance
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LINK = "https://www.example.org/beeldbellen"
NEW = "bewijs/nieuw/"


def upload(content: bytes = PDF, name: str = "Contract_POH.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(client: Client, practice: Practice, key: str = "", *, behind: str = "", **fields: Any) -> Any:
    return post(client, address(practice, NEW) + behind, key, **({"link": "", "title": "", "day": "4-4-2022"} | fields))


def test_a_file_is_added_under_its_own_name(manager: Client, linde: Practice) -> None:
    response = add(manager, linde, file=upload())
    assert (response.status_code, response.url) == (302, address(linde, "bewijs/"))
    kept = Evidence.objects.select_related("file").get()
    assert (kept.title, kept.day, kept.link) == ("Contract POH", date(2022, 4, 4), "")
    assert kept.file is not None
    assert (kept.file.name, kept.file.media_type, bytes(kept.file.content)) == (
        "Contract_POH.pdf",
        "application/pdf",
        PDF,
    )
    page = manager.get(response.url)
    assert texts(page, "proof") == [
        "Contract POH 4 april 2022 Download Contract_POH.pdf (1 kB) Nog nergens gebruikt. Haal weg: Contract POH"
    ]


def test_a_link_is_added_without_typing_https(manager: Client, linde: Practice) -> None:
    assert add(manager, linde, link="www.example.org/beeldbellen/").status_code == 302
    kept = Evidence.objects.get()
    assert (kept.title, kept.link) == ("example.org/beeldbellen", "https://www.example.org/beeldbellen/")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Kies een bestand, of vul een link in."),
        ({"link": "javascript:alert(1)"}, "Dit is geen link naar een veilige website. Begin met https://."),
        ({"link": "http://example.org"}, "Dit is geen link naar een veilige website. Begin met https://."),
        (
            {"link": "https://naam:geheim@example.org/"},
            "Dit is geen link naar een veilige website. Begin met https://.",
        ),
        ({"link": LINK, "day": "6-4-2022"}, "Deze dag is nog niet geweest. Vul de dag van het bewijs in."),
        (
            {"link": LINK, "title": "Brief 999990019"},
            "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg.",
        ),
    ],
)
def test_what_cannot_be_kept_is_told(manager: Client, linde: Practice, fields: dict[str, str], sentence: str) -> None:
    page = add(manager, linde, **fields)
    assert texts(page, "error-summary") == [f"Verbeter dit voordat u verdergaat {sentence}"]
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg. Kies een ander bestand."),
        (b"MZ\x90\x00", "Dit soort bestand bewaren wij niet. Kies een pdf, jpg, png, docx of xlsx."),
        (b"<svg onload=x>", "Dit soort bestand bewaren wij niet. Kies een pdf, jpg, png, docx of xlsx."),
    ],
)
def test_a_file_of_the_wrong_kind_says_which_kinds(
    manager: Client, linde: Practice, content: bytes, sentence: str
) -> None:
    page = add(manager, linde, file=upload(content))
    assert texts(page, "error-summary") == [f"Verbeter dit voordat u verdergaat {sentence}"]
    assert StoredFile.objects.count() == 0


def test_a_file_that_is_too_large_is_told_its_size(manager: Client, linde: Practice, settings: Any) -> None:
    settings.LARGEST_UPLOAD = 1 << 20
    page = add(manager, linde, file=upload(PDF + b" " * (1 << 20)))
    assert "Dit bestand is te groot (2 MB). Kies een bestand kleiner dan 20 MB." in texts(page, "error-summary")[0]


def test_a_file_and_a_link_are_two_things(manager: Client, linde: Practice) -> None:
    page = add(manager, linde, file=upload(), link=LINK)
    assert texts(page, "field__errors") == [
        "Fout: Kies een bestand of een link, niet allebei. Haal een van de twee weg."
    ]


def test_what_lies_there_is_named_and_not_added_again(manager: Client, linde: Practice) -> None:
    add(manager, linde, file=upload(), title="Contract van Vera")
    page = add(manager, linde, file=upload(name="kopie.pdf"))
    assert texts(page, "error-summary")[0].endswith(
        "Dit ligt al bij uw bewijzen: “Contract van Vera”. Gebruik dat, of kies een ander."
    )
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_a_double_click_adds_once(manager: Client, linde: Practice) -> None:
    key = new_id()
    answers = [add(manager, linde, key, file=upload()).status_code for _ in range(2)]
    assert (answers, Evidence.objects.count()) == ([302, 302], 1)


def test_a_used_key_is_not_good_for_another_file(manager: Client, linde: Practice) -> None:
    key = new_id()
    add(manager, linde, key, file=upload())
    page = add(manager, linde, key, file=upload(PDF + b"anders"))
    assert (page.status_code, Evidence.objects.count()) == (200, 1)
    assert "Dit formulier is al gebruikt." in texts(page, "error-summary")[0]


def test_it_goes_back_where_it_was_asked_and_nowhere_else(manager: Client, linde: Practice) -> None:
    back = address(linde, "kpi/")
    assert add(manager, linde, behind=f"?terug={back}", file=upload()).url == back
    away = add(manager, linde, behind="?terug=//elders.example.org/", link=LINK)
    assert away.url == address(linde, "bewijs/")


def test_a_download_is_a_file_and_never_a_page(manager: Client, linde: Practice) -> None:
    add(manager, linde, file=upload(name="../../<b>.html.pdf"))
    proof = Evidence.objects.get()
    response = manager.get(address(linde, f"bewijs/{proof.pk}/bestand/"))
    assert (response.content, response.headers["Content-Type"]) == (PDF, "application/pdf")
    assert response.headers["Content-Disposition"] == 'attachment; filename="<b>.html.pdf"'
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    seen = Event.objects.get(event="evidence.export")
    assert (seen.object_type, seen.object_id, seen.lifecycle) == ("evidence", proof.pk, "export")


def test_where_a_proof_is_used(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    add(manager, linde, file=upload(), title="Contract")
    proof, user = Evidence.objects.get(), User.objects.get(email__startswith="practice_manager")
    vera = Employee.objects.create(practice=linde, region=rijnmond.region, name="Vera Duin", function="gp")
    mine = {"practice": linde, "region": rijnmond.region}
    enrolment = Enrolment.objects.get(practice=linde)
    ExtraHours.objects.create(
        enrolment=enrolment, objective="B", employee=vera, function="gp", type="organising", minutes_a_week=60,
        start=TODAY, contract=proof, booked_by=user, booked_at=NOW, **mine,
    )  # fmt: skip
    Milestone.objects.create(
        enrolment=enrolment, title="Rooster klaar", shows="rooster", due=TODAY, evidence=proof, added_by=user,
        added_at=NOW, **mine,
    )  # fmt: skip
    Attendance.objects.create(
        employee=vera, title="LEAN", day=TODAY, proof=proof, certificate="1", noted_at=NOW, **mine
    )
    page = manager.get(address(linde, "bewijs/"))
    used = "Gebruikt bij: Extra uren: huisarts · Mijlpaal: Rooster klaar · Scholing: LEAN."
    assert used in text(page)


def test_taken_off_is_kept_for_what_names_it(manager: Client, linde: Practice) -> None:
    add(manager, linde, file=upload(), title="Contract")
    proof = Evidence.objects.get()
    response = post(manager, address(linde, f"bewijs/{proof.pk}/weghalen/"))
    assert (response.status_code, response.url) == (302, address(linde, "bewijs/"))
    proof.refresh_from_db()
    assert proof.removed_on == TODAY
    assert "U hebt nog geen bewijzen." in text(manager.get(response.url))
    assert manager.get(address(linde, f"bewijs/{proof.pk}/bestand/")).content == PDF
    again = post(manager, address(linde, f"bewijs/{proof.pk}/weghalen/"))
    assert (again.status_code, "Dit bewijs ligt niet meer op de plank." in text(again)) == (409, True)


def test_another_verb_puts_the_same_thing_there_once(linde: Practice) -> None:
    by = access.actor(make_person("practice_manager", practice=linde), TODAY)
    given: dict[str, Any] = {"practice": linde, "title": "Bewijs van deelname", "day": TODAY, "by": by, "at": NOW}
    with transaction.atomic():
        one = verbs.put(**given, file=("a.pdf", PDF))
        two = verbs.put(**given, file=("b.pdf", PDF))
    assert (one.pk == two.pk, Evidence.objects.count()) == (True, 1)
    with pytest.raises(Refused) as refused, transaction.atomic():
        verbs.put(**given, file=("a.exe", b"MZ"))
    assert refused.value.code == "file"
    with pytest.raises(Refused) as refused, transaction.atomic():
        verbs.put(**given, file=("999990019.pdf", PDF + b"x"))
    assert refused.value.message == "In de naam van het bestand staat een nummer dat op een BSN lijkt."


def test_others_find_nothing_here(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    add(manager, linde, file=upload())
    proof = Evidence.objects.get()
    (other,) = make_practices(rijnmond, ["De Sluis"])
    sluis = client_of(make_person("practice_owner", practice=other))
    staff = client_of(make_person("practice_staff", practice=linde))
    paths = ("bewijs/", NEW, f"bewijs/{proof.pk}/bestand/")
    assert {client.get(address(linde, path)).status_code for client in (sluis, staff) for path in paths} == {404}
    assert sluis.get(address(other, f"bewijs/{proof.pk}/bestand/")).status_code == 404
    assert post(sluis, address(other, f"bewijs/{proof.pk}/weghalen/")).status_code == 404
    lead = client_of(make_person("region_lead", region=rijnmond.region))
    assert [lead.get(address(linde, path)).status_code for path in paths] == [200, 404, 200]


def test_one_and_three_proofs_take_the_same_queries(manager: Client, linde: Practice) -> None:
    add(manager, linde, file=upload())
    one = queries(manager, address(linde, "bewijs/"))
    add(manager, linde, file=upload(PDF + b"2"))
    add(manager, linde, link=LINK)
    assert queries(manager, address(linde, "bewijs/")) == one
