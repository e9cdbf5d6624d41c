"""Style sheets and scripts that every page loads, one file of each when static files are collected.

While working on the product, and in tests, pages load the single files.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The name of a bundle → what it is made of, in the order in which pages would load it.
STYLES = {
    "css/base.css": (
        "bootstrap/css/bootstrap.min.css",
        "css/tokens.css",
        "css/layout.css",
        "css/components.css",
    ),
}
SCRIPTS = {
    "js/base.js": ("js/countdown.js", "js/poll.js", "js/toasts.js", "js/unsent.js"),
    "js/dense.js": ("js/keys.js", "js/alarm.js"),
    "js/list.js": ("js/ticks.js", "js/queue.js", "js/copy.js"),
}
MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/|^//# sourceMappingURL=.*$", re.MULTILINE)
CHARSET = re.compile(r'^@charset "[^"]*";', re.IGNORECASE)
EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)
IMPORTS = re.compile(r"^import\b(?!\()", re.MULTILINE)


class Storage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which fingerprints and compresses the bundles like every other file."""

    def post_process(self, paths: dict[str, Any], *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Writes the bundles, then does with all files what is done with static files."""
        if not kwargs.get("dry_run"):
            for name, text in bundled(lambda part: self._read(paths, part)).items():
                self.delete(name)
                self._save(name, ContentFile(text.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, *args, **kwargs)

    def _read(self, paths: dict[str, Any], part: str) -> str:
        storage, path = paths[part]
        with storage.open(path) as file:
            return str(file.read().decode())


def bundled(read: Callable[[str], str]) -> dict[str, str]:
    """The text of each bundle."""
    made = {name: [_style(read(part)) for part in parts] for name, parts in STYLES.items()}
    made |= {name: [_script(part, read(part)) for part in parts] for name, parts in SCRIPTS.items()}
    return {name: "\n".join(texts) for name, texts in made.items()}


def _style(text: str) -> str:
    return MAP.sub("", CHARSET.sub("", text.lstrip("\ufeff"))).strip()


def _script(name: str, text: str) -> str:
    """A module as a block, so that its names stay its own; what it gives to others has nobody to take it."""
    if IMPORTS.search(text):
        raise ValueError(f"{name} imports another module and cannot be part of a bundle.")
    return "{\n" + EXPORT.sub("", MAP.sub("", text)).strip() + "\n}"


def styles(name: str) -> SafeString:
    """The links to a bundle of style sheets, or to what it is made of."""
    return _links('<link rel="stylesheet" href="{}">', name, STYLES)


def scripts(name: str) -> SafeString:
    """The same for scripts."""
    return _links('<script type="module" src="{}"></script>', name, SCRIPTS)


def _links(form: str, name: str, of: Mapping[str, tuple[str, ...]]) -> SafeString:
    known = {} if settings.DEBUG else getattr(staticfiles_storage, "hashed_files", {})
    parts = (name,) if name in known else of[name]
    return format_html_join("\n    ", form, ((staticfiles_storage.url(part),) for part in parts))
