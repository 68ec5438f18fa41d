from __future__ import annotations

from django.urls import path

from .log import views as log
from .organisations import people
from .organisations import views as organisations
from .status import views as status
from .succession import views as succession
from .years import views as years

app_name = "platform"

urlpatterns = [
    path("organisaties/", organisations.organisations, name="organisations"),
    path("organisaties/nieuw/", organisations.organisation_add, name="organisation_add"),
    path("organisaties/<key:kind>/<key:place>/", organisations.organisation, name="organisation"),
    path("organisaties/<key:kind>/<key:place>/uitnodigen/", organisations.invite, name="organisation_invite"),
    path("organisaties/<key:kind>/<key:place>/nagekeken/", organisations.check, name="organisation_check"),
    path("overgang/<id:place>/", succession.succession, name="succession"),
    path("mensen/<int:user_id>/", people.person, name="person"),
    path("mensen/<int:user_id>/uitloggen/", people.log_out, name="person_log_out"),
    path("toegang/<int:membership_id>/", people.period, name="membership"),
    path("toegang/<int:membership_id>/stoppen/", people.stop, name="membership_stop"),
    path("jaren/", years.years, name="years"),
    path("jaren/<id:draft_id>/", years.year_draft, name="year_draft"),
    path("jaren/<id:draft_id>/weggooien/", years.year_drop, name="year_drop"),
    path("jaren/<id:draft_id>/afspelen/", years.year_play, name="year_play"),
    path("jaren/<id:draft_id>/publiceren/", years.year_publish, name="year_publish"),
    path("logboek/", log.log, name="log"),
    path("logboek/logboek.csv", log.log_csv, name="log_csv"),
    path("logboek/mensen/", log.people, name="log_people"),
    path("logboek/medewerker/<int:user_id>/", log.by_person, name="log_by"),
    path("logboek/over/<int:user_id>/", log.about_person, name="log_about"),
    path("logboek/keten/", log.check, name="log_check"),
    path("logboek/weken/", log.reviews, name="log_reviews"),
    path("status/", status.status, name="status"),
    path("status/taak/<int:job_id>/", status.retry, name="job_retry"),
]
