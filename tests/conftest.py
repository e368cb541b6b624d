"""What every test may ask for. A homestay of its own, real commits, nothing cleaned: other houses' rows are meant to be there."""

import pytest

from models import db
from tests.support import tenancy

tenancy.watch(db.metadata)
