"""R10: what goes and why, holding back, and sending again only what failed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail as sent
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from groeiruimte.actions import outbox, work
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Job, Mail, User
from groeiruimte.records.models.mail import DROPPED, FAILED, HELD, SENT
from tests.site.rijnmond import NOW, TODAY

from .conftest import Post

LATER = NOW + timedelta(hours=1)
MUCH_LATER = NOW + timedelta(days=30)


class NobodyAnswers(EmailBackend):
    """A mail server that takes nothing for one address."""

    def send_messages(self, messages):  # type: ignore[no-untyped-def]
        if any("owner" in message.to[0] for message in messages):
            raise ConnectionError("owner@example.org does not exist")
        return super().send_messages(messages)


def put(post: Post, user: User, **more: object) -> Mail:
    given = {
        "key": new_id(), "kind": "M6", "user": user, "practice": post.linde, "subject": "Lever uw lijst aan",
        "body": "Beste,\n\nBekijk uw jaar: https://example.org/x\n", "why": "Nog niet gedaan", "at": NOW,
    }  # fmt: skip
    mail = outbox.put(**(given | more))  # type: ignore[arg-type]
    assert mail is not None
    return mail


def work_on(at=LATER) -> None:  # type: ignore[no-untyped-def]
    while work.run_one(at):
        pass


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_a_mail_goes_once_for_its_key(post: Post) -> None:
    put(post, post.manager, key="same")
    assert outbox.put(key="same", kind="M6", user=post.manager, subject="x", body="y", why="z", at=NOW) is None
    work_on()
    work_on(MUCH_LATER)
    assert [(mail.subject, mail.to) for mail in sent.outbox] == [("Lever uw lijst aan", [post.manager.email])]


def test_it_has_plain_text_html_and_an_answer_goes_to_the_region(post: Post) -> None:
    post.rijnmond.region.contact_email = "regio@example.org"
    post.rijnmond.region.save()
    put(post, post.manager, body="Beste <b>,\n\nhttps://example.org/x\n", calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR")
    work_on()
    (message,) = sent.outbox
    html, kind = message.alternatives[0]  # type: ignore[attr-defined]
    assert (message.reply_to, kind, "<b>" in html, 'href="https://example.org/x"' in html) == (
        ["regio@example.org"], "text/html", False, True,
    )  # fmt: skip
    assert message.attachments[0].get_content_type() == "text/calendar"  # type: ignore[union-attr]


def test_what_is_held_waits_and_can_be_held_back(post: Post) -> None:
    mail = put(post, post.manager, hold=outbox.HOLD)
    work_on(NOW + timedelta(minutes=9))
    assert sent.outbox == []
    lead = access.actor(post.lead, TODAY)
    outbox.drop(region=post.rijnmond.region, mail=mail, by=lead, at=NOW, key=new_id())
    work_on()
    mail.refresh_from_db()
    assert (sent.outbox, mail.status) == ([], DROPPED)


def test_what_went_cannot_be_held_back(post: Post) -> None:
    mail = put(post, post.manager)
    work_on()
    with pytest.raises(Refused) as refused:
        outbox.drop(region=post.rijnmond.region, mail=mail, by=access.actor(post.lead, TODAY), at=NOW, key=new_id())
    assert refused.value.message == "Deze mail is al verstuurd."


def test_a_partial_failure_sends_again_only_what_failed(post: Post, settings) -> None:  # type: ignore[no-untyped-def]
    good, bad = put(post, post.manager), put(post, post.owner)
    settings.EMAIL_BACKEND = "tests.site.post.test_outbox.NobodyAnswers"
    for days in range(10):
        work_on(LATER + timedelta(days=days))
    states = dict(Mail.objects.values_list("pk", "status"))
    assert states == {good.pk: SENT, bad.pk: FAILED}
    assert Mail.objects.get(pk=bad.pk).trouble == "ConnectionError"  # not the address
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.send_again(region=post.rijnmond.region, by=access.actor(post.lead, TODAY), at=MUCH_LATER, key=new_id())
    work_on(MUCH_LATER)
    assert [mail.to for mail in sent.outbox] == [[post.manager.email], [post.owner.email]]
    assert set(Mail.objects.values_list("status", flat=True)) == {SENT}
    assert Job.objects.exclude(status="done").count() == 0


def test_with_nothing_failed_there_is_nothing_to_send_again(post: Post) -> None:
    with pytest.raises(Refused) as refused:
        outbox.send_again(region=post.rijnmond.region, by=access.actor(post.lead, TODAY), at=NOW, key=new_id())
    assert refused.value.message == "Alle mails zijn aangekomen."


def test_the_page_says_what_goes_and_why(post: Post) -> None:
    mail = put(post, post.manager, hold=outbox.HOLD)
    client = client_of(post.lead)
    page = client.get("/regio/rijnmond/post/").content.decode()
    assert [words in page for words in ("Lever uw lijst aan", "Nog niet gedaan", "Wie krijgt straks wat")] == [True] * 3
    one = client.get(f"/regio/rijnmond/post/{mail.pk}/").content.decode()
    assert ("Houd deze mail tegen" in one, "https://example.org/x" in one) == (True, True)
    client.post(f"/regio/rijnmond/post/{mail.pk}/", {"submission_key": new_id()})
    assert Mail.objects.get().status == DROPPED


def test_the_page_previews_a_reminder_and_sends_it(post: Post) -> None:
    client = client_of(post.lead)
    where = "/regio/rijnmond/post/herinneren/2022-rijnmond/list-2022Q1/"
    assert "Stuur 2 mails" in client.get(where).content.decode()
    assert client.post(where, {"submission_key": new_id()}).headers["Location"] == "/regio/rijnmond/post/"
    assert {mail.status for mail in Mail.objects.all()} == {HELD}


def test_somebody_of_a_practice_sees_no_outbox(post: Post) -> None:
    mail = put(post, post.manager)
    client = client_of(post.manager)
    assert [client.get(f"/regio/rijnmond/post/{path}").status_code for path in ("", f"{mail.pk}/")] == [404, 404]


def test_a_subject_is_one_line(post: Post) -> None:
    """The title of a training may hold a new line, and that would be a header of its own."""
    mail = put(post, post.manager, subject="Bevestiging: Beeldbellen\r\nBcc: ander@example.org")
    assert mail.subject == "Bevestiging: Beeldbellen Bcc: ander@example.org"
    outbox.send(mail.pk, NOW)
    assert [message.recipients() for message in sent.outbox] == [[post.manager.email]]
