"""What help on one page is made of."""

from typing import Any, NamedTuple


class Help(NamedTuple):
    """The name of a picture in static/img/help, and the words beside it."""

    picture: str
    words: Any
