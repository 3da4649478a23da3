"""Sequences of eight words, as numbers by which texts that are nearly the same are found.

A word is a run of letters, marks, digits and connectors, in any case. All texts of a batch are cut together by array
operations. The numbers are the same on every machine and in every process.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .characters import WORD, classify, code_points

WORDS: Final = 8
"""Words in a sequence: fewer are shared by chance and by names, more by copies alone."""
MOST: Final = 8
"""Texts with one sequence that are tried as partners: a line that thousands have must not bring each together with each."""
PARTS: Final = 16
"""Sequences are sorted one part after another, so that the copy that is sorted is small."""
_BASE: Final = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse modulo 2**64."""


def shingles(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The sequences of each text, each once and sorted, text after text; and how many each text has.

    Two that differ have the same number once in four billion times.
    """
    folded = [text.casefold() for text in texts]
    codes = code_points("\n".join(folded))
    word = classify(codes) == WORD
    after = np.zeros_like(word)  # a word and the one character after it are kept: words, with one blank between them
    after[1:] = word[:-1]
    kept = word | after
    opens = np.flatnonzero(word & ~after)
    solid = word[kept]
    values = _mixed(codes[kept].astype(np.uint64))
    values[~solid] = 1
    powers, inverses = _powers(1 << len(values).bit_length())
    sums = np.zeros(len(values) + 1, np.uint64)  # the sum from one place to another, divided by the power of the first, is a hash
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    ends = np.flatnonzero(~solid)
    if len(ends) < len(opens):  # the last text ends in a word
        ends = np.append(ends, len(values))
    begins = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    first = np.cumsum([0, *(len(text) + 1 for text in folded)])
    owner = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(opens, first)))
    whole = np.flatnonzero(owner[: 1 - WORDS] == owner[WORDS - 1 :])
    start = begins[whole]
    hashes = _mixed((sums[ends[whole + WORDS - 1]] - sums[start]) * inverses[start]) >> np.uint64(32)
    keys = np.sort(owner[whole].astype(np.uint64) << np.uint64(32) | hashes)
    once = keys[np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))] if len(keys) else keys
    return once.astype(np.uint32), np.bincount((once >> np.uint64(32)).astype(np.int64), minlength=len(texts))


@cache
def _powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The first powers of the base and of its inverse, modulo 2**64."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(length, base, np.uint64)
        powers[0] = 1
        both.append(np.cumprod(powers))
    return both[0], both[1]


def nearest(
    hashes: NDArray[np.uint32], counts: NDArray[np.int64], sides: NDArray[np.int64], most: float
) -> Iterator[tuple[int, int, float]]:
    """Each text that shares more than ``most`` with one of an earlier side, that which it shares most with, and the share.

    ``hashes`` and ``counts`` are as :func:`shingles` gives them; ``sides`` has the number of each text's side. A share is that of
    the sequences of the shorter text. It is exact. Of the texts that have a sequence, the first :data:`MOST` of earlier sides are
    tried, so that a partner can be missed whose every shared sequence stands in as many others before it.
    """
    order = np.lexsort((np.arange(len(sides)), sides))
    pairs, shared, untried = _pairs(hashes, counts, sides, order)
    mine, other = order[pairs >> np.uint64(32)], order[pairs & np.uint64(0xFFFFFFFF)]
    shorter = np.minimum(counts[mine], counts[other])
    bound = (shared + untried[mine]) / shorter
    likely = np.flatnonzero(bound > most)
    bounds = np.concatenate(([0], np.cumsum(counts)))
    best: dict[int, tuple[float, int]] = {}
    for pair in likely[np.lexsort((other[likely], -bound[likely], mine[likely]))].tolist():
        one, two = int(mine[pair]), int(other[pair])
        least = best[one][0] if one in best else most
        if bound[pair] > least:
            first, second = (hashes[bounds[text] : bounds[text + 1]] for text in (one, two))
            share = len(np.intersect1d(first, second, assume_unique=True)) / int(shorter[pair])
            if share > least:
                best[one] = share, two
    yield from ((one, two, share) for one, (share, two) in best.items())


def _pairs(
    hashes: NDArray[np.uint32], counts: NDArray[np.int64], sides: NDArray[np.int64], order: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of texts that have a sequence in common: two places in ``order``, that of the later side in the upper half.

    With each pair, how many sequences of both were tried; and of each text, how many of its own have more partners than that.
    """
    rank = np.empty(len(order), np.uint64)
    rank[order] = np.arange(len(order), dtype=np.uint64)
    ranks, side = np.repeat(rank.astype(np.uint32), counts), sides[order]
    untried = np.zeros(len(order), np.int64)
    pairs, shared = [], []
    for part in range(PARTS):
        here = np.flatnonzero(hashes % PARTS == part)
        keys = np.sort(hashes[here].astype(np.uint64) << np.uint64(32) | ranks[here])
        again = keys[1:] >> np.uint64(32) == keys[:-1] >> np.uint64(32)
        if not again.any():
            continue
        keys = keys[np.append(again, False) | np.append(False, again)]  # those that stand in more than one text
        sequence, text = keys >> np.uint64(32), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        first = _starts(sequence[1:] != sequence[:-1])
        earlier = _starts((sequence[1:] != sequence[:-1]) | (side[text[1:]] != side[text[:-1]])) - first  # texts of earlier sides
        np.add.at(untried, order[text[earlier > MOST]], 1)
        found = [
            text[late].astype(np.uint64) << np.uint64(32) | text[first[late] + nth].astype(np.uint64)
            for nth in range(MOST)
            if len(late := np.flatnonzero(earlier > nth))
        ]
        if not found:
            continue
        both, often = np.unique(np.concatenate(found), return_counts=True)
        pairs.append(both)
        shared.append(often)
    if not pairs:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64), untried
    each, place = np.unique(np.concatenate(pairs), return_inverse=True)
    return each, np.bincount(place, np.concatenate(shared), len(each)).astype(np.int64), untried


def _starts(changes: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Of each place, where its run begins, by whether each place but the first begins another."""
    starts = np.concatenate(([0], np.flatnonzero(changes) + 1))
    return np.repeat(starts, np.diff(starts, append=len(changes) + 1))


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers of which every bit depends on every bit of what was given, as splitmix64 does it."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
