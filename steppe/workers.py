"""Sharing work between processes, so that nobody can tell how many there were."""

import gc
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")

AHEAD = 4
"""Items that are given out for each process at a time: enough that none waits, and few results lie about."""

_work: dict[int, Callable[[Any], Any]] = {}
"""In a worker: the work that it was last given, by its number, so that what it keeps for itself is kept from call to call."""


class LostWorker(RuntimeError):
    """A process ended before its work was done."""


class Pool:
    """Several processes, or with one job none but this one. They start when there is work for them."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._executor: Executor | None = None
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def map(self, work: Callable[[Given], Result], items: Iterable[Given]) -> Iterator[Result]:
        """The results of some work on each item, in the order of the items. ``work`` can be pickled.

        Raises:
            LostWorker: a process was killed, or could not start.
        """
        items = list(items)
        if self.jobs < 2 or len(items) < 2:
            yield from map(work, items)
            return
        if self._executor is None:
            self._executor = _processes(self.jobs)
        try:
            yield from self._shared(self._executor, pickle.dumps(work), iter(items))
        except BrokenExecutor as error:
            message = "a worker process ended before its work was done: it was killed, ran out of memory or could not start"
            raise LostWorker(f"{message}; try it with one process") from error

    def _shared(self, executor: Executor, work: bytes, items: Iterator[Any]) -> Iterator[Any]:
        self._number += 1
        given: deque[Future[Any]] = deque(executor.submit(_do, self._number, work, item) for item in islice(items, AHEAD * self.jobs))
        while given:
            result = given.popleft().result()
            given.extend(executor.submit(_do, self._number, work, item) for item in islice(items, 1))
            yield result


def _processes(number: int) -> Executor:
    """Fresh processes: a copy of this one could hold locks of threads that it does not have."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Make a process a worker: it collects no garbage, as its parent, and leaves an interrupt to it."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(number: int, work: bytes, item: Any) -> Any:
    if number not in _work:
        _work.clear()
        _work[number] = pickle.loads(work)  # noqa: S301 - of the parent
    return _work[number](item)
