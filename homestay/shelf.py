"""What was worked out for one state of a house, kept in memory until the house changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
KEPT = 512


class Shelf(Generic[Thing]):
    """The newest things by what they belong to, such as a house's id; what was made from another state is made anew.

    A state holds the house's version, which every change raises, and the day. At most `most` things are kept, the newest.
    """

    def __init__(self, most: int = KEPT) -> None:
        self.lock = Lock()
        self.most = most
        self.kept: OrderedDict[Hashable, tuple[Hashable, Thing]] = OrderedDict()

    def get(self, owner: Hashable, state: Hashable, make: Callable[[], Thing]) -> Thing:
        """Return the thing made for this state, making it where there is none."""
        with self.lock:
            known = self.kept.get(owner)
        if known and known[0] == state:
            return known[1]
        thing = make()
        self.put(owner, state, thing)
        return thing

    def put(self, owner: Hashable, state: Hashable, thing: Thing) -> None:
        with self.lock:
            self.kept[owner] = (state, thing)
            self.kept.move_to_end(owner)
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
