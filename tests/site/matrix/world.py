"""Somebody in every role and every relation to one practice and its region, and something of everything to ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.test import Client

from groeiruimte.actions import (
    evidence,
    invitations,
    library,
    lists,
    obligations,
    outbox,
    programmes,
    publications,
    questions,
    scan_reports,
    settlement_runs,
)
from groeiruimte.actions.demo import accounts
from groeiruimte.actions.form_answers import answers_of
from groeiruimte.actions.scan_facts import definition_of
from groeiruimte.actions.surveys import FEWEST_LINKS
from groeiruimte.programme import next_year
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    AdviceItem,
    Article,
    Decision,
    Device,
    DocumentRemark,
    DocumentSubmission,
    Employee,
    Enrolment,
    Evidence,
    ExtraHours,
    FilledForm,
    Insurer,
    Interview,
    InterviewSlot,
    Item,
    Job,
    Mail,
    Membership,
    Milestone,
    Obligation,
    PatientList,
    Practice,
    ProjectPartner,
    Region,
    RegionDocument,
    RegionYear,
    SavedView,
    Scan,
    ScanReport,
    ScanShare,
    SettlementRun,
    Story,
    SupportRecord,
    Survey,
    Thread,
    User,
    YearDraft,
)
from groeiruimte.records.models.job import PARKED
from groeiruimte.records.models.mail import FAILED
from groeiruimte.records.models.membership import (
    ACTIVE,
    INSURER_ROLES,
    INVITED,
    PRACTICE_ROLES,
    REGION_ROLES,
    ROLES,
    SUSPENDED,
)
from groeiruimte.records.models.scan import INTERVIEWED
from groeiruimte.records.models.scan_report import TO_INSURER
from groeiruimte.records.models.settlement_run import DROPPED, PREPARED
from tests.pipeline.lists.lists import GOOD, HEADER, make_csv
from tests.site import plans, reports, surveys
from tests.site.faults.place import ON_POSTGRESQL
from tests.site.forms import NOTE, saved, submitted, with_forms
from tests.site.practice import scans
from tests.site.rijnmond import (
    NOW,
    PASSWORD,
    TODAY,
    Rijnmond,
    make_person,
    make_practices,
    make_region,
    steps_taken,
)
from tests.site.scan import example
from tests.site.years.setting_up import CASES, mended

from .evening import Evening, make_evening
from .settled import Settled, make_settled

RELATIONS = ("own", "same_region", "other_region", "ended", "invited", "suspended")
# Who works for an insurer or for the platform is nowhere near or far from a practice. A membership that is over gives
# nothing, whatever its role, so the two with the most rights stand for all.
_ABLEST = ("practice_owner", "region_lead")
# On SQLite the pages are the only wall, so everybody tries it; the second wall of PostgreSQL can only refuse more.
_ELSEWHERE = _ABLEST if ON_POSTGRESQL else (*PRACTICE_ROLES, *REGION_ROLES)
ROLES_IN = {
    "own": ROLES,
    "same_region": _ELSEWHERE,
    "other_region": _ELSEWHERE,
    "ended": _ABLEST,
    "invited": _ABLEST,
    "suspended": _ABLEST,
}
A_DEMO_ACCOUNT = accounts.accounts()[0].email
IN_DECEMBER = date(2021, 12, 15)
TRACK = """
[[tracks]]
key = "proeftraject"
label = "Proeftraject"
objective = "A"
source = { text = "rijnmond-2022", at = "r. 18" }
steps = [{ key = "intake", label = "Kennismaking" }]
"""
A_LIST = make_csv([HEADER, GOOD])
STRANGE_LIST = make_csv([["p", "q", "r", "s", "t", "u"], GOOD])


@dataclass(frozen=True)
class Plan:
    """`waiting` is a proposal about an older version: it can be declined, and another can be made about `newest`."""

    decided: Decision
    waiting: Decision
    newest: DocumentSubmission


@dataclass(frozen=True)
class World:
    """`linde` is the practice that the addresses name; `nowhere` is the id of no record at all."""

    linde: Practice
    singel: Practice
    duin: Practice
    nowhere: str

    @cached_property
    def people(self) -> dict[tuple[str, str], User]:
        """By role and relation."""
        pairs = [(role, relation) for relation in RELATIONS for role in ROLES_IN[relation]]
        password = make_password(PASSWORD)
        users = User.objects.bulk_create(
            User(email=f"{role}.{relation}@example.org", name=f"{role} {relation}", password=password)
            for role, relation in pairs
        )
        found = dict(zip(pairs, users, strict=True))
        Membership.objects.bulk_create(self._membership(user, *pair) for pair, user in found.items())
        return found

    def _membership(self, user: User, role: str, relation: str) -> Membership:
        practice = {"same_region": self.singel, "other_region": self.duin}.get(relation, self.linde)
        return Membership(
            user=user,
            role=role,
            status={"invited": INVITED, "suspended": SUSPENDED}.get(relation, ACTIVE),
            practice=practice if role in PRACTICE_ROLES else None,
            region=practice.region if role in PRACTICE_ROLES + REGION_ROLES else None,
            insurer=Insurer.objects.get() if role in INSURER_ROLES else None,
            start=date(2019, 1, 1),
            end=date(2021, 6, 30) if relation == "ended" else None,
        )

    def actor(self, role: str) -> access.Actor:
        return access.actor(self.people[role, "own"], TODAY)

    def at(self, role: str) -> int:
        """The id of the membership of somebody at our own practice, region, insurer or platform."""
        return int(Membership.objects.get(user=self.people[role, "own"]).pk)

    @cached_property
    def next_year(self) -> YearDraft:
        """A text of 2023 without problems."""
        edition, lead = RegionYear.objects.select_related("edition").get().edition, self.people["region_lead", "own"]
        text = mended(next_year.text_of(edition.text, 1, range(2022, 2023)))
        saved = {"started_by": lead, "saved_by": lead, "started_at": NOW, "saved_at": NOW}
        return YearDraft.objects.create(region=self.linde.region, copied_from=edition, text=text, cases=CASES, **saved)

    @cached_property
    def parked(self) -> Job:
        """A job that was given up."""
        return Job.objects.create(kind="claim_sweep", key=new_id(), due_at=NOW, status=PARKED, reason="ValueError")

    def sessions(self) -> Iterator[tuple[tuple[str, str], str]]:
        """The session of everybody, and of nobody."""
        yield ("anonymous", ""), ""
        for pair, user in self.people.items():
            yield pair, session_of(user)

    def nothing_but(self, record: object) -> dict[str, str]:
        """An address that needs no more; the record was made on the way, before anybody asks."""
        assert record is not None
        return {}

    @cached_property
    def empty_note(self) -> str:
        """The key of a form that nobody began; with it come forms of every kind in the programme of the region."""
        more = TRACK + surveys.TEXT + scans.TEXT + scans.COPIES
        with_forms(Rijnmond(self.linde.region, RegionYear.objects.get()), more)
        return NOTE

    @cached_property
    def survey(self) -> Survey:
        """Of the team, open, in an earlier wave: so another can be started today."""
        assert self.empty_note
        made = surveys.started(self.linde, self.people["practice_owner", "own"])
        Survey.objects.filter(pk=made.pk).update(wave="eerder")
        return made

    @cached_property
    def survey_link(self) -> str:
        return surveys.links(self.survey, self.people["practice_owner", "own"], 1)[0]

    @cached_property
    def colleagues(self) -> list[str]:
        """Accounts at De Linde, as many as are mailed a survey at least."""
        emails = [f"collega.{number}@example.org" for number in range(FEWEST_LINKS)]
        return [str(make_person("practice_staff", practice=self.linde, email=email).pk) for email in emails]

    @cached_property
    def survey_of_patients(self) -> Survey:
        assert self.empty_note
        return surveys.started(self.linde, self.people["practice_owner", "own"], surveys.PATIENTS)

    @cached_property
    def track(self) -> str:
        """The key of a track of support, for everybody on objective A."""
        assert self.empty_note
        return "proeftraject"

    @cached_property
    def support(self) -> SupportRecord:
        return SupportRecord.objects.create(
            **self._of_linde,
            kind="training",
            objective="A",
            day=TODAY,
            minutes=30,
            text="Gekeken",
            by=self.people["region_staff", "own"],
            at=NOW,
        )

    @cached_property
    def draft(self) -> RegionDocument:
        """A regional plan that is complete and was not sent yet; also when the practice adds objective C meanwhile."""
        year, by = RegionYear.objects.select_related("region", "edition").get(), self.actor("region_director")
        return plans.and_objective(plans.write_plan(year, by), "C", by)

    @cached_property
    def asked_plan(self) -> DocumentSubmission:
        """The same plan, sent, with a question of the insurer about the whole."""
        sent = plans.submit(self.draft, self.actor("region_director"))
        buyer = self.people["purchaser", "own"]
        place = {"region": sent.region, "region_year": sent.region_year, "place": ""}
        DocumentRemark.objects.create(submission=sent, **place, text="Klopt dit?", from_insurer=True, by=buyer, at=NOW)
        return sent

    @cached_property
    def letter(self) -> Decision:
        """The insurer sent that plan back."""
        given = {"verdict": "send_back", "conditions": "Meet minder"}
        proposed = plans.propose(self.asked_plan, self.actor("purchaser"), **given)
        return plans.decide(proposed, self.actor("purchase_approver"))

    @cached_property
    def plan(self) -> Plan:
        """The regional plan: sent back, sent again with a proposal that waits, and sent once more."""
        director, buyer = self.actor("region_director"), self.actor("purchaser")
        decided, document = self.letter, self.draft
        second = plans.send_again(document, director, "Wij meten minder.")
        waiting = plans.propose(second, buyer, verdict="send_back", conditions="Meet nog minder")
        return Plan(decided, waiting, plans.send_again(document, director, "Wij meten nog minder."))

    @cached_property
    def published(self) -> int:
        """The year of results that everybody may read."""
        by, seen = self.actor("purchase_approver"), self.accepted_report
        insurer = self.bought.insurer
        publications.publish(insurer=insurer, year=2022, seen=seen, by=by, at=NOW, key=new_id())
        return 2022

    @property
    def bought(self) -> RegionYear:
        return RegionYear.objects.select_related("region", "edition", "insurer").get()

    @cached_property
    def open_report(self) -> RegionYear:
        """A year of which the report may begin today."""
        return reports.open_now(self.bought)

    @cached_property
    def report(self) -> RegionDocument:
        """A report that is complete and was not sent yet."""
        return reports.write(self.bought, self.actor("region_director"))

    @cached_property
    def sent_report(self) -> DocumentSubmission:
        """The same report, sent, with a question of the insurer about the whole."""
        sent = plans.submit(self.report, self.actor("region_director"))
        buyer = self.people["purchaser", "own"]
        place = {"region": sent.region, "region_year": sent.region_year, "place": ""}
        DocumentRemark.objects.create(submission=sent, **place, text="Klopt dit?", from_insurer=True, by=buyer, at=NOW)
        return sent

    @cached_property
    def accepted_report(self) -> str:
        """The seal of the results that the accepted report leads to."""
        reports.accept(self.sent_report, self.actor("purchaser"))
        return reports.seal_of(self.bought)

    @property
    def enrolment(self) -> Enrolment:
        return Enrolment.objects.get(practice=self.linde)

    @cached_property
    def note(self) -> FilledForm:
        """A form that is filled in and not sent."""
        answers = {"a1_klopt": {"holds": False, "text": "Nog één."}, "keuze": "Overleg"}
        return saved(self.linde, self.people["practice_manager", "own"], answers, form=self.empty_note)

    @cached_property
    def sent_plan(self) -> FilledForm:
        """A form that waits for the region."""
        assert self.empty_note
        people = self.people["practice_manager", "own"], self.people["practice_owner", "own"]
        return submitted(self.linde, *people).filled_form

    @cached_property
    def checked(self) -> PatientList:
        """Of the second quarter, and not handed in."""
        return self._delivered(Quarter(2022, 2), A_LIST)

    @cached_property
    def counting(self) -> PatientList:
        """Of the first quarter, handed in, with a claim file."""
        found = self._delivered(Quarter(2022, 1), A_LIST)
        by = self.actor("practice_manager")
        lists.hand_in(practice=self.linde, patient_list=found, reason="", confirmed=True, by=by, at=NOW, key=new_id())
        return found

    def drop_runs(self) -> int:
        """Nothing stands ready to be closed; gives how many runs were thrown away."""
        return SettlementRun.objects.filter(status=PREPARED).update(status=DROPPED)

    def prepared_run(self) -> SettlementRun:
        """A settlement of the first quarter that waits for its second person."""
        self.drop_runs()
        year = RegionYear.objects.select_related("edition").get()
        made: SettlementRun = settlement_runs.prepare(
            region=self.linde.region,
            region_year=year,
            quarter=Quarter(2022, 1),
            by=self.actor("region_lead"),
            at=NOW,
            key=new_id(),
        )
        return made

    @cached_property
    def settled(self) -> Settled:
        """A run of last year that was closed, with what it left."""
        people = self.people["region_lead", "own"], self.people["region_finance", "own"]
        return make_settled(Enrolment.objects.get(practice=self.linde), *people)

    @cached_property
    def strange(self) -> PatientList:
        """Refused, because its columns must be pointed out."""
        return self._delivered(Quarter(2022, 1), STRANGE_LIST)

    def _delivered(self, quarter: Quarter, file: bytes) -> PatientList:
        enrolment = Enrolment.objects.select_related("practice__region", "region_year__edition").get(
            practice=self.linde
        )
        by = self.actor("practice_manager")
        return lists.deliver(enrolment=enrolment, quarter=quarter, file=file, test=True, by=by, at=NOW, key=new_id())

    @cached_property
    def employee(self) -> Employee:
        return Employee.objects.create(practice=self.linde, region=self.linde.region, name="Vera", function="gp")

    @cached_property
    def colleague(self) -> Membership:
        """Somebody else in the practice, whose access can be stopped."""
        user = User.objects.create_user("collega@example.org", name="Collega")
        found = self._membership(user, "practice_staff", "own")
        found.save()
        return found

    @cached_property
    def choosing(self) -> str:
        """The programme, once there is something to choose within an objective of the practice."""
        Enrolment.objects.filter(practice=self.linde).update(objectives=["A", "C"])
        return str(Enrolment.objects.get(practice=self.linde).region_year.programme)

    @cached_property
    def item(self) -> Item:
        return Item.objects.create(
            **self._of_linde,
            kind="measurement_channel",
            day=TODAY,
            answers={"channel": "App", "day": "2022-04-05"},
            noted_by=self.people["practice_manager", "own"],
            noted_at=NOW,
        )

    @cached_property
    def proof(self) -> Evidence:
        """A file on the shelf that the region looked at, with a copy."""
        file = ("contract.pdf", b"%PDF-1.7 leeg")
        with transaction.atomic():
            put = evidence.put(
                practice=self.linde,
                title="Contract",
                day=TODAY,
                by=self.actor("practice_manager"),
                at=NOW,
                file=file,
            )
        Evidence.objects.filter(pk=put.pk).update(copy=put.file, checked_on=TODAY)
        return put

    @cached_property
    def with_a_map(self) -> Practice:
        """Also on objective C, that asks for a social map."""
        Enrolment.objects.filter(practice=self.linde).update(objectives=["A", "C"])
        return self.linde

    @cached_property
    def late(self) -> str:
        """The key of what the practice is late with."""
        obligations.lay_down(self.linde, RegionYear.objects.get(), TODAY)
        return Obligation.objects.late(TODAY).filter(practice=self.linde)[0].key

    @cached_property
    def view(self) -> str:
        """The name of a view that everybody at a desk keeps."""
        region, at_desk = (
            self.linde.region,
            [one for (role, _), one in self.people.items() if role in access.REGION_DESK],
        )
        SavedView.objects.bulk_create(
            SavedView(user=one, region=region, name="Te laat", query="laat=ja") for one in at_desk
        )
        return "Te laat"

    @cached_property
    def mail(self) -> Mail:
        """One that failed, so that it can be held back and sent again."""
        found = outbox.put(
            key=new_id(),
            kind="M6",
            user=self.people["practice_manager", "own"],
            practice=self.linde,
            subject="Lever aan",
            body="Beste",
            why="Nog niet gedaan",
            at=NOW,
        )
        assert found is not None
        Mail.objects.filter(pk=found.pk).update(status=FAILED)
        return found

    @cached_property
    def article(self) -> Article:
        """Published, with a file."""
        by, fields = self.actor("region_lead"), {"kind": "aid", "title": "Sjabloon", "text": "Vul het in."}
        file = ("sjabloon.pdf", b"%PDF-1.7 leeg")
        found: Article = library.add(region=self.linde.region, fields=fields, file=file, by=by, at=NOW, key=new_id())
        Article.objects.filter(pk=found.pk).update(published=True)
        return found

    @cached_property
    def story(self) -> Story:
        by = self.actor("practice_manager")
        sent: Story = library.send_story(
            practice=self.linde,
            title="Bellen",
            text="Het werkte.",
            objective="A",
            name_us=False,
            by=by,
            at=NOW,
            key=new_id(),
        )
        return sent

    @cached_property
    def thread(self) -> Thread:
        by = self.actor("practice_manager")
        asked: Thread = questions.ask(
            practice=self.linde, title="Scholing", text="Wanneer?", about="", by=by, at=NOW, key=new_id()
        )
        return asked

    @cached_property
    def evening(self) -> Evening:
        """A training with its days."""
        desk, manager = self.actor("region_lead"), self.actor("practice_manager")
        return make_evening(self.linde, self.employee, self.proof, desk, manager)

    @cached_property
    def begun_scan(self) -> Scan:
        """Every question is answered, and it is not sent."""
        assert self.empty_note
        return scans.answered(self.linde, self.people["practice_manager", "own"], scans.WHOLE, scans.BEGUN)

    @cached_property
    def sent_scan(self) -> Scan:
        """The specialist did not look at it yet."""
        assert self.empty_note
        return scans.sent(self.linde, self.people["practice_manager", "own"])

    @cached_property
    def free_slot(self) -> InterviewSlot:
        """A moment that the practice can choose: its answers were looked at."""
        assert self.empty_note
        scans.reviewed(self.linde, self.people["practice_manager", "own"], scans.LOOKED_AT)
        return scans.make_slot(self.linde, self.people["it_specialist", "own"])

    @cached_property
    def finished_scan(self) -> Scan:
        """Without an interview: with a report, advice to choose, and ways on."""
        assert self.empty_note
        return scans.sent(self.linde, self.people["practice_manager", "own"], kind=scans.LOOSE)

    @property
    def finished_report(self) -> ScanReport:
        return ScanReport.objects.get(scan=self.finished_scan)

    @property
    def preview(self) -> str:
        """The fingerprint of what the report of the scan that was talked over says now."""
        return example.read(self.talked_scan, self.people["it_specialist", "own"])

    @property
    def advice(self) -> str:
        return str(AdviceItem.objects.filter(scan=self.finished_scan, kind="improve")[0].pk)

    @cached_property
    def talk(self) -> Scan:
        """The same scan as that of the free moment, with a topic and a device: the interview can be held."""
        assert self.free_slot
        assert self.device
        scan = Scan.objects.get(kind=scans.LOOKED_AT)
        by = self.people["it_specialist", "own"]
        place = {"practice": self.linde, "region": self.linde.region}
        Interview.objects.create(scan=scan, **place, topics=["De telefoon"], by=by, at=NOW)
        return scan

    @cached_property
    def talked_scan(self) -> Scan:
        """The interview was held: the report can be written."""
        assert self.empty_note
        scan = scans.sent(self.linde, self.people["practice_manager", "own"], kind=scans.TALKED)
        by = self.people["it_specialist", "own"]
        Scan.objects.filter(pk=scan.pk).update(status=INTERVIEWED, interviewed_on=TODAY, specialist=by)
        scan_reports.draft(scan, definition_of(scan), answers_of(scan))
        return scan

    @property
    def line(self) -> AdviceItem:
        return AdviceItem.objects.filter(scan=self.talked_scan, kind="improve")[0]

    def share(self, party: str) -> ScanShare:
        """The report of the scan without an interview, shared with the region or the insurer."""
        given = {"practice": self.linde, "practice_name": self.linde.name, "region": self.linde.region}
        insurer = "zilveren-kruis" if party == TO_INSURER else ""
        made, _ = ScanShare.objects.get_or_create(
            report=ScanReport.objects.get(scan=self.finished_scan),
            party=party,
            defaults=given
            | {"insurer_key": insurer, "shared_by": self.people["practice_manager", "own"], "shared_at": NOW},
        )
        return made

    @cached_property
    def device(self) -> Device:
        return Device.objects.create(
            practice=self.linde,
            region=self.linde.region,
            kind="Laptop",
            added_by=self.people["practice_manager", "own"],
            added_at=NOW,
        )

    @cached_property
    def milestone(self) -> Milestone:
        return Milestone.objects.create(
            **self._of_linde,
            title="Eerste stap",
            shows="Een foto",
            due=date(2022, 7, 1),
            added_at=NOW,
            added_by=self.people["practice_manager", "own"],
        )

    @cached_property
    def example(self) -> str:
        """The key of an example of a milestone that fits every practice on objective A."""
        programme = programmes.programme_of(RegionYear.objects.select_related("edition").get().edition)
        return next(each.key for each in programme.milestones if each.objective == "A" and each.choice is None)

    @cached_property
    def hours(self) -> ExtraHours:
        return ExtraHours.objects.create(
            **self._of_linde,
            objective="A",
            function="gp",
            type="non_patient_time",
            minutes_a_week=60,
            start=TODAY,
            booked_at=NOW,
            booked_by=self.people["practice_manager", "own"],
        )

    @cached_property
    def partner(self) -> ProjectPartner:
        """Somebody asks the practice to do a project together."""
        return ProjectPartner.objects.create(
            practice=self.linde,
            region=self.linde.region,
            asked_by=self.duin,
            asked_by_name="Duin",
            practice_name="De Linde",
            title="Samen",
            asked_at=NOW,
        )

    @property
    def _of_linde(self) -> dict[str, Any]:
        enrolment = Enrolment.objects.get(practice=self.linde)
        return {"enrolment": enrolment, "practice": self.linde, "region": self.linde.region}

    @cached_property
    def invitation(self) -> str:
        _, secret = invitations.invite(
            role="practice_staff",
            name="Nieuw",
            email="nieuw@example.org",
            practice=self.linde,
            region=None,
            by=self.actor("practice_owner"),
            at=NOW,
            key=new_id(),
        )
        return secret


def make_world(*, enrolled: bool = True) -> World:
    rijnmond = make_region()
    linde, singel = make_practices(rijnmond, ["De Linde", "Singel"], enrolled=enrolled)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    duin = Practice.objects.create(region=elsewhere, agb_code="01000009", name="Duin")
    User.objects.create_user(A_DEMO_ACCOUNT, accounts.PASSWORD, name="Demo")
    return World(linde, singel, duin, new_id())


def session_of(user: User) -> str:
    """As after logging in; the hash of the password is what ends it when that changes."""
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.update(steps_taken(user, "password"))
    session.create()
    return str(session.session_key)


def client_with(session: str, *, enforce_csrf_checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf_checks, raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client
