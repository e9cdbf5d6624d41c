"""What somebody has begun to write about a request or a complaint."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models, transaction
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.ids import uuid7
from incidents.models.bulk import UNDONE_WITHIN
from incidents.models.people import Person
from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.complaint import Complaint
    from incidents.models.incident import Incident

# What was sent is let go with every reply; making this SQL anew took longer than the database's answer.
_LET_GO = "DELETE FROM incidents_draft WHERE {0}_id = %s AND person_id = %s AND tab = %s"
_SPEND = """
INSERT INTO incidents_draft (id, {0}_id, person_id, tab, words, kept_at, spent, came_back)
VALUES (%s, %s, %s, %s, '{{}}', %s, %s, '')
ON CONFLICT ({0}_id, person_id, tab) DO UPDATE SET words = EXCLUDED.words, kept_at = EXCLUDED.kept_at,
    spent = EXCLUDED.spent, came_back = EXCLUDED.came_back
    WHERE incidents_draft.spent <> EXCLUDED.spent"""
# The fields of a draft in which words of two stand one after the other.
SEVERAL = ("text", "steps")
ABOUT = ("incident", "complaint")
LET_GO, SPEND = ({one: sql.format(one) for one in ABOUT} for sql in (_LET_GO, _SPEND))


class DraftQuerySet(TenantQuerySet):
    """Drafts; whoever asks for them says whose."""

    def within(self, incident: "Incident", person: Person) -> ArraySubquery:
        """What one person has begun to write here, as a column beside that person: it costs no statement."""
        return self.filter(incident=incident, person=person).filter(person=OuterRef("pk"))._shown()

    def beside_complaint(self, person: Person) -> ArraySubquery:
        """What one person has begun to write about a complaint, as a column beside it."""
        return self.filter(complaint=OuterRef("pk"), person=person)._shown()

    def let_discarded_go(self, now: datetime) -> None:
        """What was thrown away and can no longer be brought back is gone."""
        self.filter(thrown_at__lte=now - UNDONE_WITHIN).update(thrown=None, thrown_at=None)

    def of_the_desk(self, incident: "Incident") -> "DraftQuerySet":
        """What agents and the first line have begun to write about a request."""
        return self.filter(incident=incident, tab__in=Draft.OF_THE_DESK).exclude(words={})

    def _shown(self) -> ArraySubquery:
        row = JSONObject(tab="tab", words="words", kept_at="kept_at", came_back="came_back")
        return ArraySubquery(self.exclude(words={}).order_by("tab").values(json=row))


class Draft(TenantModel):
    """Words that somebody began to write about one request or complaint; only the writer sees them."""

    # Where the desk writes; a customer writes in a place of their own.
    OF_THE_DESK = ("reply", "note", "log_call", "add_steps")

    class CameBack(models.TextChoices):
        OVER = "over", _("Your reply was not sent: the request cannot be replied to any more.")
        WAITS = "waits", _("Your question was not sent: the request waits for an answer already.")
        LATE = "late", _("Your reply was not sent: the time that it names was over.")
        OUT = "out", _("Your reply was not sent: you could not enter this help desk then.")
        DONE = "done", _("Your solution was not sent: the request was resolved or over by then.")
        SAID = "said", _("Your text was not sent with the others: the customer wrote meanwhile.")
        LEVEL = "level", _("Your text was not sent with the others: the request has become critical.")

    person = models.ForeignKey("incidents.Person", on_delete=models.CASCADE, related_name="drafts")
    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.CASCADE, related_name="drafts"
    )
    complaint = models.ForeignKey(
        "incidents.Complaint", null=True, on_delete=models.CASCADE, related_name="drafts"
    )
    tab = models.CharField(max_length=15)
    words = models.JSONField(default=dict)  # field of the form → what was typed; none when it is over
    kept_at = models.DateTimeField()
    # The page on which it was sent: what that page still tries to keep comes too late.
    spent = models.CharField(max_length=16, blank=True)
    came_back = models.CharField(max_length=5, choices=CameBack.choices, blank=True)
    # What was thrown away here last, as long as its writer can bring it back.
    thrown = models.JSONField(null=True)
    thrown_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "person", "tab"], name="draft_one_in_each_place"),
            models.UniqueConstraint(
                fields=["complaint", "person", "tab"], name="draft_one_in_each_place_of_a_complaint"
            ),
            models.CheckConstraint(
                condition=Q(incident__isnull=False, complaint__isnull=True)
                | Q(incident__isnull=True, complaint__isnull=False),
                name="draft_is_about_a_request_or_a_complaint",
            ),
            models.CheckConstraint(
                condition=Q(came_back__in=["", "over", "waits", "late", "out", "done", "said", "level"]),
                name="draft_came_back_for_a_known_reason",
            ),
            models.CheckConstraint(
                condition=Q(thrown__isnull=True, thrown_at__isnull=True)
                | Q(thrown__isnull=False, thrown_at__isnull=False),
                name="draft_thrown_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tab} {self.kept_at:%Y-%m-%d %H:%M}"

    @classmethod
    def keep(
        cls,
        about: "Incident | Complaint",
        person: Person,
        tab: str,
        words: dict[str, str],
        *,
        at: datetime,
        page: str,
    ) -> bool:
        """Keeps what was typed so far; False when this page has sent it meanwhile."""
        found, made = cls.objects.get_or_create(
            **{_kind(about): about}, person=person, tab=tab, defaults={"words": words, "kept_at": at}
        )
        if made:
            return True
        current = cls.objects.filter(pk=found.pk)
        if page:
            current = current.exclude(spent=page)
        return bool(current.update(words=words, kept_at=at, came_back=""))

    @classmethod
    def spend(
        cls, about: "Incident | Complaint", person: Person, tab: str, *, at: datetime, page: str = ""
    ) -> bool:
        """Lets go of what was typed, for it was sent; part of the transaction that does so.

        False when this page has done so already.
        """
        about._guard()
        place: list[Any] = [about.pk, person.pk, tab]
        with connection.cursor() as cursor:
            if page:
                cursor.execute(SPEND[_kind(about)], [uuid7(), *place, at, page])
                return bool(cursor.rowcount)
            cursor.execute(LET_GO[_kind(about)], place)
        return True

    @classmethod
    @transaction.atomic
    def discard(
        cls,
        about: "Incident | Complaint",
        person: Person,
        tab: str,
        words: dict[str, str],
        *,
        at: datetime,
        page: str,
    ) -> bool:
        """Throws away what was typed, or what is kept; its writer can bring it back for a while.

        False where there was nothing, or where this page has sent it or thrown it away already.
        """
        draft = cls._of(about, person, tab, at)
        if page and draft.spent == page:
            return False
        thrown = words or draft.words
        if thrown:
            draft.thrown, draft.thrown_at = thrown, at
        draft.words, draft.kept_at, draft.spent = {}, at, page or draft.spent
        draft.save(update_fields=["words", "kept_at", "spent", "thrown", "thrown_at"])
        return bool(thrown)

    @classmethod
    @transaction.atomic
    def restore(
        cls, about: "Incident | Complaint", person: Person, tab: str, *, at: datetime, page: str = ""
    ) -> bool:
        """Brings back what was thrown away, before what was begun meanwhile; False when it is too late."""
        thrown = cls.objects.select_for_update().filter(thrown_at__gt=at - UNDONE_WITHIN)
        draft = thrown.filter(**{_kind(about): about}, person=person, tab=tab).first()
        if draft is None or draft.thrown is None:
            return False
        draft._put_before(draft.thrown)
        draft.thrown, draft.thrown_at, draft.kept_at = None, None, at
        draft.spent = page or draft.spent
        draft.save(update_fields=["words", "kept_at", "spent", "thrown", "thrown_at"])
        return True

    @classmethod
    def give_back(
        cls, incident: "Incident", person: Person, words: dict[str, str], *, at: datetime, why: str = ""
    ) -> None:
        """Puts words that were not sent back where they were written, before what was begun meanwhile."""
        draft = cls._of(incident, person, "reply", at)
        draft._put_before(words)
        draft.kept_at, draft.came_back = at, why
        draft.save(update_fields=["words", "kept_at", "came_back"])

    @classmethod
    def _of(cls, about: "Incident | Complaint", person: Person, tab: str, at: datetime) -> "Draft":
        """What stands in a place; what is kept there meanwhile waits until this transaction ends."""
        place, rows = {_kind(about): about, "person": person, "tab": tab}, cls.objects.select_for_update()
        found: Draft = rows.get_or_create(**place, defaults={"kept_at": at})[0]
        return found

    @classmethod
    def carry(cls, incident: "Incident", into: "Incident", person: Person) -> None:
        """Moves what somebody of the desk began to write to another request, before what they began there."""
        for one in cls.objects.of_the_desk(incident).filter(person=person):
            there = cls._of(into, person, one.tab, one.kept_at)
            there._put_before(one.words)
            there.came_back = one.came_back or there.came_back
            there.save(update_fields=["words", "came_back"])
            cls.objects.filter(pk=one.pk).update(words={}, came_back="")

    def _put_before(self, words: dict[str, str]) -> None:
        """Puts words before those that were begun meanwhile."""
        both = {name: (words.get(name, "").strip(), self.words.get(name, "").strip()) for name in SEVERAL}
        said = {name: "\n\n".join(filter(None, texts)) for name, texts in both.items() if any(texts)}
        self.words = {**self.words, **words, **said}


def _kind(about: "Incident | Complaint") -> str:
    """The column that names what it is about."""
    return str(about._meta.model_name)
