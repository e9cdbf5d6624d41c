import subprocess
import sys
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[2]


@pytest.mark.slow
def test_nothing_is_missed_or_repeated_whatever_is_killed():
    """The short form of script/chaos, with servers and workers of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos", "--short"],
        cwd=CLONE,
        capture_output=True,
        text=True,
        timeout=180,
    )
    print(done.stdout, done.stderr)
    assert done.returncode == 0
    assert "missed 0  repeated 0" in done.stdout
