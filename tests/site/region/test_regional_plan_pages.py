"""R06: the plan on its pages (R015, R031, R035, R037, R038, R051-R053)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.document_kinds import KINDS
from groeiruimte.actions.region_content import parts_of
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import DocumentSubmission, Practice, Region, RegionDocument, User
from groeiruimte.records.models.region_document import APPROVED, REGIONAL_PLAN
from tests.naughty import NAUGHTY
from tests.site.practice.site import client_of, post, queries, text, texts
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region

from .regional_plan import A_KPI, A_TALK, DEEL, PLAN, TEXT, a_training, asked, begun, completed, save, sent

pytestmark = pytest.mark.django_db
ACTIVITY = {"objective": "A", "title": "Gesprek", "kind": "training", "when": "mei", "cost_cents": "2.500,00"}
KPI = {"objective": "A", "title": "Meer bellen", "dimension": "costs", "measure": "number", "target": "40"}


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Linde"])[0]


@pytest.fixture
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def director(rijnmond: Rijnmond) -> User:
    return make_person("region_director", region=rijnmond.region)


def document() -> RegionDocument:
    return RegionDocument.objects.get()


def part(client: Client, word: str, key: str = "nieuw", /, version: int = 0, **fields: Any) -> Any:
    return post(client, f"{DEEL}{word}/{key}/", version=version or document().version, **fields)


def gaps(response: Any) -> list[str]:
    return [gap.because for gap, _ in response.context["gaps"]]


def test_a_plan_begins_with_one_click(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    client = client_of(lead)
    page = client.get(PLAN)
    assert texts(page, "button")[-2:] == ["Begin met wat wij al weten", "Begin leeg"]
    assert post(client, PLAN, begin="prefilled").url == f"{PLAN}?programma=2022-rijnmond"
    assert "Regioplan" in texts(client.get(PLAN), "h1")
    # A second tab that begins it as well is told so, and nothing is lost.
    again = client.get(post(client, PLAN, begin="empty").url)
    assert "Dit regioplan is al begonnen. Open het plan en ga verder." in again.content.decode()


def test_what_is_missing_leads_to_its_place(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    begun(rijnmond, lead, verbs.EMPTY)
    page = client_of(lead).get(PLAN)
    found = [(gap.because, url) for gap, url in page.context["gaps"]]
    assert found == [
        ("“Aanpak: A Zorg op afstand” is nog leeg.", f"{DEEL}onderdeel/approach-A/"),
        ("Doelstelling A heeft nog geen activiteit.", f"{DEEL}activiteit/nieuw/?doelstelling=A"),
        ("Doelstelling A heeft nog geen KPI.", f"{DEEL}kpi/nieuw/?doelstelling=A"),
        ("Voor De Linde staat er nog geen werkafspraak.", f"{DEEL}afspraak/all/"),
    ]
    client = client_of(lead)
    assert [client.get(url).status_code for _, url in found] == [200] * 4


def test_the_whole_plan_is_written_on_its_pages(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    begun(rijnmond, lead, verbs.EMPTY)
    client = client_of(lead)
    assert part(client, "onderdeel", "approach-A", **TEXT).status_code == 302
    assert part(client, "activiteit", **ACTIVITY).status_code == 302
    assert part(client, "kpi", **KPI).status_code == 302
    assert part(client, "afspraak", "all", text="De praktijk meet mee.").status_code == 302
    page = client.get(PLAN)
    assert gaps(page) == []
    assert "Het plan is compleet. Uw directie kan het tekenen en versturen." in text(page)
    (activity,) = parts_of(document())["activity"].values()
    assert (activity["cost_cents"], activity["other_funding"]) == (2_500_00, [])


def test_other_money_of_the_programme_is_kept_by_its_key(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    """R038, R072: the radar for double funding knows it by that."""
    begun(rijnmond, lead, verbs.EMPTY)
    client = client_of(lead)
    part(client, "activiteit", **ACTIVITY, other_funding="Project open\r\nEigen fonds\r\n")
    (key,), (content,) = zip(*parts_of(document())["activity"].items(), strict=True)
    assert content["other_funding"] == ["a-project-open", "Eigen fonds"]
    assert "“Gesprek” krijgt ook ander geld. Er staat nog niet bij wat extra is." in gaps(client.get(PLAN))
    form = client.get(f"{DEEL}activiteit/{key}/").context["form"]
    assert form["other_funding"].value() == "Project OPEN\nEigen fonds"


def test_the_same_form_sent_twice_adds_one_part(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    begun(rijnmond, lead, verbs.EMPTY)
    client, key = client_of(lead), new_id()
    answers = [post(client, f"{DEEL}kpi/nieuw/", key, version=1, **KPI).status_code for _ in range(2)]
    assert (answers, len(parts_of(document())["kpi"])) == ([302, 302], 1)


def test_all_aims_are_chosen_on_one_page(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    begun(rijnmond, lead)
    client = client_of(lead)
    keys = list(parts_of(document())["kpi"])
    typed = {f"dimension-{key}": "health" for key in keys} | {f"target-{key}": "80%" for key in keys}
    assert client.get(f"{DEEL}kpis/").status_code == 200
    assert post(client, f"{DEEL}kpis/", version=document().version, **typed).status_code == 302
    found = parts_of(document())["kpi"].values()
    assert {(each["dimension"], each["target"]) for each in found} == {("health", "80%")}
    assert len(keys) == 4


def test_who_saves_second_sees_both_texts(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    begun(rijnmond, lead, verbs.EMPTY)
    part(client_of(lead), "onderdeel", "approach-A", version=1, **TEXT)
    second = client_of(director)
    page = part(second, "onderdeel", "approach-A", version=1, text="Heel anders.")
    (difference,) = page.context["stale"].fields
    assert (page.status_code, difference.name, difference.mine, difference.theirs) == (
        409,
        "text",
        "Heel anders.",
        TEXT["text"],
    )
    assert part(second, "onderdeel", "approach-A", version=2, text=difference.mine).status_code == 302
    assert parts_of(document())["section"]["approach-A"]["text"] == "Heel anders."


def test_who_saves_all_aims_second_sees_both(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    made = begun(rijnmond, lead, verbs.EMPTY)
    key, other = new_id(), new_id()
    page = save(made, lead, "kpi", **{key: A_KPI, other: {**A_KPI, "title": "Ander"}}).version
    save(made, lead, "kpi", page, **{key: {**A_KPI, "target": "50 praktijken"}})
    typed = {f"dimension-{each}": "experience" for each in (key, other)}
    typed |= {f"target-{key}": "60 praktijken", f"target-{other}": "40 praktijken"}
    conflict = post(client_of(director), f"{DEEL}kpis/", version=page, **typed)
    assert conflict.status_code == 409
    assert [(each.name, each.theirs) for each in conflict.context["stale"].fields] == [
        (f"target-{key}", "50 praktijken")
    ]


def test_a_part_is_taken_out(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    made = begun(rijnmond, lead, verbs.EMPTY)
    key = new_id()
    save(made, lead, "activity", **{key: A_TALK})
    client, once = client_of(lead), new_id()
    send = {"version": document().version, "doe": "weghalen"}
    answers = [post(client, f"{DEEL}activiteit/{key}/", once, **send).status_code for _ in range(2)]
    assert (answers, parts_of(document())) == ([302, 302], {})
    assert client.get(f"{DEEL}activiteit/{key}/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "onderdeel/nieuw/",
        "onderdeel/geheim/",
        "activiteit/all/",
        "afspraak/nieuw/",
        "verhaal/nieuw/",
        "kpi/approach-A/",
    ],
)
def test_what_is_not_in_the_plan_is_not_there(rijnmond: Rijnmond, linde: Practice, lead: User, path: str) -> None:
    begun(rijnmond, lead, verbs.EMPTY)
    assert client_of(lead).get(f"{DEEL}{path}").status_code == 404


def test_the_director_signs_in_two_clicks(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    completed(rijnmond, lead)
    client = client_of(director)
    page = client.get(f"{DEEL}tekenen/")
    assert KINDS[REGIONAL_PLAN].statement in text(page)
    assert "Teken en verstuur" in texts(page, "button")
    answer = post(client, f"{DEEL}tekenen/", version=document().version)
    assert answer.url == f"{DEEL}ontvangst/"
    submission = DocumentSubmission.objects.get()
    receipt = text(client.get(answer.url))
    assert [part in receipt for part in (submission.receipt, submission.sha256, director.name)] == [True] * 3
    assert client.get(f"{DEEL}tekenen/").context["sent"] is True


def test_nothing_is_signed_while_something_is_missing(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User
) -> None:
    begun(rijnmond, lead, verbs.EMPTY)
    client = client_of(director)
    assert "Teken en verstuur" not in texts(client.get(f"{DEEL}tekenen/"), "button")
    refused = post(client, f"{DEEL}tekenen/", version=1)
    assert (refused.status_code, DocumentSubmission.objects.count()) == (409, 0)
    because = "U kunt dit nog niet versturen. “Aanpak: A Zorg op afstand” is nog leeg. Schrijf dit onderdeel."
    assert texts(refused, "error-summary")[0].endswith(because)


def test_who_logged_in_long_ago_confirms_first(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    completed(rijnmond, lead)
    client = client_of(director)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    assert client.get(f"{DEEL}tekenen/").url.startswith("/account/")
    assert post(client, f"{DEEL}tekenen/", version=document().version).url.startswith("/account/")
    assert DocumentSubmission.objects.count() == 0


def test_what_changed_since_it_was_sent_is_shown(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User
) -> None:
    """R036."""
    submission = sent(rijnmond, lead, director)
    client = client_of(lead)
    assert "Er wijzigde niets." in text(client.get(f"{DEEL}verschil/"))
    RegionDocument.objects.update(status=APPROVED)
    part(client, "onderdeel", "approach-A", text="Nog beter.")
    changed = client.get(f"{DEEL}verschil/").context["changes"]
    assert [(each.text, each.was, each.becomes) for each in changed] == [
        ("Onderdeel “Aanpak: A Zorg op afstand”, tekst", (TEXT["text"],), ("Nog beter.",))
    ]
    assert "U wijzigt een plan dat al verstuurd is" in text(client.get(PLAN))
    assert submission.content["parts"]["section"][0]["text"] == TEXT["text"]


def test_a_question_of_the_insurer_is_answered_at_its_place(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User
) -> None:
    submission = sent(rijnmond, lead, director)
    buyer = User.objects.create_user("inkoop@example.org", "een-lang-wachtwoord", name="Ina Koper")
    asked(submission, buyer, "section:approach-A")
    client = client_of(lead)
    assert "Waarom zo?" in texts(client.get(PLAN), "remark")[0]
    post(client, f"{DEEL}antwoord/", place="section:approach-A", text="Omdat het werkt.")
    remarks = texts(client.get(PLAN), "remark")
    assert [words.split(", versie 1 ")[1] for words in remarks] == ["Waarom zo?", "Omdat het werkt."]


def test_the_plan_is_a_pdf(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    a_training(rijnmond)
    sent(rijnmond, lead, director)
    client = client_of(lead)
    for address in ("pdf/", "pdf/?versie=1", "pdf/?versie=concept"):
        paper = client.get(f"{DEEL}{address}")
        assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(f"{DEEL}pdf/?versie=9").status_code == 404


def test_finance_reads_and_changes_nothing(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    completed(rijnmond, lead)
    client = client_of(make_person("region_finance", region=rijnmond.region))
    page = client.get(PLAN)
    assert (page.status_code, "Wijzig" in text(page)) == (200, False)
    assert [client.get(f"{DEEL}{path}").status_code for path in ("kpis/", "tekenen/", "activiteit/nieuw/")] == [404] * 3


def test_a_stranger_sees_nothing(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    sent(rijnmond, lead, director)
    other = Region.objects.create(key="elders", name="Elders")
    for who in (make_person("region_director", region=other), make_person("practice_owner", practice=linde)):
        client = client_of(who)
        paths = ("", "2022-rijnmond/ontvangst/", "2022-rijnmond/pdf/", "2022-rijnmond/verschil/")
        assert [client.get(f"{PLAN}{path}").status_code for path in paths] == [404] * 4
        assert post(client, PLAN, begin="empty").status_code == 404


def test_texts_of_people_are_only_text(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    made = completed(rijnmond, lead)
    client = client_of(director)
    said = [words[:200].replace("\0", "").strip() or "Leeg" for words in NAUGHTY]
    save(made, lead, "activity", **{new_id(): {**A_TALK, "title": each} for each in said})
    page = client.get(PLAN)
    assert (page.status_code, client.get(f"{DEEL}pdf/").status_code) == (200, 200)
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("path", [PLAN, f"{DEEL}tekenen/", f"{DEEL}verschil/"])
def test_as_many_queries_for_one_practice_as_for_three(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User, path: str
) -> None:
    a_training(rijnmond)
    sent(rijnmond, lead, director)
    client = client_of(director)
    one = queries(client, path)
    make_practices(rijnmond, ["Maaszicht", "De Es"])
    a_training(rijnmond)
    save(document(), lead, "activity", **{new_id(): A_TALK, new_id(): A_TALK})
    save(document(), lead, "kpi", **{new_id(): A_KPI, new_id(): A_KPI})
    assert queries(client, path) == one
