"""Every mail goes through the outbox: a row first, that says what goes, to whom and why; sent by the job loop.

Rows: R048. A mail goes once for its key. What a mail server takes and then loses the answer of goes twice: that window
cannot be closed from this side. What fails is tried again on its own, so nobody else gets a second one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.defaultfilters import linebreaks_filter, urlize
from django.utils.html import format_html

from groeiruimte.records import guard, jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Job, Mail, Practice, Region, User
from groeiruimte.records.models.job import DONE, PARKED, WAITING
from groeiruimte.records.models.mail import DROPPED, FAILED, HELD, SENT

from .refusal import Refused
from .verb import Done, verb

AT_ONCE = timedelta(0)
HOLD = timedelta(minutes=10)
SEND = "mail_send"


def put(
    *,
    key: str,
    kind: str,
    user: User,
    subject: str,
    body: str,
    why: str,
    at: datetime,
    practice: Practice | None = None,
    region: Region | None = None,
    calendar: str = "",
    hold: timedelta = AT_ONCE,
) -> Mail | None:
    """Put a mail in the outbox, inside the transaction of what it tells about; None when this key went before.

    `kind` is M1-M18 of ux.md 2b.8, or M19 for a question that was answered.
    No amounts, scores or names of patients in `subject` and `body`; one action.
    """
    with guard.everything():  # a mail to a colleague went before, or not: that cannot be seen from inside a practice
        mail, made = Mail.objects.get_or_create(
            key=key[:160],
            defaults={
                "kind": kind,
                "user": user,
                "practice": practice,
                "region": region or (practice.region if practice else None),
                "subject": " ".join(subject.split()),  # a new line in it would be another header
                "body": body,
                "calendar": calendar,
                "why": why,
                "made_at": at,
                "due_at": at + hold,
            },
        )
    if not made:
        return None
    jobs.queue(kind=SEND, key=_job(mail), due_at=mail.due_at, payload={"mail": mail.pk})
    return mail


def _job(mail: Mail) -> str:
    return f"mail:{mail.pk}"


def send(mail_id: str, at: datetime) -> None:
    """Send one mail; called by the job loop. A failure is noted, without address or text, and raised again."""
    mail = Mail.objects.select_related("user", "region").get(pk=mail_id)
    if mail.status in (SENT, DROPPED):
        return
    mail.tries += 1
    try:
        _message(mail).send()
    except Exception as trouble:
        mail.status, mail.trouble = FAILED, type(trouble).__name__
        mail.save(update_fields=["status", "trouble", "tries"])
        raise
    mail.status, mail.trouble, mail.sent_at = SENT, "", at
    mail.save(update_fields=["status", "trouble", "tries", "sent_at"])


def _message(mail: Mail) -> EmailMultiAlternatives:
    """Plain text, and the same text as simple html; an answer goes to the region."""
    answers = [mail.region.contact_email] if mail.region and mail.region.contact_email else None
    message = EmailMultiAlternatives(mail.subject, mail.body, to=[mail.user.email], reply_to=answers)
    message.attach_alternative(html_of(mail.subject, mail.body), "text/html")
    if mail.calendar:
        part = MIMEText(mail.calendar, "calendar", "utf-8")
        part.add_header("Content-Disposition", "attachment", filename="agenda.ics")
        message.attach(part)
    return message


def html_of(subject: str, body: str) -> str:
    made = linebreaks_filter(urlize(body, autoescape=True))
    return format_html(
        '<!doctype html><html lang="nl"><head><title>{}</title></head><body>{}</body></html>', subject, made
    )


def place(path: str) -> str:
    """The whole address of a page, for a link in a mail."""
    return f"{settings.SITE}{path}"


@verb("mail.drop", right="mail.send")
def drop(*, region: Region, mail: Mail, by: Actor, at: datetime) -> Done:
    """Take a mail out of the outbox before it goes."""
    found = Mail.objects.select_for_update().get(pk=mail.pk, region=region)
    if found.status not in (HELD, FAILED):
        raise Refused("Deze mail is al verstuurd.", "U kunt haar niet meer tegenhouden.", code="sent")
    found.status = DROPPED
    found.save(update_fields=["status"])
    Job.objects.filter(key=_job(found), status__in=(WAITING, PARKED)).update(status=DONE, finished_at=at)
    return Done(found, region=region, detail={"kind": found.kind})


@verb("mail.send_again", right="mail.send")
def send_again(*, region: Region, by: Actor, at: datetime) -> Done:
    """Send again what failed, and nothing else."""
    failed = list(Mail.objects.filter(region=region, status=FAILED))
    if not failed:
        raise Refused("Alle mails zijn aangekomen.", "U hoeft niets te doen.", code="none_failed")
    again = Job.objects.filter(key__in=[_job(mail) for mail in failed])
    again.update(status=WAITING, due_at=at, tries=0, leased_until=None, reason="")
    return Done(region, region=region, detail={"mails": len(failed)})
