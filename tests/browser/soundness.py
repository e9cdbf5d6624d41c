"""Reads a page as the standard does, and says what a browser would silently mend."""

from collections import Counter
from xml.etree.ElementTree import Element

import html5lib

POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "popovertarget", "form", "list")
# Elements that the parser of 2020 does not know to be fine where we put them.
KNOWN_GOOD: set[str] = set()


def faults(page: str) -> list[str]:
    """What is wrong with a page: how it is written, ids that stand twice, pointers to what is not there."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(page)
    lines = page.split("\n")
    wrong = [
        f"{code} {data or ''} in line {at[0]}: {lines[at[0] - 1][max(0, at[1] - 60) : at[1] + 20]}"
        for at, code, data in parser.errors
        if code not in KNOWN_GOOD
    ]
    ids = Counter(one.get("id") for one in root.iter() if _is(one) and one.get("id") is not None)
    wrong += [f"the id {name!r} stands {many} times" for name, many in ids.items() if many > 1 or not name]
    for one in filter(_is, root.iter()):
        wrong += [
            f"{one.tag}[{pointer}] points at {name!r}, which is not there"
            for pointer in POINTERS
            for name in (one.get(pointer) or "").split()
            if name not in ids
        ]
    return [*wrong, *_unnamed(root)]


def _is(one: Element) -> bool:
    return isinstance(one.tag, str)  # comments have something else there


def _unnamed(root: Element) -> list[str]:
    """Fields that nothing names."""
    labelled = {one.get("for") for one in root.iter("label")}
    inside = {id(field) for label in root.iter("label") for field in label.iter()}
    fields = [one for tag in ("input", "select", "textarea") for one in root.iter(tag)]
    return [
        f"{one.tag}[name={one.get('name')}] has no label"
        for one in fields
        if one.get("type") not in ("hidden", "submit", "button")
        and one.get("id") not in labelled
        and id(one) not in inside
        and not (one.get("aria-label") or one.get("aria-labelledby") or one.get("title"))
    ]
