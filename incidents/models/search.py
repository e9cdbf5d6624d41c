"""What search reads: the words of each request, and every word of the help desk for those who mistype."""

from django.db import models

from incidents.search.columns import Threes, Words
from tenants.guard import TenantModel


class SearchDocument(TenantModel):
    """All words of one request; those that only the desk may see stand apart. Written with the request."""

    id = None  # type: ignore[assignment]  # the request's own key is its key
    incident = models.OneToOneField(
        "incidents.Incident", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(unique=True)
    title = Words()
    said = Words()
    noted = Words()

    def __str__(self) -> str:
        return str(self.number)


class SearchWord(TenantModel):
    """A word that somebody wrote, without its marks, cut into threes for finding its like."""

    id = None  # type: ignore[assignment]  # the word itself is its key
    word = models.CharField(max_length=40, primary_key=True)
    threes = Threes()

    def __str__(self) -> str:
        return self.word
