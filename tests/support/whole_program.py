"""Everything the program reads when it starts or brings its database up to date, so that processes forked from one that has
read it begin at once.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import flask_migrate  # noqa: F401
from sqlalchemy.orm import configure_mappers

from homestay import create_app
from tests.support import disk

disk.wait_for_nothing()

with TemporaryDirectory() as folder:
    create_app({"DATA": Path(folder), "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3", "TESTING": True})
configure_mappers()
