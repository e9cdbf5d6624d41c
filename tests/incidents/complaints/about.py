"""What tests ask about a complaint: where it is, and the files that go with it."""

from typing import Any

from tests.incidents import files


def where(one: Any, verb: str = "") -> str:
    """The address of the complaint, or of an act upon it."""
    return f"{one.get_absolute_url()}{verb}/" if verb else one.get_absolute_url()


def keep(person: Any, complaint: Any, pane: str = "add", **given: Any) -> Any:
    """Attaches a file to what somebody is writing about the complaint."""
    return files.keep(person, complaint, pane, **given)


def fetched(browser: Any, file: Any) -> tuple[int, bytes]:
    """How a file is answered to somebody's browser, and what comes."""
    answer, body = browser.fetch(f"/files/{file.pk}/{file.name or 'x'}")
    return answer.status_code, body
