"""P07, P09, P10: filling in, leaving and coming back, checking, signing; as somebody does it in a browser."""

from __future__ import annotations

from html import unescape
from re import findall
from typing import Any

import pytest
from django.test import Client

from groeiruimte.actions.form_answers import answers_of
from groeiruimte.actions.programmes import programme_of
from groeiruimte.pages.practice.fill.receipt import what_arrived
from groeiruimte.records.models import Event, FilledForm, FormAnswer, FormSubmission, Mail, Practice, User
from tests.site.forms import IDEAS, NOTE, PLAN, make_colleague, make_evidence, saved, submitted, whole_plan, with_forms
from tests.site.rijnmond import Rijnmond, make_person

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db
FORM = f"formulier/{PLAN}/"
IDEA, PEOPLE, CHECK = f"{FORM}idee/", f"{FORM}mensen/", f"{FORM}-/controleer/"
A_ROW = {"v-ideas.0.naam": "Video", "v-ideas.0.impact": "veel", "v-ideas.0.haalbaar": "makkelijk"}


@pytest.fixture(autouse=True)
def our_forms(rijnmond: Rijnmond) -> Rijnmond:
    return with_forms(rijnmond)


@pytest.fixture
def ans(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde, email="ans@example.org")


@pytest.fixture
def bea(linde: Practice) -> User:
    return make_person("practice_owner", practice=linde, email="bea@example.org")


def fill(client: Client, practice: Practice, page: str, version: Any = 0, **fields: Any) -> Any:
    return post(client, address(practice, page), version=str(version), **fields)


def plan_of(practice: Practice) -> FilledForm:
    return FilledForm.objects.get(practice=practice, form=PLAN, about=None)


def value_of(response: Any, name: str) -> list[str]:
    """What stands in the fields with this name."""
    tags = findall(r"<input[^>]*>", response.content.decode())
    mine = [tag for tag in tags if f'name="{name}"' in tag and ("radio" not in tag or "checked" in tag)]
    return [unescape(found) for tag in mine for found in findall(r'value="([^"]*)"', tag)]


# --- The form as a task list ----------------------------------------------------------------------------------------


def test_a_form_shows_its_parts_with_their_minutes(manager: Client, linde: Practice) -> None:
    response = manager.get(address(linde, FORM))
    assert texts(response, "task__title") == ["Uw idee", "Mensen en uren"]
    assert texts(response, "status") == ["Nog doen, 5 minuten", "Controleer: 1 al ingevuld"]


def test_a_form_of_one_page_opens_at_once(manager: Client, linde: Practice) -> None:
    response = manager.get(address(linde, f"formulier/{NOTE}/"))
    assert response.headers["Location"] == address(linde, f"formulier/{NOTE}/form/")


def test_how_far_a_form_is(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, {key: whole_plan(linde)[key] for key in ("doel", "ideas", "gekozen", "uren")})
    assert texts(manager.get(address(linde, FORM)), "status") == ["Klaar", "Nog 4 antwoorden"]


def test_a_part_appears_by_an_answer(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, {"samen": True})
    assert texts(manager.get(address(linde, FORM)), "task__title") == ["Uw idee", "Mensen en uren", "Slot"]


@pytest.mark.parametrize("form", ["bestaat_niet", "proef_lijst", "accountability_b"])
def test_what_is_not_for_this_practice_is_not_there(manager: Client, linde: Practice, form: str) -> None:
    assert manager.get(address(linde, f"formulier/{form}/")).status_code == 404


@pytest.mark.parametrize("role", ["practice_staff", "region_lead"])
@pytest.mark.parametrize("page", ["", "idee/", "-/controleer/", "-/verstuurd/", "-/verschil/", "-/pdf/", "-/leeg/"])
def test_who_may_not_fill_in_sees_nothing_of_a_draft(linde: Practice, ans: User, role: str, page: str) -> None:
    saved(linde, ans, whole_plan(linde))
    who = make_person(role, practice=linde if role == "practice_staff" else None, region=linde.region)
    assert client_of(who).get(address(linde, FORM + page)).status_code == 404


def test_a_form_takes_as_many_queries_full_as_empty(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, {"doel": "x"})
    empty = queries(manager, address(linde, IDEA))
    saved(linde, ans, whole_plan(linde, ideas=IDEAS * 10))
    assert queries(manager, address(linde, IDEA)) == empty


# --- A page of questions --------------------------------------------------------------------------------------------


def test_saving_goes_on_to_the_next_page(manager: Client, linde: Practice) -> None:
    response = fill(manager, linde, IDEA, **{"v-doel": "Meer tijd", **A_ROW, "v-ideas.rows": "1", "v-gekozen": ""})
    assert response.url == address(linde, f"{IDEA}#id_v-gekozen_0")
    assert answers_of(plan_of(linde)) == {
        "doel": "Meer tijd", "ideas": [{"naam": "Video", "impact": "veel", "haalbaar": "makkelijk"}],
    }  # fmt: skip
    response = fill(
        manager, linde, IDEA, 1, **{"v-doel": "Meer tijd", **A_ROW, "v-ideas.rows": "1", "v-gekozen": "Video"}
    )
    assert response.url == address(linde, PEOPLE)


def test_every_type_of_answer_comes_back_as_it_was_typed(manager: Client, linde: Practice) -> None:
    colleague, proof = make_colleague(linde), make_evidence(linde)
    fields = {
        "v-naam": "De Linde", "v-wie": [str(colleague.pk)], "v-uren": "6,5", "v-begin": "1 mei 2022",
        "v-bewijs": [proof.pk], "v-samen": "ja",
    }  # fmt: skip
    response = fill(manager, linde, PEOPLE, **fields)
    assert response.url == address(linde, f"{PEOPLE}#id_v-met_wie_0")
    assert answers_of(plan_of(linde)) == {
        "naam": "De Linde", "wie": [str(colleague.pk)], "uren": "6.5", "begin": "2022-05-01", "bewijs": [proof.pk],
        "samen": True,
    }  # fmt: skip
    page = manager.get(address(linde, PEOPLE))
    assert (value_of(page, "v-uren"), value_of(page, "v-begin")) == (["6,5"], ["1 mei 2022"])
    assert value_of(page, "v-samen") == ["ja"]


def test_own_words_beside_the_choices(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, {"samen": True})
    chosen = {"v-met_wie": ["Gemeente", "iets-anders"], "v-met_wie.other": "De buurt\nDe school", "v-samen": "ja"}
    fill(manager, linde, PEOPLE, 1, **chosen)
    assert answers_of(plan_of(linde))["met_wie"] == ["Gemeente", "De buurt", "De school"]
    response = fill(manager, linde, PEOPLE, 2, **{**chosen, "v-met_wie.other": ""})
    assert texts(response, "field__errors") == ["Fout: Schrijf wat u bedoelt bij “Met wie werkt u samen?”."]


def test_what_cannot_be_read_is_said_and_nothing_is_saved(manager: Client, linde: Practice) -> None:
    response = fill(manager, linde, PEOPLE, **{"v-uren": "veel", "v-begin": "31-2-2022", "v-naam": "De Linde"})
    assert texts(response, "field__errors") == [
        "Fout: Vul een getal in, bijvoorbeeld 6,5.",
        "Fout: De dag 31-2-2022 bestaat niet. Vul een dag in die bestaat.",
    ]
    assert value_of(response, "v-uren") == ["veel"]
    assert FilledForm.objects.count() == 0


NAUGHTY = [
    "<script>alert(1)</script>", "'; DROP TABLE records_formanswer; --", "{{ 7*7 }}{% now 'Y' %}",
    "#let x = 1; $x$ _a_",
    "\u202e\u2066tekst om", "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤", "田中さん 👩‍⚕️ 🇳🇱", "=cmd|' /C calc'!A0", "../../etc/passwd",
    "null", "true", "0x0F", "1e309", "NaN", " \t", "a" * 300, "' OR 1=1 --", "%s%n%x", "Scunthorpe & <b>vet</b>",
]  # fmt: skip


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_any_text_comes_back_as_it_was_typed(manager: Client, linde: Practice, naughty: str) -> None:
    response = fill(
        manager, linde, IDEA, **{"v-doel": naughty, **A_ROW, "v-ideas.0.naam": naughty, "v-ideas.rows": "1"}
    )
    assert response.status_code == 302
    found = answers_of(plan_of(linde))
    typed = naughty.strip() or None
    assert (found.get("doel"), found["ideas"][0].get("naam")) == (typed, typed)
    page = manager.get(address(linde, IDEA))
    assert value_of(page, "v-ideas.0.naam") == ([typed] if typed else [])
    assert manager.get(address(linde, CHECK)).status_code == 200
    assert manager.get(address(linde, f"{FORM}-/pdf/")).content[:5] == b"%PDF-"


def test_a_text_that_no_table_can_hold_is_refused(manager: Client, linde: Practice) -> None:
    assert fill(manager, linde, IDEA, **{"v-doel": "a\x00b"}).status_code == 200
    assert fill(manager, linde, IDEA, **{"v-doel": "a" * 10_001}).status_code == 200
    assert FilledForm.objects.count() == 0


def test_what_is_not_in_the_list_is_refused(manager: Client, linde: Practice) -> None:
    response = fill(manager, linde, PEOPLE, **{"v-wie": ["999"], "v-samen": "misschien", "v-bewijs": ["vreemd"]})
    assert texts(response, "field__errors") == [
        f"Fout: “{value}” staat niet in de lijst. Maak een andere keuze." for value in ("999", "vreemd", "misschien")
    ]


def test_a_bsn_is_refused_in_every_text(manager: Client, linde: Practice) -> None:
    row = {**A_ROW, "v-ideas.rows": "1", "v-ideas.0.naam": "Bel 999990019"}
    response = fill(manager, linde, IDEA, **{"v-doel": "Patiënt 999990019", **row})
    assert len(texts(response, "field__errors")) == 2
    assert FormAnswer.objects.count() == 0


def test_what_is_known_is_shown_and_kept_as_such(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, PEOPLE))
    assert texts(page, "known") == ["Dit weten wij al. Uit de gegevens van uw praktijk."]
    assert value_of(page, "v-naam") == ["De Linde"]
    fill(manager, linde, PEOPLE, **{"v-naam": "De Linde"})
    assert FormAnswer.objects.get(question="naam").prefilled is True


def test_what_is_known_follows_the_facts_until_somebody_types(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, {"naam": "De Linde"})
    linde.name = "De Nieuwe Linde"
    linde.save(update_fields=["name"])
    assert value_of(manager.get(address(linde, PEOPLE)), "v-naam") == ["De Nieuwe Linde"]
    assert "weten wij nu meer" in text(manager.get(address(linde, CHECK)))
    saved(linde, ans, {"naam": "Zelf getypt"})
    page = manager.get(address(linde, PEOPLE))
    assert (value_of(page, "v-naam"), texts(page, "known")) == (["Zelf getypt"], [])


def test_a_known_answer_that_was_emptied_stays_empty(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, {"naam": "De Linde"})
    fill(manager, linde, PEOPLE, 1, **{"v-naam": ""})
    assert value_of(manager.get(address(linde, PEOPLE)), "v-naam") == []


@pytest.mark.parametrize(
    ("doe", "names"),
    [("erbij:ideas", ["Een", "Twee", ""]), ("weg:ideas:0", ["Twee"]), ("weg:ideas:1", ["Een"])],
)
def test_a_row_more_or_less_loses_nothing(manager: Client, linde: Practice, doe: str, names: list[str]) -> None:
    fields = {"v-doel": "Half af", "v-ideas.rows": "2", "v-ideas.0.naam": "Een", "v-ideas.1.naam": "Twee"}
    response = fill(manager, linde, IDEA, doe=doe, **fields, **{"v-ideas.1.kosten": "geen getal"})
    assert response.status_code == 200
    assert texts(response, "textarea") == ["Half af"]
    found = [value_of(response, f"v-ideas.{n}.naam") for n in range(4)]
    assert found == [[name] if name else [] for name in names] + [[]] * (4 - len(names))
    assert texts(response, "field__errors") == []
    assert FilledForm.objects.count() == 0


@pytest.mark.parametrize("rows", ["99999", "-1", "٣", "x", ""])
def test_a_strange_number_of_rows_is_no_harm(manager: Client, linde: Practice, rows: str) -> None:
    response = fill(manager, linde, IDEA, doe="erbij:ideas", **{"v-ideas.rows": rows})
    assert 1 <= len(texts(response, "row")) <= 60


def test_ideas_stand_by_rank(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, {"ideas": IDEAS})
    page = manager.get(address(linde, IDEA))
    assert "Thuis meten (4 punten) Spreekuur op video (2 punten)" in texts(page, "order")[0]
    assert texts(page, "question__sum") == ["Samen kost dit € 112,50"]


def test_stopping_remembers_the_exact_question(manager: Client, linde: Practice) -> None:
    response = fill(manager, linde, PEOPLE, doe="stoppen", **{"v-naam": "De Linde", "v-uren": "6"})
    assert response.url == address(linde, FORM)
    page = manager.get(address(linde, FORM))
    assert texts(page, "next-task") == [
        "Nu doen U was hier gebleven: Wie voert het uit? Uiterlijk woensdag 31 augustus 2022. "
        "Ga verder: U was hier gebleven: Wie voert het uit?"
    ]
    assert f"{address(linde, PEOPLE)}#id_v-wie_0" in page.content.decode()


def test_adding_evidence_keeps_the_page_and_comes_back(manager: Client, linde: Practice) -> None:
    response = fill(manager, linde, PEOPLE, doe="bewijs:bewijs", **{"v-naam": "De Linde", "v-uren": "6"})
    assert response.url.startswith(address(linde, "bewijs/nieuw/?terug="))
    assert answers_of(plan_of(linde))["uren"] == "6"


def test_two_people_on_one_question_choose(manager: Client, linde: Practice, ans: User, bea: User) -> None:
    saved(linde, ans, {"doel": "Begin"})
    saved(linde, bea, {"doel": "Van Bea"}, version=1)
    response = fill(manager, linde, IDEA, 1, **{"v-doel": "Van Ans", **A_ROW, "v-ideas.rows": "1"})
    assert response.status_code == 409
    assert texts(response, "versus__text") == ["Van Ans", "Van Bea"]
    kept = {name: value_of(response, name)[0] for name in ("v-doel", *A_ROW, "v-ideas.rows", "version")}
    assert kept["version"] == "2"
    fill(manager, linde, IDEA, **{**kept, "keus.doel": "ander"})
    found = answers_of(plan_of(linde))
    assert (found["doel"], found["ideas"][0]["naam"]) == ("Van Bea", "Video")


def test_my_own_text_can_be_kept(manager: Client, linde: Practice, ans: User, bea: User) -> None:
    saved(linde, ans, {"doel": "Begin"})
    saved(linde, bea, {"doel": "Van Bea"}, version=1)
    fill(manager, linde, IDEA, 2, **{"v-doel": "Van Ans", "keus.doel": "uw"})
    assert answers_of(plan_of(linde))["doel"] == "Van Ans"


def test_choosing_my_text_leaves_what_only_the_other_changed(
    manager: Client, linde: Practice, ans: User, bea: User
) -> None:
    saved(linde, ans, {"doel": "Begin"})
    saved(linde, bea, {"doel": "Van Bea", "ideas": IDEAS}, version=1)
    response = fill(manager, linde, IDEA, 1, **{"v-doel": "Van Ans", "v-ideas.rows": "1"})
    assert value_of(response, "first_version") == ["1"]
    fill(manager, linde, IDEA, 2, **{"v-doel": "Van Ans", "v-ideas.rows": "1", "keus.doel": "uw", "first_version": "1"})
    found = answers_of(plan_of(linde))
    assert (found["doel"], found["ideas"]) == ("Van Ans", IDEAS)


def test_a_change_in_a_form_that_is_full_goes_on_to_the_last_look(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, whole_plan(linde))
    row = {**A_ROW, "v-ideas.0.naam": "Thuis meten", "v-ideas.rows": "1"}
    response = fill(manager, linde, IDEA, 1, **{"v-doel": "Nog beter", **row, "v-gekozen": "Thuis meten"})
    assert response.url == address(linde, CHECK)


def test_a_kpi_is_confirmed_and_not_typed(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, f"formulier/{NOTE}/form/"))
    assert texts(page, "status") == ["Nog niet gehaald"]
    why = texts(page, "textarea")[0]
    assert value_of(page, "v-a1_klopt") == ["nee"]
    assert why.startswith("Uw praktijk volgde 0 scholingen")
    response = fill(
        manager, linde, f"formulier/{NOTE}/form/",
        **{"v-a1_klopt": "nee", "v-a1_klopt.text": why, "v-bedrag": "1.200,50", "v-keuze": "Overleg"},
    )  # fmt: skip
    assert response.url == address(linde, f"formulier/{NOTE}/-/controleer/")
    row = FormAnswer.objects.get(question="a1_klopt")
    assert (row.value, row.prefilled) == ({"holds": False, "text": why}, True)
    assert FormAnswer.objects.get(question="bedrag").value == 120050


# --- Checking, signing and certainty --------------------------------------------------------------------------------


def test_what_is_missing_is_named_with_its_place(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, whole_plan(linde, uren=None, samen=None))
    page = manager.get(address(linde, CHECK))
    assert texts(page, "gaps") == [
        "Dit is nog nodig Vul de uren in bij “Hoeveel uur per week?”. Kies ja of nee bij “Werkt u samen met anderen?”."
    ]
    assert f'href="{address(linde, PEOPLE)}#id_v-uren"' in page.content.decode()
    assert texts(page, "sign-box") == []


def test_a_manager_reads_who_signs_and_asks(manager: Client, linde: Practice, ans: User, bea: User) -> None:
    saved(linde, ans, whole_plan(linde))
    page = manager.get(address(linde, CHECK))
    assert "Teken en verstuur" not in text(page)
    assert f"Praktijkhouder {bea.name} kan dit nu tekenen" in text(page)
    response = post(manager, address(linde, CHECK), doe="vragen")
    assert response.url == address(linde, FORM)
    assert Mail.objects.get(kind="M14").user == bea


def test_a_manager_cannot_sign(manager: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, whole_plan(linde))
    response = post(manager, address(linde, CHECK), version="1")
    assert response.status_code == 409
    assert FormSubmission.objects.count() == 0


def test_an_owner_signs_and_gets_a_receipt(owner: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, whole_plan(linde))
    assert "Dit plan is van onze hele praktijk." in texts(owner.get(address(linde, CHECK)), "sign-box")[0]
    response = post(owner, address(linde, CHECK), version="1")
    assert response.url == address(linde, f"{FORM}-/verstuurd/")
    found = FormSubmission.objects.get()
    page = text(owner.get(response.url))
    assert found.receipt in page
    assert found.sha256[:12] in page
    assert "Verstuurd" in texts(owner.get(address(linde, FORM)), "notice__title")


def test_what_changed_meanwhile_is_read_first(owner: Client, linde: Practice, ans: User) -> None:
    saved(linde, ans, whole_plan(linde))
    saved(linde, ans, {"doel": "Toch anders"})
    response = post(owner, address(linde, CHECK), version="1")
    assert response.status_code == 409
    assert "Iemand wijzigde dit net." in texts(response, "error-summary")[0]
    assert "Toch anders" in text(response)


def test_what_was_sent_is_closed_until_it_is_taken_back(manager: Client, linde: Practice, ans: User, bea: User) -> None:
    submitted(linde, ans, bea)
    assert manager.get(address(linde, IDEA)).headers["Location"] == address(linde, FORM)
    assert fill(manager, linde, IDEA, 1, **{"v-doel": "Stiekem"}).url == address(linde, FORM)
    assert answers_of(plan_of(linde))["doel"] == "Meer zorg op afstand."
    post(manager, address(linde, FORM), doe="terughalen")
    assert plan_of(linde).status == "draft"
    assert manager.get(address(linde, IDEA)).status_code == 200


def test_two_versions_are_compared(manager: Client, linde: Practice, ans: User, bea: User) -> None:
    submitted(linde, ans, bea)
    post(manager, address(linde, FORM), doe="terughalen")
    saved(linde, ans, {"doel": "Minder reizen"})
    page = manager.get(address(linde, f"{FORM}-/verschil/"))
    assert (texts(page, "change__was"), texts(page, "change__now")) == (["Meer zorg op afstand."], ["Minder reizen"])
    submitted(linde, ans, bea, doel="Minder reizen")
    page = manager.get(address(linde, f"{FORM}-/verschil/?versie=2"))
    assert texts(page, "change__what") == ["Wat wilt u bereiken?"]
    assert manager.get(address(linde, f"{FORM}-/verschil/?versie=7")).status_code == 404


@pytest.mark.parametrize("sent", [True, False])
def test_a_form_on_paper(manager: Client, linde: Practice, ans: User, bea: User, sent: bool) -> None:
    submitted(linde, ans, bea) if sent else saved(linde, ans, whole_plan(linde))
    response = manager.get(address(linde, f"{FORM}-/pdf/"))
    assert response.content[:5] == b"%PDF-"
    assert response.headers["Content-Disposition"] == 'attachment; filename="proef_plan-2022.pdf"'
    assert Event.objects.filter(event="form.export").count() == 1


def test_the_receipt_on_paper(manager: Client, linde: Practice, ans: User, bea: User) -> None:
    path = address(linde, f"{FORM}-/ontvangstbewijs/")
    saved(linde, ans, whole_plan(linde))
    assert manager.get(path).status_code == 404
    submitted(linde, ans, bea)
    response, sent = manager.get(path), FormSubmission.objects.get()
    assert response.content[:5] == b"%PDF-"
    assert response.headers["Content-Disposition"] == f'attachment; filename="ontvangstbewijs-{sent.receipt}.pdf"'
    made = programme_of(linde.enrolments.get().region_year.edition)
    plan = next(each for each in made.forms if each.key == PLAN)
    account = plan.model_copy(update={"kind": "accountability"})
    sent.kpis = [{"state": "met"}, {"state": "not_yet"}]
    arrived = (("Versie", "1"), ("Antwoorden", str(len(sent.answers))), ("Op tijd", "ja"))
    assert what_arrived(sent, plan) == arrived
    assert what_arrived(sent, account) == (*arrived, ("KPI's gehaald", "1 van 2"))
    assert Event.objects.filter(event="form.receipt").count() == 1


def test_an_empty_form_on_paper(manager: Client, linde: Practice) -> None:
    assert manager.get(address(linde, f"{FORM}-/leeg/")).content[:5] == b"%PDF-"


@pytest.mark.parametrize("page", ["", "idee/", "-/controleer/"])
def test_looking_at_a_form_is_written_down(manager: Client, linde: Practice, ans: User, page: str) -> None:
    saved(linde, ans, {"doel": "x"})
    assert manager.get(address(linde, FORM + page)).status_code == 200
    assert [e.detail["form"] for e in Event.objects.filter(event="form.view")] == [PLAN]


def test_the_year_in_the_address_is_kept(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, f"{FORM}?jaar=2022")).content.decode()
    assert f'href="{address(linde, IDEA)}?jaar=2022"' in page


def test_asking_for_a_signature_again_is_no_trouble_and_no_second_mail(
    manager: Client, linde: Practice, ans: User, bea: User
) -> None:
    """A manager cannot see the mail of the owner; that it went before must not look like somebody else's deed."""
    saved(linde, ans, whole_plan(linde))
    answers = [post(manager, address(linde, CHECK), doe="vragen", version="1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [mail.user for mail in Mail.objects.filter(kind="M14")] == [bea]
