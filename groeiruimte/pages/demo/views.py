"""The demo's own pages. They read nothing that the person may not see, but for the open invitation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groeiruimte.actions.demo import clock, sample_lists
from groeiruimte.actions.demo.accounts import PASSWORD, accounts
from groeiruimte.actions.demo.invitation import open_invitation
from groeiruimte.actions.demo.moments import MOMENTS
from groeiruimte.actions.demo.regions import SERVICE_CODE
from groeiruimte.actions.demo.walks import walks
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.programme.calendar import Quarter, long_date
from groeiruimte.records import access
from groeiruimte.records.models import Practice
from groeiruimte.rules.obligations import list_window, quarters

from .forms import DayForm
from .offers import Offer, offer

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
def home(request: Request) -> HttpResponse:
    return _home(request, DayForm())


def _home(request: Request, form: DayForm) -> HttpResponse:
    context = {
        "form": form,
        "moments": MOMENTS,
        "walks": walks(),
        "practices": access.practices(request.actor, "list.deliver"),
        "invitation": open_invitation(request.at),
        "accounts": accounts(),
        "password": PASSWORD,
        "service_code": SERVICE_CODE,
    }
    return render(request, "demo/home.html", context)


@require_POST
def move(request: Request) -> HttpResponse:
    """Make it another day for everybody in the demo."""
    form = DayForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["day"]
        try:
            clock.move(today=day, by=request.actor, at=request.at, key=submission_key(request))
        except Refused as refusal:
            form.add_error("day", f"{refusal.message} {refusal.mend}")
        else:
            messages.success(request, f"Het is nu {long_date(day)}.")
            return redirect("demo:home")
    return _home(request, form)


@require_POST
def become(request: Request) -> HttpResponse:
    """Log out, and log in as somebody else of the demo: with the password, as anybody does. A walk sets its day."""
    key = submission_key(request)
    email = request.POST.get("email", "")
    walk = next((each for each in walks() if each.title == request.POST.get("walk")), None)
    if walk:
        clock.move(today=walk.day, by=request.actor, at=request.at, key=key)
        email = walk.person.email
    elif email not in {account.email for account in accounts()}:
        raise Http404
    if not request.actor.is_anonymous:
        get_adapter(request).logout(request)
    log_in = LoginForm({"login": email, "password": PASSWORD}, request=request)
    if not log_in.is_valid():
        return redirect("account_login")
    response: HttpResponse = log_in.login(request, redirect_url=reverse("public:home"))
    return response


@require_safe
def lists(request: Request, practice_id: str) -> HttpResponse:
    """The sample lists of an own practice, for every quarter that asks one."""
    practice = _practice(request, practice_id)
    context = {"practice": practice, "offers": _offers(request, practice), "kinds": sample_lists.KINDS}
    return render(request, "demo/lists.html", context)


@require_safe
def sample(request: Request, practice_id: str, quarter: str, kind: str) -> HttpResponse:
    """One sample list, made now."""
    practice = _practice(request, practice_id)
    wanted = next((each.quarter for each in _offers(request, practice) if str(each.quarter) == quarter), None)
    chosen = sample_lists.kind_of(kind)
    if wanted is None or chosen is None:
        raise Http404
    made = sample_lists.sample_of(practice.agb_code, practice.registered_patients, wanted, chosen)
    return attachment(made.content, made.name, _TYPES[made.name.rpartition(".")[2]])


def _practice(request: Request, practice_id: str) -> Practice:
    return get_object_or_404(access.practices(request.actor, "list.deliver"), pk=practice_id)


def _offers(request: Request, practice: Practice) -> list[Offer]:
    """The quarters for which the programmes of the practice's region ask a list; what is open now comes first."""
    found: dict[Quarter, Offer] = {}
    years = access.region_years(request.actor, "list.deliver").filter(region=practice.region_id).order_by("start")
    for programme in [programme_of(year.edition) for year in years]:
        for year in programme.period.years:
            for quarter in quarters(programme, year):
                found[quarter] = offer(quarter, *list_window(programme, quarter), request.actor.on)
    return sorted(found.values(), key=lambda each: (each.state != "open", each.quarter))
