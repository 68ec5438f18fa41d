"""What may happen to a form, when, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from groeiruimte.actions import forms
from groeiruimte.actions.form_answers import Merged, answers_of, merge, seal
from groeiruimte.actions.form_steps import WAYS
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.programme.calendar import ends_at
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Event,
    FilledForm,
    FormAnswer,
    FormSubmission,
    Mail,
    Obligation,
    Practice,
    Remark,
    User,
)
from groeiruimte.records.models.filled_form import STATUSES
from tests.site.forms import (
    CHECKLIST,
    IDEAS,
    NOTE,
    PLAN,
    enrolment_of,
    make_colleague,
    saved,
    submitted,
    whole_plan,
    with_forms,
)
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_forms(rijnmond: Rijnmond) -> Rijnmond:
    return with_forms(rijnmond)


@pytest.fixture
def ans(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde)


@pytest.fixture
def bea(linde: Practice) -> User:
    return make_person("practice_owner", practice=linde)


@pytest.fixture
def cor(linde: Practice) -> User:
    return make_person("region_lead", region=linde.region)


def by(user: User, on: date = TODAY) -> Any:
    return access.actor(user, on)


def send(practice: Practice, user: User, filled: FilledForm, **other: Any) -> FormSubmission:
    at = other.pop("at", NOW)
    given: dict[str, Any] = {
        "enrolment": enrolment_of(practice),
        "form": filled.form,
        "version": filled.version,
        **other,
    }
    return forms.submit(by=by(user, at.astimezone(UTC).date()), at=at, key=given.pop("key", new_id()), **given)


def step(verb: Any, filled: FilledForm, user: User, **more: Any) -> FilledForm:
    found: FilledForm = verb(filled_form=filled, by=by(user), at=NOW, key=new_id(), **more)
    found.refresh_from_db()
    return found


def rows(filled: FilledForm) -> list[tuple[str, int, int, Any, bool]]:
    found = FormAnswer.objects.filter(filled_form=filled)
    return [(a.question, a.version, a.form_version, a.value, a.prefilled) for a in found]


# --- Saving ---------------------------------------------------------------------------------------------------------


def test_every_version_of_an_answer_stays(linde: Practice, ans: User) -> None:
    saved(linde, ans, {"doel": "Eerst"})
    filled = saved(linde, ans, {"doel": "Later"})
    assert rows(filled) == [("doel", 1, 1, "Eerst", False), ("doel", 2, 2, "Later", False)]
    assert answers_of(filled) == {"doel": "Later"}


def test_what_did_not_change_makes_no_version(linde: Practice, ans: User) -> None:
    saved(linde, ans, {"doel": "Eerst"})
    filled = saved(linde, ans, {"doel": "Eerst", "uren": None})
    assert (filled.version, rows(filled)) == (1, [("doel", 1, 1, "Eerst", False)])


def test_what_is_known_is_kept_as_prefilled(linde: Practice, ans: User) -> None:
    filled = saved(linde, ans, {"naam": "De Linde"})
    assert rows(filled) == [("naam", 1, 1, "De Linde", True)]
    assert rows(saved(linde, ans, {"naam": "Anders"}))[1] == ("naam", 2, 2, "Anders", False)


def test_what_nobody_asks_is_not_kept(linde: Practice, ans: User) -> None:
    assert rows(saved(linde, ans, {"geheim": "x", "totaal": "99"})) == []


def test_the_same_save_twice_is_one(linde: Practice, ans: User) -> None:
    given: dict[str, Any] = {
        "enrolment": enrolment_of(linde), "form": PLAN, "section": "idee", "version": 0,
        "answers": {"doel": "Eén"}, "by": by(ans), "at": NOW, "key": new_id(),
    }  # fmt: skip
    assert forms.save(**given) == forms.save(**given)
    assert FormAnswer.objects.count() == 1


def test_a_save_says_where_somebody_was(linde: Practice, ans: User) -> None:
    assert saved(linde, ans, {"doel": "x"}, section="mensen", here="uren").here == "mensen/uren"


def test_two_people_on_other_questions_are_merged(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, {"doel": "Begin", "uren": "1"})
    saved(linde, bea, {"doel": "Van Bea", "uren": "1"}, version=filled.version)
    filled = saved(linde, ans, {"doel": "Begin", "uren": "2"}, version=filled.version)
    assert answers_of(filled) == {"doel": "Van Bea", "uren": "2"}


def test_two_people_on_one_question_see_both_texts(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, {"doel": "Begin"})
    saved(linde, bea, {"doel": "Van Bea"}, version=filled.version)
    with pytest.raises(Stale) as stale:
        saved(linde, ans, {"doel": "Van Ans", "uren": "2"}, version=filled.version)
    both = [(each.name, each.label, each.mine, each.theirs, each.sends) for each in stale.value.fields]
    assert both == [("keus.doel", "Wat wilt u bereiken?", "Van Ans", "Van Bea", ("uw", "ander"))]
    assert (stale.value.version, stale.value.changed_by) == (2, bea.name)
    assert answers_of(filled) == {"doel": "Van Bea"}


def test_a_known_answer_that_was_not_touched_gives_way(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, {"doel": "Begin"})
    saved(linde, bea, {"naam": "De Linde en Singel"}, version=filled.version)
    filled = saved(linde, ans, {"naam": "De Linde"}, version=filled.version)
    assert answers_of(filled)["naam"] == "De Linde en Singel"


class Answers(list[FormAnswer]):
    """What `FilledForm.answers` gives, without a table."""

    def all(self) -> Answers:
        return self


@dataclass
class Page:
    answers: Answers


@pytest.mark.parametrize("base", ["a", None])
@pytest.mark.parametrize("mine", ["a", "b", None])
@pytest.mark.parametrize("theirs", ["a", "c", None])
def test_nothing_that_two_people_typed_is_lost_unseen(base: str | None, mine: str | None, theirs: str | None) -> None:
    """What somebody changed is kept when nobody else did, and comes back as a clash when another changed it too."""
    rows = Answers([FormAnswer(question="q", version=1, form_version=1, value=base)])
    if theirs != base:
        rows.append(FormAnswer(question="q", version=2, form_version=2, value=theirs))
    merged = merge(Page(rows), 1, {"q": mine}, {})  # type: ignore[arg-type]
    if mine in (base, theirs):
        assert merged == Merged({}, ())
    elif theirs == base:
        assert merged == Merged({"q": mine}, ())
    else:
        assert merged == Merged({}, ("q",))


def test_a_form_that_is_not_open_yet_is_not_begun(linde: Practice, ans: User) -> None:
    enrolment = enrolment_of(linde)
    enrolment.objectives = ["B"]
    enrolment.save(update_fields=["objectives"])
    with pytest.raises(Refused) as refused:
        saved(linde, ans, {"doel": "x"})
    assert refused.value.code == "not_for_you"
    assert FilledForm.objects.count() == 0


def test_staff_may_not_fill_in(linde: Practice) -> None:
    with pytest.raises(Refused) as refused:
        saved(linde, make_person("practice_staff", practice=linde), {"doel": "x"})
    assert refused.value.code == "no_right"


# --- Sending --------------------------------------------------------------------------------------------------------


def test_a_submission_is_sealed_with_everything(linde: Practice, ans: User, bea: User) -> None:
    found = submitted(linde, ans, bea)
    assert (found.number, found.late, found.statement) == (1, False, "Dit plan is van onze hele praktijk.")
    assert found.answers["ideas"] == IDEAS
    assert [kpi["key"] for kpi in found.kpis][:2] == ["a1", "a2"]
    assert found.sha256 == seal(found)
    assert found.receipt.startswith("2022-")


def test_a_seal_breaks_when_an_answer_changes(linde: Practice, ans: User, bea: User) -> None:
    found = submitted(linde, ans, bea)
    found.answers = {**found.answers, "doel": "Iets anders"}
    assert found.sha256 != seal(found)


def test_hidden_answers_are_left_out_and_never_lost(linde: Practice, ans: User, bea: User) -> None:
    saved(linde, ans, {"samen": True, "met_wie": ["Apotheek"]})
    found = submitted(linde, ans, bea, samen=False)
    assert "met_wie" not in found.answers
    assert answers_of(found.filled_form)["met_wie"] == ["Apotheek"]


def test_what_is_missing_is_named(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, whole_plan(linde, uren=None))
    with pytest.raises(Refused) as refused:
        send(linde, bea, filled)
    assert (refused.value.code, refused.value.mend) == ("missing", "Vul de uren in bij “Hoeveel uur per week?”.")
    assert FormSubmission.objects.count() == 0


def test_only_the_owner_signs_what_the_owner_signs(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, whole_plan(linde))
    with pytest.raises(Refused) as refused:
        send(linde, ans, filled)
    assert refused.value.code == "no_right"
    assert send(linde, bea, filled).submitted_by == bea


def test_a_manager_sends_what_a_manager_may_send(linde: Practice, ans: User) -> None:
    filled = saved(linde, ans, {"a1_klopt": {"holds": False, "text": "Nog één."}, "keuze": "Overleg"}, form=NOTE)
    assert send(linde, ans, filled).answers["keuze"] == "Overleg"


def test_what_changed_since_it_was_read_is_not_signed(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, whole_plan(linde))
    saved(linde, ans, {"doel": "Toch anders"})
    with pytest.raises(Refused) as refused:
        send(linde, bea, filled, version=1)
    assert refused.value.code == "changed"


def test_sending_twice_is_one_submission(linde: Practice, ans: User, bea: User) -> None:
    filled, key = saved(linde, ans, whole_plan(linde)), new_id()
    assert send(linde, bea, filled, key=key) == send(linde, bea, filled, key=key)
    with pytest.raises(Refused) as refused:
        send(linde, bea, filled)
    assert refused.value.message == "U hebt dit al verstuurd op 5 april 2022 om 10:30 uur."


@pytest.mark.parametrize(
    ("at", "late"),
    [(ends_at(date(2022, 8, 31)), False), (datetime(2022, 8, 31, 22, 0, 0, tzinfo=UTC), True)],
    ids=["the last second", "the first after it"],
)
def test_the_last_day_ends_at_midnight_in_amsterdam(
    linde: Practice, ans: User, bea: User, at: datetime, late: bool
) -> None:
    filled = saved(linde, ans, whole_plan(linde))
    assert send(linde, bea, filled, at=at).late is late


def test_an_answer_to_the_region_is_never_late(linde: Practice, ans: User, bea: User, cor: User) -> None:
    filled = send(linde, bea, saved(linde, ans, whole_plan(linde)), at=ends_at(date(2022, 8, 31))).filled_form
    step(forms.send_back, filled, cor, number=1, remarks={"doel": "Hoeveel?"})
    again = send(linde, bea, filled, at=datetime(2022, 9, 5, 8, 0, 0, tzinfo=UTC))
    assert (again.number, again.late) == (2, False)


def test_what_is_owed_is_done_when_it_is_sent(linde: Practice, ans: User, bea: User) -> None:
    submitted(linde, ans, bea)
    assert Obligation.objects.get(practice=linde, key="proef-plan").done_on == TODAY


def test_the_owner_is_asked_to_sign(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, whole_plan(linde))
    step(forms.ask_to_sign, filled, ans)
    mail = Mail.objects.get()
    assert (mail.kind, mail.user, mail.subject) == ("M14", bea, "Teken: Proefplan")
    assert f"/praktijk/{linde.pk}/formulier/proef_plan/" in mail.body
    assert "zorg op afstand" not in mail.body


def test_every_round_is_told(linde: Practice, ans: User, bea: User, cor: User) -> None:
    """Sent in again without a change, and sent back again: the practice hears of it the second time too."""
    for number in (1, 2):
        filled = FilledForm.objects.filter(practice=linde, form=PLAN).first() or saved(linde, ans, whole_plan(linde))
        filled = send(linde, bea, filled).filled_form
        step(forms.send_back, filled, cor, number=number, remarks={"doel": f"Ronde {number}"})
    told = Mail.objects.filter(kind="M4").values_list("user__name", flat=True)
    assert sorted(told) == ["Practice manager", "Practice manager", "Practice owner", "Practice owner"]


def test_nobody_is_asked_to_sign_what_is_not_complete(linde: Practice, ans: User, bea: User) -> None:
    filled = saved(linde, ans, {"doel": "x"})
    with pytest.raises(Refused) as refused:
        step(forms.ask_to_sign, filled, ans)
    assert refused.value.code == "missing"
    assert Mail.objects.count() == 0


# --- What the region does -------------------------------------------------------------------------------------------


@pytest.fixture
def plan(linde: Practice, ans: User, bea: User) -> FilledForm:
    return submitted(linde, ans, bea).filled_form


def test_the_region_agrees(plan: FilledForm, cor: User, ans: User, bea: User) -> None:
    found = step(forms.agree, plan, cor, number=1, checklist={"past": True})
    assert (found.status, found.decided_by) == ("approved", cor)
    assert {mail.user for mail in Mail.objects.filter(kind="M5")} == {ans, bea}
    sheet = FilledForm.objects.get(about=plan)
    assert (sheet.form, sheet.status, answers_of(sheet)) == (CHECKLIST, "submitted", {"past": True})


def test_the_region_agrees_only_with_its_checklist(plan: FilledForm, cor: User) -> None:
    with pytest.raises(Refused) as refused:
        step(forms.agree, plan, cor, number=1)
    assert (refused.value.code, refused.value.mend) == ("checklist", "Kies ja of nee bij “Past dit bij het thema?”.")


def test_the_region_sends_back_with_a_remark(plan: FilledForm, cor: User, ans: User) -> None:
    found = step(forms.send_back, plan, cor, number=1, remarks={"doel": "Wat is meer?", "": " "})
    assert found.status == "changes_requested"
    assert [(r.question, r.text, r.number) for r in Remark.objects.all()] == [("doel", "Wat is meer?", 1)]
    assert Mail.objects.get(kind="M4", user=ans).subject == "Proefplan: 1 vraag van uw regio"
    assert "Wat is meer" not in Mail.objects.get(kind="M4", user=ans).body


def test_without_a_remark_nothing_is_sent_back(plan: FilledForm, cor: User) -> None:
    with pytest.raises(Refused) as refused:
        step(forms.send_back, plan, cor, number=1, remarks={"doel": " "})
    assert refused.value.code == "remark"
    assert FilledForm.objects.get(pk=plan.pk).status == "submitted"


def test_a_remark_can_be_kept_changed_and_taken_away(plan: FilledForm, cor: User) -> None:
    step(forms.note, plan, cor, number=1, remarks={"doel": "Eerst", "uren": "Veel"}, checklist={})
    step(forms.note, plan, cor, number=1, remarks={"doel": "Later", "uren": ""}, checklist={})
    step(forms.send_back, plan, cor, number=1, remarks={"doel": "Later"})
    assert Mail.objects.filter(kind="M4")[0].subject == "Proefplan: 1 vraag van uw regio"
    assert [r.text for r in Remark.objects.order_by("id")] == ["Eerst", "Veel", "Later", ""]


def test_the_region_decides_on_what_it_read(plan: FilledForm, linde: Practice, ans: User, bea: User, cor: User) -> None:
    step(forms.take_back, plan, ans)
    with pytest.raises(Refused) as refused:
        step(forms.agree, plan, cor, number=1, checklist={"past": True})
    assert refused.value.code == "status"
    send(linde, bea, saved(linde, ans, {"doel": "Nieuw doel"}))
    with pytest.raises(Refused) as refused:
        step(forms.agree, plan, cor, number=1, checklist={"past": True})
    assert refused.value.message == "De praktijk heeft dit zojuist gewijzigd."
    assert step(forms.agree, plan, cor, number=2, checklist={"past": True}).status == "approved"


def test_what_is_taken_back_is_owed_again(plan: FilledForm, linde: Practice, ans: User) -> None:
    assert step(forms.take_back, plan, ans).status == "draft"
    assert Obligation.objects.get(practice=linde, key="proef-plan").done_on is None


def test_the_first_day_counts_after_it_was_sent_back(
    plan: FilledForm, linde: Practice, ans: User, bea: User, cor: User
) -> None:
    step(forms.send_back, plan, cor, number=1, remarks={"": "Vul aan"})
    filled = saved(linde, ans, {"doel": "Aangevuld"})
    assert send(linde, bea, filled).number == 2
    assert FilledForm.objects.get(pk=plan.pk).submitted_at == NOW


def test_carried_out_after_the_region_agreed(plan: FilledForm, ans: User, cor: User) -> None:
    with pytest.raises(Refused) as refused:
        step(forms.carry_out, plan, ans, on=TODAY)
    assert refused.value.code == "status"
    step(forms.agree, plan, cor, number=1, checklist={"past": True})
    with pytest.raises(Refused) as refused:
        step(forms.carry_out, plan, ans, on=date(2022, 4, 6))
    assert refused.value.code == "day"
    found = step(forms.carry_out, plan, ans, on=TODAY)
    assert (found.status, found.carried_out_on) == ("carried_out", TODAY)


def test_opened_again_with_a_reason(plan: FilledForm, cor: User, ans: User) -> None:
    step(forms.agree, plan, cor, number=1, checklist={"past": True})
    with pytest.raises(Refused) as refused:
        step(forms.reopen, plan, cor, reason=" ")
    assert refused.value.code == "reason"
    found = step(forms.reopen, plan, cor, reason="De uren kloppen niet.")
    assert (found.status, found.reason) == ("changes_requested", "De uren kloppen niet.")
    assert Mail.objects.filter(kind="M4", user=ans).count() == 1


@pytest.mark.parametrize("role", ["region_staff", "region_finance", "practice_owner", "practice_manager"])
def test_only_who_reviews_decides(plan: FilledForm, linde: Practice, role: str) -> None:
    who = make_person(
        role, practice=linde if role.startswith("practice") else None, region=linde.region, email="x@example.org"
    )
    for verb, more in ((forms.agree, {"number": 1}), (forms.reopen, {"reason": "x"})):
        with pytest.raises(Refused) as refused:
            step(verb, plan, who, **more)
        assert refused.value.code == "no_right"


def test_the_lead_of_another_region_decides_nothing(plan: FilledForm, linde: Practice) -> None:
    elsewhere = type(linde.region).objects.create(key="elders", name="Elders")
    with pytest.raises(Refused) as refused:
        step(forms.agree, plan, make_person("region_lead", region=elsewhere), number=1)
    assert refused.value.code == "no_right"


def test_every_way_leads_to_a_known_status() -> None:
    known = set(STATUSES)
    assert {status for ways in WAYS.values() for pair in ways.items() for status in pair} - known == set()


@pytest.mark.parametrize("deed", ["take_back", "agree", "send_back", "reopen", "carry_out", "note"])
@pytest.mark.parametrize("status", STATUSES)
def test_what_is_not_in_the_table_is_refused(plan: FilledForm, ans: User, cor: User, deed: str, status: str) -> None:
    FilledForm.objects.filter(pk=plan.pk).update(status=status)
    more: dict[str, dict[str, Any]] = {
        "take_back": {},
        "agree": {"number": 1, "checklist": {"past": True}},
        "send_back": {"number": 1, "remarks": {"": "x"}},
        "note": {"number": 1, "remarks": {}, "checklist": {}},
        "reopen": {"reason": "x"},
        "carry_out": {"on": TODAY},
    }
    who = ans if deed in ("take_back", "carry_out") else cor
    to = WAYS[deed].get(status)
    if to is None:
        with pytest.raises(Refused) as refused:
            step(getattr(forms, deed), plan, who, **more[deed])
        assert (refused.value.code, FilledForm.objects.get(pk=plan.pk).status) == ("status", status)
    else:
        assert step(getattr(forms, deed), plan, who, **more[deed]).status == to


def test_what_needs_no_agreement_is_not_reviewed_but_can_be_opened(linde: Practice, ans: User, cor: User) -> None:
    filled = saved(linde, ans, {"a1_klopt": {"holds": False, "text": "Nog één."}, "keuze": "Overleg"}, form=NOTE)
    note = send(linde, ans, filled).filled_form
    for verb, who, more in (
        (forms.agree, cor, {"number": 1}),
        (forms.send_back, cor, {"number": 1, "remarks": {"": "x"}}),
        (forms.take_back, ans, {}),
    ):
        with pytest.raises(Refused) as refused:
            step(verb, note, who, **more)
        assert refused.value.code == "status"
    assert step(forms.reopen, note, cor, reason="Er mist iets.").status == "changes_requested"


def test_every_step_is_written_down(plan: FilledForm, ans: User, cor: User) -> None:
    step(forms.agree, plan, cor, number=1, checklist={"past": True})
    step(forms.carry_out, plan, ans, on=TODAY)
    found = Event.objects.filter(event__startswith="form.").order_by("seq")
    assert [(e.event, e.actor_name, e.role) for e in found] == [
        ("form.save", "Practice manager", "practice_manager"),
        ("form.submit", "Practice owner", "practice_owner"),
        ("form.agree", "Region lead", "region_lead"),
        ("form.carry_out", "Practice manager", "practice_manager"),
    ]
    assert "zorg op afstand" not in str([e.detail for e in found])


def test_a_colleague_who_left_stands_no_longer_in_the_team(linde: Practice, ans: User, bea: User) -> None:
    colleague = make_colleague(linde, "Vertrokken")
    filled = saved(linde, ans, whole_plan(linde, wie=[str(colleague.pk)]))
    colleague.end = date(2022, 3, 1)
    colleague.save(update_fields=["end"])
    with pytest.raises(Refused) as refused:
        send(linde, bea, filled)
    assert refused.value.code == "missing"
