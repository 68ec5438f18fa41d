from __future__ import annotations

from django.urls import path

from .choices import views as choices
from .dossier import views as dossier
from .double_funding.views import double_funding, double_funding_csv
from .enrolments.views import enrolments
from .evidence import views as evidence
from .heat_map import views as heat_map
from .library import views as library
from .lists.views import lists
from .outbox import views as outbox
from .plan import letter as plan_letter
from .plan import papers as plan_papers
from .plan import parts as plan_parts
from .plan import sign as plan_sign
from .plan import views as plan
from .practices import acts
from .practices import views as practices
from .questions import views as questions
from .queue.views import queue
from .report import sign as report_sign
from .report import views as report
from .reviews.views import review, reviews
from .scans import views as scans
from .set_up import views as set_up
from .settlement import views as settlement
from .succession import views as succession
from .support import views as support
from .support import walks
from .surveys import views as surveys
from .team import views as team
from .training import days, door
from .training import views as training

app_name = "region"

urlpatterns = [
    path("werkvoorraad/", queue, name="queue"),
    path("praktijken/", practices.practices, name="practices"),
    path("praktijken/praktijken.csv", practices.practices_csv, name="practices_csv"),
    path("praktijken/praktijken.xlsx", practices.practices_xlsx, name="practices_xlsx"),
    path("praktijken/herinneren/", acts.remind_practices, name="remind_practices"),
    path("praktijken/weergave/", acts.view_save, name="view_save"),
    path("praktijken/weergave/weg/", acts.view_remove, name="view_remove"),
    path("praktijken/<id:practice_id>/kort/", practices.practice, name="practice"),
    path("vragenlijsten/", surveys.surveys, name="surveys"),
    path("scans/", scans.scans, name="scans"),
    path("regioplan/", plan.plan, name="plan"),
    path("regioplan/<key:programme_key>/kpis/", plan_parts.kpis, name="plan_kpis"),
    path("regioplan/<key:programme_key>/tekenen/", plan_sign.sign, name="plan_sign"),
    path("regioplan/<key:programme_key>/ontvangst/", plan_sign.receipt, name="plan_receipt"),
    path("regioplan/<key:programme_key>/antwoord/", plan_sign.answer, name="plan_answer"),
    path("regioplan/<key:programme_key>/verschil/", plan_papers.changes, name="plan_changes"),
    path("regioplan/<key:programme_key>/besluit/<id:decision_id>/", plan_letter.letter, name="plan_letter"),
    path("regioplan/<key:programme_key>/pdf/", plan_papers.paper, name="plan_paper"),
    path("regioplan/<key:programme_key>/<key:kind>/<obligation:part>/", plan_parts.part, name="plan_part"),
    path("rapportage/", report.report, name="report"),
    path("rapportage/<key:programme_key>/tekenen/", report_sign.sign, name="report_sign"),
    path("rapportage/<key:programme_key>/ontvangst/", report_sign.receipt, name="report_receipt"),
    path("rapportage/<key:programme_key>/antwoord/", report_sign.answer, name="report_answer"),
    path("rapportage/<key:programme_key>/pdf/", report_sign.paper, name="report_paper"),
    path("rapportage/<key:programme_key>/<key:kind>/<obligation:part>/", report.part, name="report_part"),
    path("lijsten/", lists, name="lists"),
    path("afrekening/", settlement.settlement, name="settlement"),
    path(
        "afrekening/<key:programme_key>/<quarter:quarter>/klaarzetten/", settlement.prepare, name="settlement_prepare"
    ),
    path("afrekening/<id:run_id>/sluiten/", settlement.close, name="settlement_close"),
    path("afrekening/<id:run_id>/weggooien/", settlement.drop, name="settlement_drop"),
    path("afrekening/<id:run_id>/betaalbestand/", settlement.payment_file, name="payment_file"),
    path("afrekening/terugbetaling/<int:claw_back_id>/", settlement.claw_back, name="claw_back"),
    path("afrekening/kassier/<key:programme_key>/", settlement.cashier, name="cashier"),
    path("praktijken/<id:practice_id>/", dossier.dossier, name="dossier"),
    path("praktijken/<id:practice_id>/overgang/", succession.succession, name="succession"),
    path("praktijken/<id:practice_id>/bezoek/", dossier.visit, name="visit"),
    path("praktijken/<id:practice_id>/notitie/", dossier.note_add, name="note_add"),
    path("stand/", heat_map.heat_map, name="heat_map"),
    path("stand/stand.csv", heat_map.heat_map_csv, name="heat_map_csv"),
    path("stand/trechter/", heat_map.funnel, name="funnel"),
    path("aanmeldingen/", enrolments, name="enrolments"),
    path("aanmeldingen/keuzes/", choices.choices, name="choices"),
    path("aanmeldingen/keuzes/samen/", choices.align_many, name="align_many"),
    path("aanmeldingen/keuzes/<id:practice_id>/<objective:objective>/", choices.align, name="align"),
    path("aanmeldingen/doelstellingen/", choices.supported, name="supported"),
    path("aanmeldingen/doelstellingen/<objective:objective>/", choices.support_objective, name="support_objective"),
    path("ondersteuning/", support.support, name="support"),
    path("ondersteuning/ondersteuning.csv", support.support_csv, name="support_csv"),
    path("ondersteuning/nieuw/", support.support_add, name="support_add"),
    path("ondersteuning/dubbel/", double_funding, name="double_funding"),
    path("ondersteuning/dubbel/dubbele-bekostiging.csv", double_funding_csv, name="double_funding_csv"),
    path("ondersteuning/traject/<key:track>/", walks.track, name="track"),
    path("ondersteuning/traject/<key:track>/<id:enrolment_id>/<key:step>/", walks.track_step, name="track_step"),
    path("ondersteuning/<id:support_id>/", support.support_edit, name="support_edit"),
    path("ondersteuning/<id:support_id>/doorstrepen/", support.support_strike, name="support_strike"),
    path("plannen/", reviews, name="reviews"),
    path("plannen/<id:form_id>/", review, name="review"),
    path("bewijs/", evidence.evidence, name="evidence"),
    path("bewijs/<id:evidence_id>/", evidence.evidence_check, name="evidence_check"),
    path("scholing/", training.trainings, name="trainings"),
    path("scholing/nieuw/", training.training_new, name="training_new"),
    path("scholing/deelname/", training.participation, name="participation"),
    path("scholing/deelname/deelname.csv", training.participation_csv, name="participation_csv"),
    path("scholing/<id:training_id>/", training.training, name="training"),
    path("scholing/<id:training_id>/wijzigen/", training.training_edit, name="training_edit"),
    path("scholing/<id:training_id>/tonen/", training.training_publish, name="training_publish"),
    path("scholing/<id:training_id>/dag/", days.session_new, name="session_new"),
    path("scholing/dag/<id:session_id>/", door.session, name="session"),
    path("scholing/dag/<id:session_id>/wijzigen/", days.session_edit, name="session_edit"),
    path("scholing/dag/<id:session_id>/afzeggen/", door.session_call_off, name="session_call_off"),
    path("scholing/dag/<id:session_id>/deur/", door.door, name="door"),
    path("scholing/dag/<id:session_id>/sluiten/", door.session_close, name="session_close"),
    path("scholing/dag/<id:session_id>/tekenlijst.pdf", door.attendance_list, name="attendance_list"),
    path("scholing/dag/<id:session_id>/aanvullen/", door.attendance_add, name="attendance_add"),
    path("scholing/dag/<id:session_id>/weghalen/<id:attendance_id>/", door.attendance_off, name="attendance_off"),
    path("bibliotheek/", library.library, name="library"),
    path("bibliotheek/nieuw/", library.article_add, name="article_add"),
    path("bibliotheek/verhalen/", library.stories, name="stories"),
    path("bibliotheek/verhalen/<id:story_id>/", library.story, name="story"),
    path("bibliotheek/<id:article_id>/", library.article, name="article"),
    path("bibliotheek/<id:article_id>/zichtbaar/", library.article_publish, name="article_publish"),
    path("bibliotheek/<id:article_id>/bestand/", library.article_file, name="article_file"),
    path("vragen/", questions.questions, name="questions"),
    path("vragen/behoefte/", questions.needs, name="needs"),
    path("vragen/<id:thread_id>/", questions.question, name="question"),
    path("team/", team.team, name="team"),
    path("team/uitnodigen/", team.team_invite, name="team_invite"),
    path("team/nagekeken/", team.team_check, name="team_check"),
    path("team/toegang/<int:membership_id>/stoppen/", team.team_stop, name="team_stop"),
    path("jaar/", set_up.set_up, name="set_up"),
    path("jaar/<id:draft_id>/", set_up.year_draft, name="year_draft"),
    path("jaar/<id:draft_id>/weggooien/", set_up.year_drop, name="year_drop"),
    path("jaar/<id:draft_id>/gevolgen/", set_up.year_effects, name="year_effects"),
    path("jaar/<id:draft_id>/gevolgen/gevolgen.csv", set_up.year_effects_csv, name="year_effects_csv"),
    path("jaar/<id:draft_id>/afspelen/", set_up.year_play, name="year_play"),
    path("post/", outbox.outbox, name="outbox"),
    path("post/herinneren/<key:programme_key>/<obligation:obligation>/", outbox.remind, name="remind"),
    path("post/<id:mail_id>/", outbox.mail, name="mail"),
]
