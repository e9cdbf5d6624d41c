"""What search reads: the words of each request and complaint, and every word for those who mistype."""

from typing import ClassVar

from django.db import models

from incidents.search.columns import Threes, Words
from tenants.guard import TenantModel


class Document(TenantModel):
    """All words of one thing; those that only the desk may see stand apart. Written with the thing itself."""

    id = None  # type: ignore[assignment]  # the key of what it is of is its key
    number = models.PositiveIntegerField(unique=True)
    title = Words()
    said = Words()
    noted = Words()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.number)


class SearchDocument(Document):
    """The words of one request."""

    incident = models.OneToOneField(
        "incidents.Incident", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    # Whether words are missing of it that are kept nowadays; search/anew.py gathers them.
    stale = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-number"], condition=models.Q(stale=True), name="searchdocument_stale")
        ]


class ComplaintDocument(Document):
    """The words of one complaint; its title is what was complained of."""

    complaint = models.OneToOneField(
        "incidents.Complaint", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )


class SearchWord(TenantModel):
    """A word that somebody wrote, without its marks, cut into threes for finding its like."""

    id = None  # type: ignore[assignment]  # the word itself is its key
    word = models.CharField(max_length=40, primary_key=True)
    threes = Threes()

    def __str__(self) -> str:
        return self.word
