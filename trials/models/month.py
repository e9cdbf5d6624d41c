"""The month of an order's help desk: it begins, is carried on, ends, and may come back."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, timers
from helpdesk.lib.dates import local_date, one_month_after
from helpdesk.lib.lifecycle import Lifecycle, NotNow
from helpdesk.ui import moments
from tenants.models import Tenant
from trials import post, schedule
from trials.models.asked import Asked


class Month(Asked):
    """The help desk that was made for an order, and how long it runs."""

    LIFE: ClassVar[Lifecycle]

    tenant = models.OneToOneField(Tenant, null=True, on_delete=models.PROTECT, related_name="order")
    anchor = models.DateField(null=True)  # the local date of activation, from which months are counted
    term = models.PositiveIntegerField(default=0)  # how often the end was set; the generation of its timers

    class Meta:
        abstract = True

    @property
    def desk(self) -> Tenant:
        """The help desk that was made for it."""
        if self.tenant is None:
            raise ValueError("This order has no help desk yet.")
        return self.tenant

    def wish_stands(self) -> bool:
        """Says whether a wish to carry on waits for its answer."""
        raise NotImplementedError

    def next_end(self, now: datetime) -> date:
        """The last day of one more month: counted from the anchor, after the present end and today."""
        today = local_date(now, self.desk.zone)
        latest = max(today, self.desk.ends_on or today)
        anchor = self.anchor or today
        months = 1
        while (day := one_month_after(anchor, months)) <= latest:
            months += 1
        return day

    def keep_promised(self, until: date) -> None:
        """Refuses a last day before the one that the company was promised."""
        promised = self.desk.ends_on
        if promised and until < promised:
            said = {"day": moments.full_day(promised)}
            raise NotNow(_("It was promised until the end of %(day)s: choose no earlier day.") % said)

    def activate(self, *, at: datetime) -> None:
        """Begins the month: the local date is its anchor, and it is never shorter than a calendar month."""
        with transaction.atomic():
            timers.lock(self.pk)
            anchor = local_date(at, self.desk.zone)
            self.LIFE.move(self, "activate", anchor=anchor)
            timers.cancel(self.pk, schedule.ACTIVATE, reason="the month has begun")
            self.run_until(one_month_after(anchor, self.offer.months), at=at)
            audit.record("order.activated", tenant=self.tenant_id, by=None, subject=self.pk, at=at)

    def extend(self, until: date, *, by: UUID | None, at: datetime) -> None:
        """Lets the help desk run to the end of another day; a deactivated one comes back."""
        with transaction.atomic():
            timers.lock(self.pk)
            self.desk.refresh_from_db(fields=["ends_on"])
            self.keep_promised(until)
            self.LIFE.move(self, "extend", anchor=self._anchor(at))
            self._come_back(by=by, at=at)
            self.run_until(until, at=at)
            data = {"until": until.isoformat()}
            audit.record("order.extended", tenant=self.tenant_id, by=by, subject=self.pk, data=data, at=at)

    def subscribe(self, *, by: UUID | None, at: datetime) -> None:
        """Lets the help desk run without an end; a deactivated one comes back."""
        with transaction.atomic():
            timers.lock(self.pk)
            self.LIFE.move(self, "subscribe", anchor=self._anchor(at))
            self._come_back(by=by, at=at)
            schedule.disarm_end(self.pk, "subscribed")
            self.desk.end_on(None)
            audit.record("order.subscribed", tenant=self.tenant_id, by=by, subject=self.pk, at=at)

    def end(self, why: str, *, by: UUID | None, at: datetime) -> None:
        """Ends it now: the help desk is deactivated, its people are told, its data stays."""
        with transaction.atomic():
            timers.lock(self.pk)
            if self.wish_stands():
                raise NotNow(
                    _("A wish to carry on stands: answer it first. Saying it keeps the help desk running.")
                )
            self.LIFE.move(self, "end")
            schedule.disarm_end(self.pk, "ended")
            timers.cancel(self.pk, schedule.ACTIVATE, reason="ended")
            self.desk.deactivate(why, by=by, at=at)
            key, tenant = f"{self.pk}:{at.isoformat()}", self.desk.pk
            post.to_managers(self, "trials.deactivated", key=key)
            post.to_operators("trials.ended", subject=self.pk, tenant=tenant, key=key, order=str(self.pk))
            audit.record("order.ended", tenant=tenant, by=by, subject=self.pk, data={"why": why}, at=at)

    def run_until(self, day: date, *, at: datetime) -> None:
        """Sets the last day, and arms its end and the reminders before it; the order must be locked."""
        type(self)._default_manager.filter(pk=self.pk).update(term=models.F("term") + 1)
        self.refresh_from_db(fields=["term"])
        self.desk.end_on(day)
        schedule.disarm_end(self.pk, "the end was set anew")
        schedule.arm_end(self.pk, self.desk, day, term=self.term, now=at)

    def _anchor(self, at: datetime) -> date:
        return self.anchor or local_date(at, self.desk.zone)

    def _come_back(self, *, by: UUID | None, at: datetime) -> None:
        self.desk.refresh_from_db(fields=["status"])
        if self.desk.status == Tenant.Status.DEACTIVATED:
            self.desk.reopen(by=by, at=at)
