"""A mail as the demo's mailbox shows it: its own markup, cleaned of whatever could run or reach out."""

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = "a b blockquote br code em font h1 h2 h3 hr i li ol p pre small strong table tbody td th tr u ul"
ATTRIBUTES = {
    "a": {"href"},
    "font": {"color"},
    "table": {"bgcolor", "border", "cellpadding", "cellspacing", "role"},
}


def shown(html: str) -> SafeString:
    """What stands in the mail's body; no script, style, picture or form of it is left."""
    clean = nh3.clean(
        html,
        tags=set(TAGS.split()),
        attributes=ATTRIBUTES,
        clean_content_tags={"script", "style", "title"},
        url_schemes={"http", "https", "tel", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just cleaned it
