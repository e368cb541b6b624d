"""Sample villages that the tests of this folder share."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.installations import BOTH, Installations, closing
from tests.village.sample import EVENING, make


@pytest.fixture(scope="module", params=BOTH)
def sample(request: pytest.FixtureRequest, installations: Installations) -> Iterator[Flask]:
    """An installation with the sample village; its tests only look at it, on SQLite and on PostgreSQL."""
    with closing(installations.new(request.param)) as app:
        make(app)
        yield app


@pytest.fixture(scope="module")
def twin(installations: Installations) -> Iterator[Flask]:
    """Another installation with the same sample village, made later on the same day."""
    with closing(installations.new("sqlite")) as app:
        make(app, EVENING)
        yield app
