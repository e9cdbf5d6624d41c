"""Asks a health address and ends with a failure unless the answer is well: python deploy/ask.py URL."""

import sys
import urllib.request

with urllib.request.urlopen(sys.argv[1], timeout=4) as answer:  # noqa: S310 - the address stands in docker-compose.yml
    print(answer.read().decode())
