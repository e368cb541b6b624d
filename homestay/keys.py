"""The installation's secret keys: made once, kept in one file that only its owner may read."""

import base64
import json
import os
import secrets
from pathlib import Path

from models.sealed import KEYS

FILE = "keys.json"


def load(folder: Path) -> str:
    """Load the keys of `folder`, making them when there are none; fill the sealing keys; return the session secret."""
    path = folder / FILE
    if not path.exists():
        make(path)
    kept = json.loads(path.read_text())
    KEYS.sealing = {int(number): base64.b64decode(key) for number, key in kept["sealing"].items()}
    KEYS.index = base64.b64decode(kept["index"])
    return str(kept["session"])


def make(path: Path) -> None:
    """Write new keys; when two processes begin at once, the first file stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"session": secrets.token_hex(32), "sealing": {"1": new_key()}, "index": new_key()})
    draft = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
