"""The indexes of requests that are over: there are ever more of them, and a page reads its own lines."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from incidents.models.lifecycle import Status

NEWEST_FIRST = (Coalesce("closed_at", "cancelled_at").desc(), F("number").desc())
OVER = Q(status__in=[Status.CANCELLED, Status.CLOSED])

OF_WHAT_IS_OVER = [
    # The newest end first.
    models.Index(*NEWEST_FIRST, include=["id"], condition=OVER, name="incident_over"),
    # Of one agent or one product, and what was cancelled: there may be few of them among many.
    models.Index("agent", *NEWEST_FIRST, condition=OVER, name="incident_over_of_agent"),
    models.Index("product_name", *NEWEST_FIRST, condition=OVER, name="incident_over_of_product"),
    models.Index(*NEWEST_FIRST, condition=Q(status__in=[Status.CANCELLED]), name="incident_over_cancelled"),
]
