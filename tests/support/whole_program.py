"""Everything the program reads when it starts or brings its database up to date, so that processes forked from one that has
read it begin at once.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import flask_migrate  # noqa: F401

from homestay import CAPABILITIES, create_app

with TemporaryDirectory() as folder:  # what the first program of a process brings with it
    create_app({"DATA": Path(folder), "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3", "TESTING": True})

for capability in CAPABILITIES:
    for part in ("views", "commands"):
        if find_spec(f"homestay.{capability}") and find_spec(f"homestay.{capability}.{part}"):
            import_module(f"homestay.{capability}.{part}")
