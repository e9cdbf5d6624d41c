"""The commands behind script/demo and script/servers."""

import argparse
import shlex
import sys

from . import servers, where
from .demo import Demo


def main() -> int:
    """Does what the command line asks; trouble is said in a sentence."""
    parser = argparse.ArgumentParser(prog="python -m helpdesk.embedded")
    parser.add_argument("act", choices=["demo", "start", "stop", "remove"])
    parser.add_argument("folder", nargs="?", help="the data folder; without it DATA_DIR, or .data")
    parser.add_argument("--careless", action="store_true", help="for tests: fast, unsafe from a power cut")
    asked = parser.parse_args()
    try:
        folder = where.data_folder(asked.folder)
        if asked.act == "demo":
            return Demo(folder).run()
        if asked.act == "start":
            for name, value in servers.start(folder, careless=asked.careless).items():
                print(f"export {name}={shlex.quote(value)}")
        elif asked.act == "stop":
            servers.stop(folder)
        else:
            servers.remove(folder)
    except where.Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
