"""Sharing work between processes, so that nobody can tell how many there were."""

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")

_work: dict[int, Callable[[Any], Any]] = {}
"""In a worker: the work that it was last given, by its number, so that what it keeps for itself is kept from call to call."""


class Pool:
    """Several processes, or with one job none but this one. They start when there is work for them."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._executor: ProcessPoolExecutor | None = None
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def map(self, work: Callable[[Given], Result], items: Iterable[Given]) -> Iterator[Result]:
        """The results of some work on each item, in the order of the items. ``work`` can be pickled."""
        items = list(items)
        if self.jobs < 2 or len(items) < 2:
            yield from map(work, items)
            return
        if self._executor is None:
            # Fresh processes: a copy of this one could hold locks of threads that it does not have.
            self._executor = ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"), initializer=gc.disable)
        self._number += 1
        yield from self._executor.map(_do, ((self._number, work, item) for item in items))


def _do(given: tuple[int, Callable[[Any], Any], Any]) -> Any:
    number, work, item = given
    if number not in _work:
        _work.clear()
        _work[number] = work
    return _work[number](item)
