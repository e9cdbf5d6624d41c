"""What an act was refused for: the sentence comes back beside what was typed."""

from django.forms import Form

from helpdesk.lib.lifecycle import NotNow
from incidents.need import Unclear

Refusal = NotNow | Unclear


def beside(form: Form, no: Refusal) -> int:
    """Puts the sentence beside the field that it is about; the answer's status: 409 where the act cannot be
    done now, 422 where it was not told what it needs. A form may call a field otherwise than the act does."""
    if isinstance(no, NotNow):
        form.add_error(None, str(no.sentence))
        return 409
    asked_as = getattr(form, "asked_as", {})
    field = asked_as.get(no.field, no.field)
    form.add_error(field if field in form.fields else None, str(no.sentence))
    return 422
