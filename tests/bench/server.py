"""The server as it runs in a village: how long it takes to start, what it weighs after use, what a first visit brings."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from flask import Flask

from tests.bench.asking import cookie_of
from tests.support.person import Person

ROOT = Path(__file__).parents[2]
ROUNDS = 10
PARTS = re.compile(rb'(?:href|src)="(/assets/[^"#]+)')
WAIT_SECONDS = 30


def environment(app: Flask, folder: Path, port: int = 0) -> dict[str, str]:
    """Return the environment of a server of this installation, which keeps its compiled modules in `folder` as any second start does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"HOMESTAY_DATA": app.config["DATA"], "HOMESTAY_DATABASE_URL": app.config["DATABASE_URL"], "HOMESTAY_HOST": "127.0.0.1"}
    return kept | {name: str(value) for name, value in own.items()} | {"HOMESTAY_PORT": str(port), "PYTHONPYCACHEPREFIX": str(folder)}


@contextmanager
def served(app: Flask, folder: Path) -> Iterator[tuple[int, int]]:
    """Run the server of an installation on a port of this machine alone; gives (process, port) and ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environment(app, folder, port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(WAIT_SECONDS)


def wait_for(port: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")


def get(port: int, path: str, person: Person) -> tuple[int, bytes]:
    """Ask the server as a person's browser does; return the status and the bytes on the wire."""
    connection = HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    connection.request("GET", path, headers={"Cookie": cookie_of(person), "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def memory(process: int) -> float:
    """Return the megabytes a process holds now; only Linux says so."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


def weight_after_use(app: Flask, folder: Path, person: Person, paths: list[str]) -> float:
    """Return the megabytes of the server after each page was opened ten times."""
    with served(app, folder) as (process, port):
        for path in paths * ROUNDS:
            status, _content = get(port, path, person)
            assert status == 200, (path, status)
        return memory(process)


def first_visit(app: Flask, folder: Path, person: Person) -> tuple[int, float]:
    """Return how many requests Today makes in a browser that has nothing yet, and their kilobytes on the wire."""
    with served(app, folder) as (_process, port):
        page = person.browser.get("/").data
        parts = dict.fromkeys(found.decode() for found in PARTS.findall(page))
        sizes = [len(get(port, path, person)[1]) for path in ("/", *parts)]
        return len(sizes), sum(sizes) / 1000
