"""The demo with real servers and a small family in the place of Django's: python stand_in.py FOLDER."""

import sys

from helpdesk.embedded import commands, where
from helpdesk.embedded.demo import SIGN_INS, Demo

WEB = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz/ready" else 404)
        self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1].rpartition(":")[2])), Page).serve_forever()
"""
PREPARE = "import os, pathlib; pathlib.Path(os.environ['DATA_DIR'], '{name}').write_text('Ona signs in\\n')"
SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]

if __name__ == "__main__":
    commands.prepare = lambda: [sys.executable, "-c", PREPARE.replace("{name}", SIGN_INS)]
    commands.web = lambda address: [sys.executable, "-c", WEB, address]
    commands.worker = commands.clock = commands.beat = lambda: SLEEP
    try:
        sys.exit(Demo(where.data_folder(sys.argv[1])).run())
    except where.Trouble as trouble:
        sys.exit(str(trouble))
