from __future__ import annotations

from django.urls import path

from .enrolments.views import enrolments
from .evidence import views as evidence
from .library import views as library
from .lists.views import close, lists
from .outbox import views as outbox
from .questions import views as questions
from .reviews.views import review, reviews
from .training import days, door
from .training import views as training

app_name = "region"

urlpatterns = [
    path("lijsten/", lists, name="lists"),
    path("lijsten/<key:programme_key>/<quarter:quarter>/sluiten/", close, name="close"),
    path("aanmeldingen/", enrolments, name="enrolments"),
    path("plannen/", reviews, name="reviews"),
    path("plannen/<id:form_id>/", review, name="review"),
    path("bewijs/", evidence.evidence, name="evidence"),
    path("bewijs/<id:evidence_id>/", evidence.evidence_check, name="evidence_check"),
    path("scholing/", training.trainings, name="trainings"),
    path("scholing/nieuw/", training.training_new, name="training_new"),
    path("scholing/deelname/", training.participation, name="participation"),
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
    path("post/", outbox.outbox, name="outbox"),
    path("post/herinneren/<key:programme_key>/<obligation:obligation>/", outbox.remind, name="remind"),
    path("post/<id:mail_id>/", outbox.mail, name="mail"),
]
