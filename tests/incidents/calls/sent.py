"""What is sent for each act upon a call, and where to."""

CALLER = {"caller": "Janina Skambina", "phone": "+370 612 34567", "person": "new"}
SENT = {
    "keep": CALLER,
    "hang_up": {},
    "become": CALLER,
    "belong": CALLER | {"words": "Kalbėjome"},
    "consult": CALLER | {"topic": "Kaip keisti kainą", "words": "Paaiškinau"},
    "discard": {"reason": "Suklydo numeriu"},
}


def where(call, verb=""):
    """The address of an act upon the call."""
    return f"/calls/{call.pk}/{verb}/" if verb else f"/calls/{call.pk}/"


def sent(verb, file):
    """What is sent for the act."""
    return SENT[verb] | ({"incident": file().reference} if verb == "belong" else {})
