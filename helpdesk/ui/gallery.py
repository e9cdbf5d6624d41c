"""The gallery: every part on one page, and four whole screens made of them. It is also a test."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from helpdesk.timers import clock
from helpdesk.ui import samples
from helpdesk.ui.areas import Area

FRAMES = ("parts", "queue", "request", "portal", "filing", "order")


class SampleForm(forms.Form):
    """One field of each kind."""

    company = forms.CharField(label=_("Company"), max_length=80)
    code = forms.CharField(label=_("Company code"), required=False, help_text=_("Nine digits."))
    email = forms.EmailField(label=_("Work e-mail"))
    language = forms.ChoiceField(
        label=_("Language"), choices=[("lt", "Lietuvių"), ("en", "English")], required=False
    )
    products = forms.MultipleChoiceField(
        label=_("Systems you use"),
        choices=[(name, name) for name in ("Bonus", "Konto", "Logas", "L4.PRO")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(label=_("In your words"), widget=Area(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label=_("I accept the service terms, which state the promises above."))


def gallery(request: HttpRequest) -> HttpResponse:
    """Shows the parts; only where a developer or the demo looks."""
    if not (settings.DEBUG or settings.DEMO_MAILBOX):
        raise Http404
    frame = request.GET.get("frame", "parts")
    if frame not in FRAMES:
        raise Http404
    if "toast" in request.GET:
        messages.success(request, _("Your reply is sent."))
    now = clock.now()
    wrong = SampleForm({"company": "", "email": "ruta@", "agree": ""}, auto_id="wrong-%s")
    context: dict[str, Any] = {
        "now": now,
        "frames": FRAMES,
        "frame": frame,
        "dense": frame in ("queue", "request"),
        "right": SampleForm(initial={"company": "UAB Pavyzdys", "products": ["Bonus"]}),
        "wrong": wrong,
        "hour_ago": now - timedelta(hours=1),
        "spans": [timedelta(seconds=n) for n in (12, 720, 4200, 7200, 187_200)],
        **samples.everything(now),
    }
    return render(request, f"ui/{frame}.html", context)
