"""Real processes that do the same thing at the same moment, round after round."""

import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PROCESSES = 8
ROUND_SECONDS = 60


@dataclass(frozen=True)
class Outcome:
    """What one process got in one round: yes (with the action's answer), no (a refusal), or an error; and how long it took."""

    answer: str
    words: str
    milliseconds: float


def race(settings: Mapping[str, Any], slug: str, play: str, rounds: int, processes: int = PROCESSES) -> list[list[Outcome]]:
    """Let processes play `module:function` against one homestay at once; return the outcomes of each round.

    The function gets (homestay, round number, process number) and returns a word, or raises a Refusal.
    """
    context = quick_context()
    barrier = context.Barrier(processes)
    pipes = [context.Pipe(duplex=False) for _ in range(processes)]
    workers = [
        context.Process(target=work, args=(dict(settings), slug, play, rounds, number, barrier, pipe[1]), daemon=True)
        for number, pipe in enumerate(pipes)
    ]
    for worker in workers:
        worker.start()
    for _reading, writing in pipes:
        writing.close()  # so that a process that dies is seen as the end of its pipe
    played: list[Sequence[Outcome]] = [reading.recv() for reading, _writing in pipes]
    for worker in workers:
        worker.join(ROUND_SECONDS)
    return [[outcomes[number] for outcomes in played] for number in range(rounds)]


def quick_context() -> Any:
    """Return the way to start processes: forked from one that has read the program already, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.whole_program"])
    return context


def work(settings: dict[str, Any], slug: str, play: str, rounds: int, number: int, barrier: Any, pipe: Any) -> None:
    """Play all rounds in this process and send back what happened."""
    from homestay import create_app
    from models import db
    from models.homestay import Homestay

    module, _, name = play.partition(":")
    function: Callable[..., str] = getattr(import_module(module), name)
    app = create_app(settings)
    outcomes = []
    for round_number in range(rounds):
        with app.app_context():
            homestay = db.session.query(Homestay).filter_by(slug=slug).one()
            barrier.wait(ROUND_SECONDS)
            outcomes.append(outcome(function, homestay, round_number, number))
    pipe.send(outcomes)


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
