"""Asks a web server over HTTP and takes the time; a process of its own, which knows nothing of the product.

Reads what to ask from its input as JSON and writes the times as JSON: python -m tests.bench.desk_ask
"""

import gc
import http.client
import json
import sys
import threading
import time
from typing import Any

Ask = dict[str, Any]


class Client:
    """One browser that keeps its connection, and asks for compressed answers as browsers do."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.port, self.headers = port, headers
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method: str, path: str, body: str | None) -> tuple[float, int, int]:
        """Gives the milliseconds until the last byte, the status, and the bytes over the wire."""
        headers = self.headers | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        began = time.perf_counter()
        try:
            answer = self._answer(method, path, body, headers)
        except (http.client.HTTPException, ConnectionError):
            # The server closes a connection now and then, when a worker is renewed.
            self.connection.close()
            began = time.perf_counter()
            answer = self._answer(method, path, body, headers)
        size = len(answer.read()) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
        return (time.perf_counter() - began) * 1000, answer.status, size

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Any:
        self.connection.request(method, path, body, headers)
        return self.connection.getresponse()


def one_after_the_other(client: Client, series: list[Ask]) -> list[Any]:
    """Asks each in turn; the first ones only warm it up."""
    told = []
    gc.disable()  # ours must not fall into the server's time
    for ask in series:
        times, sizes = [], []
        for number, (path, body) in enumerate(ask["asks"]):
            took, status, size = client.ask(ask["method"], path, body)
            if status != ask["status"]:
                raise SystemExit(f"{ask['method']} {path} answered {status}, not {ask['status']}")
            if number >= ask["warm"]:
                times.append(took)
                sizes.append(size)
        told.append({"name": ask["name"], "ms": times, "bytes": sizes})
        gc.collect()
    return told


def at_once(port: int, headers: dict[str, str], path: str, clients: int, seconds: float) -> float:
    """How many answers a second so many browsers get together."""
    counts, until = [0] * clients, time.perf_counter() + seconds

    def browse(number: int) -> None:
        client = Client(port, headers)
        while time.perf_counter() < until:
            _took, status, _size = client.ask("GET", path, None)
            if status != 200:
                raise SystemExit(f"{path} answered {status}")
            counts[number] += 1

    threads = [threading.Thread(target=browse, args=[number]) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


def main() -> None:
    """Asks what its input says."""
    asked = json.load(sys.stdin)
    client = Client(asked["port"], asked["headers"])
    told: dict[str, Any] = {"series": one_after_the_other(client, asked["series"])}
    if many := asked.get("at_once"):
        told["per_second"] = at_once(asked["port"], asked["headers"], **many)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
