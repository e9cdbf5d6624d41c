"""What a prospect writes on the order form."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models.offer import Offer, Terms

OTHER_SYSTEM, NO_SYSTEM = "other", "none"


class Asked(models.Model):
    """The order as it was written; nothing here changes after it was sent, except what erasure blanks."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT)
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT)
    accepted_at = models.DateTimeField()
    company = models.CharField(_("Company"), max_length=120)
    company_code = models.CharField(_("Company code"), max_length=20, blank=True)
    wished_address = models.CharField(_("Address you would like"), max_length=30)
    contact_name = models.CharField(_("Your name"), max_length=120)
    email = models.EmailField(_("Work e-mail"), max_length=254)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    # Codes of products, or `other`, or `none`.
    systems = models.JSONField(_("Systems you use"), default=list)
    language = models.CharField(max_length=2, default="lt")
    received_at = models.DateTimeField()
    # Whom the rate limit counts: a keyed digest, blank once the order is answered.
    sender = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True
