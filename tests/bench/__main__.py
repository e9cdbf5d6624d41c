"""script/bench: one measurement, as text or as JSON."""

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

HELPERS = {"servers", "__main__"}


def main() -> int:
    """Measures what is asked for."""
    names = [found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)])]
    parser = argparse.ArgumentParser(prog="script/bench", description=main.__doc__)
    parser.add_argument("what", choices=sorted(set(names) - HELPERS))
    parser.add_argument("--json", action="store_true", help="figures for a machine")
    asked = parser.parse_args()
    bench = importlib.import_module(f"tests.bench.{asked.what}")
    figures = bench.measure()
    print(json.dumps(figures, indent=2) if asked.json else bench.tell(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
