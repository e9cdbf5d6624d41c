"""The replies that a help desk of the demo has written beforehand."""

from datetime import datetime

from incidents.models import CannedReply, Person

# Its names and texts, in Lithuanian and in English.
REPLIES = [
    (
        "Prašome ekrano nuotraukos",
        "Sveiki, {{customer}},\n\nkad greičiau rastume priežastį, prašome atsiųsti ekrano nuotrauką su "
        "visu klaidos pranešimu ir parašyti, ką darėte prieš jam pasirodant.\n\n{{agent}}",
        "Please send a screenshot",
        "Hello {{customer}},\n\nto find the cause sooner, please send us a screenshot with the whole "
        "message and a line about what you did just before it appeared.\n\n{{agent}}",
    ),
    (
        "Ar jau veikia?",
        "Sveiki, {{customer}},\n\nprašome patikrinti, ar {{number}} „{{subject}}“ jau veikia, ir parašyti "
        "mums. Jei patogiau, skambinkite {{help_line}} ir pasakykite kreipinio numerį.\n\n{{agent}}",
        "Does it work now?",
        "Hello {{customer}},\n\nplease check whether {{number}}, “{{subject}}”, works now, and tell us. If "
        "you would rather call, the number is {{help_line}}; say the number of the request.\n\n{{agent}}",
    ),
    (
        "Reikia prisijungti",
        "Sveiki, {{customer}},\n\nnorime prisijungti ir pažiūrėti {{product}} Jūsų kompiuteryje. Kada Jums "
        "būtų patogu ir kaip galime prisijungti?\n\n{{agent}}",
        "We need to connect",
        "Hello {{customer}},\n\nwe would like to connect and look at {{product}} on your computer. When "
        "would it suit you, and how can we connect?\n\n{{agent}}",
    ),
]


def write(by: Person, at: datetime) -> None:
    """Writes them."""
    for place, (name_lt, text_lt, name_en, text_en) in enumerate(REPLIES):
        CannedReply.objects.create(
            name_lt=name_lt,
            text_lt=text_lt,
            name_en=name_en,
            text_en=text_en,
            position=place,
            changed_by=by,
            changed_at=at,
        )
