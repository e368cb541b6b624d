"""What tests of the reports may ask for."""

from pathlib import Path

import pytest


@pytest.fixture
def golden() -> Path:
    """The folder of the worked months."""
    return Path(__file__).parent / "golden"
