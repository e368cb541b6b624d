"""The browser a person would use: found on this machine, or installed by apt when we are root.

`python -m tests.support.chromium` makes sure that there is one and says what is missing otherwise.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
PACKAGES = ("chromium", "fonts-dejavu-core")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The browser tests need Chromium or Chrome: install it with `sudo apt-get install chromium` "
    "(or from your system's shop), or name it in HOMESTAY_CHROMIUM=/path/to/chromium."
)
PATIENCE_MILLISECONDS = 120_000
"""How long a page may take on a machine that does other work besides. Nothing waits longer than until it is there."""


class NoBrowser(Exception):
    """There is no browser here; the message says how to get one."""


def executable() -> str:
    """Return the browser's program.

    Raises: NoBrowser, with one sentence that says how to get one.
    """
    named = os.environ.get("HOMESTAY_CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES] + list(PLACES)
    found = next((path for path in candidates if path and Path(path).exists()), None)
    if not found:
        raise NoBrowser(MISSING)
    return found


def arguments() -> list[str]:
    """Return what the browser is started with: it speaks to nobody but the page; root has no sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, *(["--no-sandbox", "--disable-dev-shm-usage"] if root else [])]


@contextmanager
def browser() -> Iterator["Browser"]:
    """Start a browser without a window and close it at the end."""
    from playwright.sync_api import sync_playwright

    program = executable()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments())
        started.on("context", lambda context: context.set_default_timeout(PATIENCE_MILLISECONDS))
        yield started
        started.close()


def install() -> None:
    """Install the browser by apt. Raises: NoBrowser, when that cannot be done here."""
    if os.environ.get("HOMESTAY_CHROMIUM") or not shutil.which("apt-get") or os.geteuid() != 0:
        raise NoBrowser(MISSING)
    print("Installing Chromium for the browser tests (once) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(["apt-get", "-qq", *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise NoBrowser(f"Chromium could not be installed: {done.stdout.strip()[-300:]}\n{MISSING}")


def main() -> int:
    """Make sure that there is a browser; answer 1 with a sentence when there is none."""
    try:
        executable()
        return 0
    except NoBrowser:
        pass
    try:
        install()
        executable()
    except NoBrowser as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
