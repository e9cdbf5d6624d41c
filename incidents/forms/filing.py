"""The filing form: what happened, what is true, how to reach you."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.compiled import compiled
from helpdesk.lib.ids import own_id, uuid7
from helpdesk.ui.areas import Area
from incidents.forms.marks import EFFECT_CHOICES, WORDS, refuse_ticks_of_an_order
from incidents.models import Incident, Person
from incidents.models.lifecycle import Kind
from tenants.models import Product, Tenant
from tenants.models.products import TenantProduct

OTHER = "other"
# What the text is asked for by: each kind has its question and its hint, and the page shows those of the one
# that is chosen.
ASKED = {
    Kind.INCIDENT: _("What happened?"),
    Kind.SERVICE_REQUEST: _("What do you want to ask?"),
    Kind.DEVELOPMENT: _("What do you need, and for whom?"),
}
HINTS = {
    Kind.INCIDENT: _(
        "What did you do, what did you see, since when? Copy the words of an error message here."
    ),
    Kind.SERVICE_REQUEST: _("Name the function or the setting that it is about, and what you have tried."),
    Kind.DEVELOPMENT: _("What should the program do that it does not do now, who will use it, and by when?"),
}


class ReportForm(forms.Form):
    """What a customer writes to register a request; contacts are asked, and never stand in the way."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices, widget=forms.RadioSelect)
    product = forms.ChoiceField(
        label=_("Which program?"),
        choices=[],
        error_messages={"required": _("Choose the program; if you are not sure, choose the last answer.")},
    )
    product_version = forms.CharField(label=_("Version"), max_length=40, required=False)
    subject = forms.CharField(
        label=_("In one line"),
        max_length=200,
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    text = forms.CharField(
        max_length=20_000,
        widget=Area({"rows": 6}),
        error_messages={"required": _("Describe it, so that we can begin at once.")},
    )
    marks = forms.MultipleChoiceField(
        label=_("What is true?"),
        required=False,
        choices=[(str(mark), words) for mark, words in WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    contact = forms.CharField(
        label=_("Whom do we call?"),
        max_length=120,
        required=False,
        help_text=_("Name and phone number of somebody who can be reached while it is critical."),
    )
    second_contact = forms.CharField(label=_("And if they do not answer?"), max_length=120, required=False)
    access = forms.CharField(
        label=_("How do we get to the system?"),
        max_length=2_000,
        required=False,
        widget=Area({"rows": 2}),
        help_text=_("For example remote desktop, or who lets us in. Please never write passwords here."),
    )

    def __init__(self, *args: Any, tenant: Tenant, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _of_each(HINTS)
        # A summary of what is missing names it by the question that was read.
        self.fields["text"].label = ASKED.get(self.data.get("kind", ""), ASKED[Kind.INCIDENT])
        self.whose = f"{tenant.pk}:{person.pk}"
        self.products = {str(product.pk): product for product in _products(tenant)}
        choices = [(key, product.name) for key, product in self.products.items()]
        blank = [("", _("Choose"))] if len(choices) > 1 else []
        self.fields["product"].choices = [*blank, *choices, (OTHER, _("Another, or I do not know"))]  # type: ignore[attr-defined]  # a ChoiceField
        self.initial = {
            "key": uuid7(),
            "kind": Kind.INCIDENT,
            "product": choices[0][0] if len(choices) == 1 else "",
            # What was sent is not filled in from before.
            **({} if self.is_bound else _from_last_time(person)),
            **self.initial,
        }

    @property
    def asked(self) -> SafeString:
        """The question of each kind; the page shows one."""
        return _of_each(ASKED)

    def clean_key(self) -> UUID:
        """The request's id, of this key and this person: nobody can name the id of another's request."""
        return own_id(self.cleaned_data["key"], self.whose)

    def clean(self) -> dict[str, Any]:
        """Sees that a fault comes with what is true, for the level follows from it."""
        written = super().clean() or self.cleaned_data
        effects = {mark for mark, _words in EFFECT_CHOICES}
        if written.get("kind") == Kind.INCIDENT and not effects & set(written.get("marks", [])):
            self.add_error(
                "marks", _("Tick at least one sentence about what happens; the level follows from it.")
            )
        refuse_ticks_of_an_order(self, written)
        return written

    def report(self, person: Person, files: Collection[UUID] = ()) -> Incident:
        """Registers the request as written."""
        written = dict(self.cleaned_data)
        product = self.products.get(written.pop("product"))
        key: UUID = written.pop("key")
        incident: Incident = Incident.report(
            written.pop("subject"),
            written.pop("text"),
            by=person,
            product_id=product.pk if product else None,
            product_name=product.name if product else "",
            key=key,
            files=files,
            **written,
        )
        return incident


def _products(tenant: Tenant) -> list[Product]:
    every = list(_every(tenant.pk))
    return [one for one in every if one.is_used] or [one for one in every if one.is_offered]


@compiled
def _every(tenant: UUID) -> Any:
    mine = TenantProduct.objects.filter(tenant=tenant, product=OuterRef("pk"))
    return Product.objects.annotate(is_used=Exists(mine)).order_by("position", "code")


def _from_last_time(person: Person) -> dict[str, str]:
    """Whom to call and how to get in, as given with the last critical request of this person."""
    last = (
        Incident.objects.filter(requester=person, impact="critical")
        .exclude(contact="")
        .order_by("-number")
        .values("contact", "second_contact", "access")
        .first()
    )
    return {name: str(words) for name, words in last.items()} if last else {}


def _of_each(words: Mapping[Kind, Promise]) -> SafeString:
    return format_html_join(
        "", '<span data-of="{}">{}</span>', ((str(kind), said) for kind, said in words.items())
    )
