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
    # A name of two words is a part of a measurement.
    measurements = sorted(name for name in set(names) - HELPERS if "_" not in name)
    parser = argparse.ArgumentParser(prog="script/bench", description=main.__doc__)
    parser.add_argument("what", choices=measurements)
    parser.add_argument("--json", action="store_true", help="figures for a machine")
    parser.add_argument("--tenants", type=int, default=200, help="help desks beside the measured one (desk)")
    parser.add_argument("--incidents", type=int, default=100_000, help="requests in the measured one (desk)")
    parser.add_argument("--data", default="", help="a folder to keep the data in, for the next time (desk)")
    asked = parser.parse_args()
    bench = importlib.import_module(f"tests.bench.{asked.what}")
    figures = bench.measure(asked)
    print(json.dumps(figures, indent=2) if asked.json else bench.tell(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
