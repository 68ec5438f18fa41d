"""Where the pages of a practice live; mounted at /praktijk/<practice_id>/."""

from __future__ import annotations

from django.urls import path

from .deliver import outcome
from .deliver import views as deliver
from .enrol import commit
from .enrol import views as enrol
from .entitlement import cashier, statements
from .entitlement import views as entitlement
from .fill import check as form_check
from .fill import papers as form_papers
from .fill import receipt as form_receipt
from .fill import views as fill
from .help import views as help_views
from .hours import views as hours
from .intend import views as intend
from .kpi import items, social_map
from .kpi import views as kpi
from .plan import milestones, together
from .plan import views as plan
from .profile import views as profile
from .scan import equipment
from .scan import interview as scan_interview
from .scan import report as scan_report
from .scan import views as scan
from .shelf import views as shelf
from .survey import papers as survey_papers
from .survey import views as survey
from .team import views as team
from .training import feed as calendar
from .training import presence
from .training import views as training
from .year import views as year

app_name = "practice"

urlpatterns = [
    path("", year.year, name="year"),
    path("profiel/", profile.profile, name="profile"),
    path("profiel/wijzigen/", profile.edit, name="edit"),
    path("aanmelden/", enrol.enrol, name="enrol"),
    path("aanmelden/<key:programme>/", enrol.enrol_programme, name="enrol_programme"),
    path("plan/", plan.plan, name="plan"),
    path("plan/voorbeelden/", milestones.milestone_examples, name="milestone_examples"),
    path("plan/mijlpaal/", milestones.milestone_add, name="milestone_add"),
    path("plan/mijlpaal/<id:milestone_id>/", milestones.milestone, name="milestone"),
    path("plan/mijlpaal/<id:milestone_id>/voortgang/", milestones.milestone_progress, name="milestone_progress"),
    path("plan/mijlpaal/<id:milestone_id>/weg/", milestones.milestone_strike_out, name="milestone_strike_out"),
    path("plan/samen/", together.partner_ask, name="partner_ask"),
    path("plan/samen/<id:partner_id>/", together.partner_answer, name="partner_answer"),
    path("uren/", hours.hours, name="hours"),
    path("uren/toevoegen/", hours.hours_add, name="hours_add"),
    path("uren/<id:hours_id>/", hours.hours_edit, name="hours_edit"),
    path("uren/<id:hours_id>/weg/", hours.hours_strike_out, name="hours_strike_out"),
    path("formulier/<key:form>/", fill.form, name="form"),
    path("formulier/<key:form>/<key:section>/", fill.section, name="form_section"),
    path("formulier/<key:form>/-/controleer/", form_check.check, name="form_check"),
    path("formulier/<key:form>/-/verstuurd/", form_check.sent, name="form_sent"),
    path("formulier/<key:form>/-/verschil/", form_papers.changes, name="form_changes"),
    path("formulier/<key:form>/-/pdf/", form_papers.paper, name="form_paper"),
    path("formulier/<key:form>/-/ontvangstbewijs/", form_receipt.receipt, name="form_receipt"),
    path("formulier/<key:form>/-/leeg/", form_papers.blank, name="form_blank"),
    path("apparatuur/", equipment.devices, name="devices"),
    path("apparatuur/nieuw/", equipment.device_add, name="device_add"),
    path("apparatuur/<id:device_id>/", equipment.device, name="device"),
    path("apparatuur/<id:device_id>/weghalen/", equipment.device_remove, name="device_remove"),
    path("scan/<key:scan>/", scan.scan, name="scan"),
    path("scan/<key:scan>/vragen/<key:section>/", scan.section, name="scan_section"),
    path("scan/<key:scan>/controleer/", scan.check, name="scan_check"),
    path("scan/<key:scan>/gesprek/", scan_interview.slot, name="scan_slot"),
    path("scan/<key:scan>/onderwerpen/", scan_interview.topics, name="scan_topics"),
    path("scan/<key:scan>/vervolg/", scan.follow_up, name="scan_follow_up"),
    path("scan/<key:scan>/rapport/", scan_report.report, name="scan_report"),
    path("scan/<key:scan>/rapport/pdf/", scan_report.report_paper, name="scan_report_paper"),
    path("scan/<key:scan>/rapport/delen/<key:party>/", scan_report.share, name="scan_share"),
    path("aanmelden/<key:programme>/kpi/", commit.commit, name="commit"),
    path("aanmelden/<key:programme>/keuze/", commit.choose, name="choose"),
    path("voornemen/", intend.intention, name="intention"),
    path("doelstelling/", intend.objectives, name="objectives"),
    path("team/", team.overview, name="team"),
    path("team/uitnodigen/", team.invite, name="team_invite"),
    path("team/nagekeken/", team.check, name="team_check"),
    path("team/toegang/<int:membership_id>/stoppen/", team.stop, name="team_stop"),
    path("team/medewerkers/nieuw/", team.add_employee, name="employee_add"),
    path("team/medewerkers/<int:employee_id>/", team.employee, name="employee"),
    path("scholing/", training.trainings, name="trainings"),
    path("scholing/agenda/", calendar.calendar, name="calendar"),
    path("scholing/agenda/stoppen/", calendar.calendar_stop, name="calendar_stop"),
    path("scholing/<id:session_id>/", training.training, name="training"),
    path("scholing/<id:session_id>/inschrijven/", training.sign_up, name="sign_up"),
    path("scholing/<id:session_id>/afmelden/<id:sign_up_id>/", training.sign_off, name="sign_off"),
    path("scholing/<id:session_id>/agenda.ics", training.session_calendar, name="session_calendar"),
    path("aanwezig/", presence.attend, name="attend"),
    path("aanwezigheid/", presence.attendance, name="attendance"),
    path("aanwezigheid/elders/", presence.outside, name="outside"),
    path("aanwezigheid/<id:attendance_id>/weghalen/", presence.strike, name="strike"),
    path("aanwezigheid/<id:attendance_id>/bewijs.pdf", presence.certificate, name="certificate"),
    path("lijst/", deliver.deliver, name="deliver"),
    path("lijst/kwartaal/<quarter:quarter>/", deliver.deliver_quarter, name="deliver_quarter"),
    path("lijst/<id:list_id>/", outcome.outcome, name="outcome"),
    path("lijst/<id:list_id>/bevindingen.xlsx", outcome.findings_file, name="findings"),
    path("lijst/<id:list_id>/kolommen/", deliver.map_columns, name="columns"),
    path("vragenlijsten/", survey.surveys_page, name="surveys"),
    path("vragenlijsten/<key:kind>/uitzetten/", survey.survey_start, name="survey_start"),
    path("vragenlijsten/<id:survey_id>/", survey.survey, name="survey"),
    path("vragenlijsten/<id:survey_id>/kaarten/", survey_papers.survey_cards, name="survey_cards"),
    path("vragenlijsten/<id:survey_id>/poster/", survey_papers.survey_poster, name="survey_poster"),
    path("vragenlijsten/<id:survey_id>/mailen/", survey.survey_invite, name="survey_invite"),
    path("vragenlijsten/<id:survey_id>/sluiten/", survey.survey_close, name="survey_close"),
    path("vragenlijsten/<id:survey_id>/stoppen/", survey.survey_call_off, name="survey_call_off"),
    path("kpi/", kpi.kpis, name="kpis"),
    path("kpi/<key:kpi>/", kpi.kpi, name="kpi"),
    path("vastleggen/<key:kind>/", items.items, name="items"),
    path("vastleggen/<key:kind>/nieuw/", items.item_add, name="item_add"),
    path("vastleggen/<key:kind>/<id:item_id>/", items.item, name="item"),
    path("vastleggen/<key:kind>/<id:item_id>/doorstrepen/", items.item_strike, name="item_strike"),
    path("sociale-kaart/", social_map.social_map, name="social_map"),
    path("sociale-kaart/pdf/", social_map.social_map_paper, name="social_map_paper"),
    path("bewijs/", shelf.evidence, name="evidence"),
    path("bewijs/nieuw/", shelf.evidence_add, name="evidence_add"),
    path("bewijs/<id:evidence_id>/bestand/", shelf.evidence_file, name="evidence_file"),
    path("bewijs/<id:evidence_id>/kopie/", shelf.evidence_copy, name="evidence_copy"),
    path("bewijs/<id:evidence_id>/weghalen/", shelf.evidence_take_off, name="evidence_take_off"),
    path("vergoeding/", entitlement.amount, name="amount"),
    path("vergoeding/specificatie/<id:statement_id>/", statements.statement, name="statement"),
    path("vergoeding/specificatie/<id:statement_id>/pdf/", statements.statement_paper, name="statement_paper"),
    path("vergoeding/uitbetaling/<key:programme>/", cashier.cashier, name="cashier"),
    path("vergoeding/<quarter:quarter>/", entitlement.amount_quarter, name="amount_quarter"),
    path("vergoeding/<quarter:quarter>/declaratiebestand/", entitlement.claim, name="claim"),
    path("hulp/", help_views.help_page, name="help"),
    path("hulp/artikel/<id:article_id>/", help_views.article, name="article"),
    path("hulp/artikel/<id:article_id>/bestand/", help_views.article_file, name="article_file"),
    path("hulp/vraag/", help_views.ask, name="ask"),
    path("hulp/vraag/<id:thread_id>/", help_views.thread, name="thread"),
    path("hulp/verhaal/", help_views.story, name="story"),
]
