"""What a page loads when nothing is remembered: few files, and small ones."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from helpdesk.ui import bundles
from tests.incidents.conftest import agent, browser, english, file, hand, people

__all__ = ["agent", "browser", "english", "file", "hand", "people"]

LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script [^>]*src)="/static/([^"?]+)"')
IMPORTED = re.compile(r'^(?:import|export) .*from "\./([^"]+)"', re.MULTILINE)
REAL = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "helpdesk.ui.bundles.Storage"},
}


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=REAL):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def collected(once, settings):
    """The static files as an installation has them."""
    settings.STATIC_ROOT, settings.STORAGES = once, REAL
    return once


def loaded(folder: Path, page: str) -> dict[str, int]:
    """The files that a browser asks for, and the bytes of each over the wire."""
    found, wanted = {}, LOADED.findall(page)
    while wanted:
        name = wanted.pop()
        packed = folder / f"{name}.gz"
        found[name] = (packed if packed.exists() else folder / name).stat().st_size
        if name.endswith(".js"):
            own = (folder / name).read_text()
            wanted += [f"{Path(name).parent}/{other}" for other in IMPORTED.findall(own)]
    return found


@pytest.mark.slow
def test_a_cold_queue_is_ten_requests_and_120_kilobytes_at_most(collected, agent, file, settings):
    for _ in range(30):
        file("important", product_name="Apskaita", product_version="4.2")
    answer = agent.client.get("/queue/", headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    files = loaded(collected, page)
    assert len(files) + 1 <= 10, sorted(files)
    assert sum(files.values()) + len(answer.content) <= 120_000, files
    assert not any("bootstrap.min" in name for name in files)
    assert all(re.search(r"\.[0-9a-f]{12}\.", name) for name in files if "ticks" not in name), files


@pytest.mark.slow
def test_a_bundle_holds_all_of_its_parts_in_order(collected):
    sheet = next(collected.glob("css/base.*.css")).read_text()
    at = [sheet.index(words) for words in ("--bs-blue", "color-scheme", ".skip")]
    assert at == sorted(at)
    assert "sourceMappingURL" not in sheet


def test_a_module_keeps_its_names_to_itself():
    assert bundles._script("a.js", "const a = 1;\nexport function b() {}\n") == (
        "{\nconst a = 1;\nfunction b() {}\n}"
    )
    with pytest.raises(ValueError, match="imports another"):
        bundles._script("a.js", 'import { b } from "./b.js";')
    assert "import(" in bundles._script("a.js", "import(there).then(go);")


def test_without_collecting_a_page_loads_the_single_files():
    links = bundles.styles("css/base.css")
    assert links.count("<link") == 4
    assert "/static/css/tokens.css" in links


def test_files_are_not_compressed_and_pages_are(agent):
    page = agent.client.get("/queue/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    plain = agent.client.get("/kept/figures.csv", headers={"accept-encoding": "gzip"})
    assert plain.status_code in (200, 302)
    assert "Content-Encoding" not in plain
