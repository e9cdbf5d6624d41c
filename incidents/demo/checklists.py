"""The checklists that a help desk of the demo has written beforehand."""

from datetime import datetime

from incidents.models import Checklist, Person

# Their names and steps, in Lithuanian and in English.
LISTS = [
    (
        "Prieš taisant duomenis",
        "Padaryti duomenų bazės kopiją\nĮspėti klientą, kad niekas nedirbtų\nIšbandyti taisymą kopijoje\n"
        "Patikrinti dvi ataskaitas po taisymo",
        "Before data are put right",
        "Make a copy of the database\nTell the customer that nobody should work\nTry the repair on the copy\n"
        "Check two reports afterwards",
    ),
    (
        "Programos atnaujinimas",
        "Patikrinti, ar versija tinka\nSutarti laiką su klientu\nAtnaujinti\nPaleisti bandomąją sąskaitą",
        "Update of the program",
        "Check that the version fits\nAgree upon a time with the customer\nUpdate\nIssue a test invoice",
    ),
]


def write(by: Person, at: datetime) -> None:
    """Writes them."""
    for place, (name_lt, steps_lt, name_en, steps_en) in enumerate(LISTS):
        names = {"name_lt": name_lt, "name_en": name_en}
        steps = {"steps_lt": steps_lt, "steps_en": steps_en}
        Checklist.objects.create(**names, **steps, position=place, changed_by=by, changed_at=at)
