"""What is sent to take something out of a call that was asked for, and where to."""

BOTH = ["phone", "words"]


def where(wanted, verb="redact"):
    """The address of taking out."""
    return f"/calls/asked/{wanted.pk}/{verb}/"


def sent(*parts, **other):
    """What is sent: the parts, the reason, and the time typed to confirm."""
    return {"what": parts or BOTH, "reason": "Svetimas numeris", "typed": "10:00"} | other
