"""What the pages of the regional plan and of the report share: the document at hand, signing it, answering its insurer.

What differs between the two stands in `actions.document_kinds` (ADR 17).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.alignments import programme_of_year
from groeiruimte.actions.document_kinds import KINDS
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.region_content import content_of, parts_of
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import DocumentSubmission, Region, RegionDocument, RegionYear
from groeiruimte.records.models.region_document import APPROVED, SUBMITTED
from groeiruimte.rules.region_document import Missing
from groeiruimte.rules.region_parts import LONGEST

from .years import region_or_404, year_or_404

CONFIRM_FIRST = "U tekent namens de regio. Bevestig eerst dat u het bent."


@dataclass(frozen=True)
class DocumentWork:
    """A document that was begun; `years` are all programmes of the region, to choose from.

    `kind` is that of the document, `page` the name of its first page and the beginning of the others.
    """

    kind: ClassVar[str]
    page: ClassVar[str]
    in_address: ClassVar[Mapping[str, str]]

    request: Request
    region: Region
    year: RegionYear
    years: tuple[RegionYear, ...]
    programme: Programme
    document: RegionDocument

    @classmethod
    def or_404(cls, request: Request, region_key: str, programme_key: str, right: str = "document.read") -> Self:
        """The document of a programme, begun; and not there for who may not do this."""
        region = region_or_404(request, region_key, right)
        year, programme, years = year_or_404(request, region, programme_key)
        document = get_object_or_404(access.region_documents(request.actor, right), region_year=year, kind=cls.kind)
        return cls.on(request, region, year, years, programme, document)

    @classmethod
    def on(
        cls,
        request: Request,
        region: Region,
        year: RegionYear,
        years: list[RegionYear],
        programme: Programme,
        document: RegionDocument,
    ) -> Self:
        if KINDS[cls.kind].asked(programme) is None:
            raise Http404
        return cls(request, region, year, tuple(years), programme_of_year(year), document)

    @cached_property
    def parts(self) -> dict[str, dict[str, dict[str, Any]]]:
        return parts_of(self.document)

    @cached_property
    def figures(self) -> Mapping[str, Any]:
        return KINDS[self.kind].figures(self.year, self.parts, self.request.actor.on)

    @cached_property
    def gaps(self) -> tuple[Missing, ...]:
        return KINDS[self.kind].missing(self.programme, self.parts, self.figures)

    @cached_property
    def content(self) -> dict[str, Any]:
        """The document as it would be sealed now."""
        return content_of(self.document, self.parts, self.figures)

    @cached_property
    def submissions(self) -> list[DocumentSubmission]:
        """What was sent in, the newest first."""
        found = access.submissions_of_documents(self.request.actor).filter(document=self.document)
        return list(found.order_by("-number"))

    @property
    def is_sent(self) -> bool:
        """Nothing is asked of the region: the insurer reads it, or agreed."""
        return self.document.status in (SUBMITTED, APPROVED)

    @property
    def may_edit(self) -> bool:
        return access.may(self.request.actor, "document.edit", region=self.region)

    @property
    def may_sign(self) -> bool:
        return access.may(self.request.actor, "document.sign", region=self.region)

    @property
    def statement(self) -> str:
        """What is signed."""
        return KINDS[self.kind].statement

    @property
    def home(self) -> str:
        where = reverse(f"region:{self.page}", kwargs={"region_key": self.region.pk})
        return f"{where}?programma={self.year.programme}"

    def url(self, name: str, **more: str) -> str:
        """The address of another page of this document."""
        place = {"region_key": self.region.pk, "programme_key": self.year.programme}
        return reverse(f"region:{name}", kwargs=place | more)

    def part_url(self, kind: str, part: str) -> str:
        return self.url(f"{self.page}_part", kind=self.in_address[kind], part=part)

    def submission_or_404(self) -> DocumentSubmission:
        """The version in the address, else the last one."""
        asked = self.request.GET.get("versie", "")
        found = [each for each in self.submissions if not asked or str(each.number) == asked]
        if not found:
            raise Http404
        return found[0]


class AnswerForm(Form):
    text = forms.CharField(label="Uw antwoord", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": "4"}))


def signed(request: Request, work: DocumentWork, show: Callable[[list[tuple[str, str]]], HttpResponse]) -> HttpResponse:
    """The page on which the director signs; `show` gives it, with what keeps it from being sent.

    Who logged in longer ago confirms first who they are.
    """
    asked = proof.ask_first(request, work.url(f"{work.page}_sign"), CONFIRM_FIRST)
    if asked is not None:
        return asked
    if request.method != "POST":
        return show([])
    try:
        verbs.submit(
            region=work.region,
            document=work.document,
            version=typed_version(request),
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        return show([(f"{refusal.message} {refusal.mend}".strip(), "")])
    return HttpResponseRedirect(work.url(f"{work.page}_receipt"))


def answered(request: Request, work: DocumentWork) -> HttpResponse:
    """Answer a question of the insurer at its place."""
    form = AnswerForm(request.POST)
    if not work.submissions:
        raise Http404
    if not form.is_valid():
        messages.error(request, str(form.errors["text"][0]))
        return HttpResponseRedirect(work.home)
    try:
        verbs.answer_remark(
            region=work.region,
            submission=work.submissions[0],
            place=request.POST.get("place", ""),
            text=form.cleaned_data["text"],
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.mend}".strip())
    else:
        messages.success(request, f"Uw antwoord staat bij de vraag. {work.year.insurer.name} kan het lezen.")
    return HttpResponseRedirect(work.home)
