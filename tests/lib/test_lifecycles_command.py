from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CLONE = Path(__file__).parents[2]


def test_the_paper_in_the_repository_is_as_the_code_has_it():
    call_command("lifecycles", check=True, to=CLONE / "docs" / "lifecycles.md")


def test_a_paper_that_differs_is_found(tmp_path):
    paper = tmp_path / "lifecycles.md"
    with pytest.raises(CommandError, match="differs"):
        call_command("lifecycles", check=True, to=paper)
    call_command("lifecycles", to=paper)
    call_command("lifecycles", check=True, to=paper)
    paper.write_text(paper.read_text() + "more")
    with pytest.raises(CommandError, match="differs"):
        call_command("lifecycles", check=True, to=paper)
