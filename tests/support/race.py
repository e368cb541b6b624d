"""Real processes that do the same thing at the same moment, round after round.

They are begun once and play every race of a worker, since beginning eight of them takes longer than most races do.
"""

import multiprocessing
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from flask import Flask

PROCESSES = 8
ROUND_SECONDS = 300


@dataclass(frozen=True)
class Race:
    """What is played: `module:function` in one homestay of an installation, so many rounds."""

    settings: Mapping[str, Any]
    slug: str
    play: str
    rounds: int


@dataclass(frozen=True)
class Outcome:
    """What one process got in one round: yes (with the action's answer), no (a refusal), or an error; and how long it took."""

    answer: str
    words: str
    milliseconds: float


def race(settings: Mapping[str, Any], slug: str, play: str, rounds: int) -> list[list[Outcome]]:
    """Let eight processes play `module:function` against one homestay at once; return the outcomes of each round.

    The function gets (homestay, round number, process number) and returns a word, or raises a Refusal.
    """
    try:
        return crowd().plays(Race(dict(settings), slug, play, rounds))
    except (EOFError, OSError):  # one of them died
        crowd.cache_clear()
        raise


class Crowd:
    """Processes that wait for a race. They end with this process, or when nobody holds them any more."""

    def __init__(self) -> None:
        context = quick_context()
        self.barrier = context.Barrier(PROCESSES)  # held: it goes away with its last holder here, whoever waits there
        self.pipes: list[Connection] = []
        for number in range(PROCESSES):
            ours, theirs = context.Pipe()
            context.Process(target=wait_for_races, args=(number, self.barrier, theirs), daemon=True).start()
            theirs.close()  # so that a process that dies is seen as the end of its pipe
            self.pipes.append(ours)

    def plays(self, race: Race) -> list[list[Outcome]]:
        for pipe in self.pipes:
            pipe.send(race)
        played: list[list[Outcome]] = [pipe.recv() for pipe in self.pipes]
        return [[outcomes[number] for outcomes in played] for number in range(race.rounds)]


crowd = cache(Crowd)


def quick_context() -> Any:
    """Return the way to start processes: forked from one that has read the program already, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.whole_program"])
    return context


# In a process of the crowd from here on.


def wait_for_races(number: int, barrier: Any, pipe: Connection) -> None:
    """Play one race after the other until nobody asks any more."""
    programs: dict[str, Flask] = {}
    with suppress(EOFError):
        while True:
            race = pipe.recv()
            app = programs.get(race.settings["DATABASE_URL"]) or begun(race.settings)
            programs[race.settings["DATABASE_URL"]] = app
            pipe.send(all_rounds(app, race, number, barrier))


def begun(settings: Mapping[str, Any]) -> Flask:
    from homestay import create_app

    return create_app(settings)


def all_rounds(app: Flask, race: Race, number: int, barrier: Any) -> list[Outcome]:
    """Play all rounds in this process and return what happened."""
    from models import db
    from models.homestay import Homestay

    module, _, name = race.play.partition(":")
    function: Callable[..., str] = getattr(import_module(module), name)
    outcomes = []
    for round_number in range(race.rounds):
        with app.app_context():
            homestay = db.session.query(Homestay).filter_by(slug=race.slug).one()
            barrier.wait(ROUND_SECONDS)
            outcomes.append(outcome(function, homestay, round_number, number))
    return outcomes


def outcome(function: Callable[..., str], homestay: Any, round_number: int, number: int) -> Outcome:
    from homestay.errors import Refusal

    began = time.perf_counter()
    try:
        answer, words = "yes", function(homestay, round_number, number)
    except Refusal as refusal:
        answer, words = "no", f"{type(refusal).__name__}: {refusal.title} {refusal.message}"
    except Exception as error:
        answer, words = "error", repr(error)
    return Outcome(answer, words, (time.perf_counter() - began) * 1000)
