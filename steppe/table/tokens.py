"""Tokens with their offsets, and BIO tags, for many sentences at once.

A token is a run of letters, marks, digits and connectors, or any other single character that is no white space: the same
rule for every language, without a model. All sentences of a batch are cut together by array operations, because a call per
token would cost more than everything else that a build does.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..characters import OTHER, SPACE, WORD, classify, code_points
from .columns import booleans, from_numpy, strings

_FIRST = np.array([SPACE], np.uint8)


class Tokens:
    """The tokens of sentences: ``lists`` for the strings, starts and ends (offsets in the text) of each sentence's tokens.

    ``texts`` are the sentences; ``bases`` their offsets in their texts. A sentence without text (None) has null lists.
    """

    def __init__(self, texts: Sequence[str | None], bases: Sequence[int]) -> None:
        joined = "\n".join(text or "" for text in texts)
        codes = code_points(joined)
        classes = classify(codes)
        lengths = np.fromiter((len(text or "") for text in texts), np.int64, len(texts))
        first = np.concatenate(([0], np.cumsum(lengths + 1)[:-1])) if len(texts) else np.zeros(0, np.int64)
        before = np.concatenate((_FIRST, classes[:-1])) if len(classes) else classes
        begins = (classes == OTHER) | ((classes == WORD) & (before != WORD))
        solid = classes != SPACE
        after = np.concatenate((begins[1:] | ~solid[1:], [True])) if len(classes) else begins
        self.starts = np.flatnonzero(begins)
        self.ends = np.flatnonzero(solid & after) + 1
        self._before = np.zeros(len(codes) + 1, np.int32)  # of each place, how many tokens begin before it
        np.cumsum(begins, dtype=np.int32, out=self._before[1:])
        bounds = np.concatenate((self._before[first], [len(self.starts)]))
        self.offsets = from_numpy(bounds)
        self.missing = booleans([text is None for text in texts]) if None in texts else None
        self.first = first
        shift = np.repeat(np.asarray(bases, np.int64) - first, np.diff(bounds)) if len(texts) else np.zeros(0, np.int64)
        self._codes, self._solid, self._shift, self._joined = codes, solid, shift, joined

    def lists(self, values: pa.Array) -> pa.Array:
        """Values, one for each token, as one list for each sentence."""
        return pa.ListArray.from_arrays(self.offsets, values, mask=self.missing)

    @property
    def strings(self) -> pa.Array:
        """The tokens themselves: the bytes of the text without its white space, cut at the tokens' ends."""
        data = np.frombuffer(self._joined.encode(), np.uint8)
        if len(data) == len(self._codes):
            kept, lengths = data[self._solid], self.ends - self.starts
        else:
            widths = 1 + (self._codes > 0x7F).astype(np.int64) + (self._codes > 0x7FF) + (self._codes > 0xFFFF)
            places = np.concatenate(([0], np.cumsum(widths)))
            kept, lengths = data[np.repeat(self._solid, widths)], places[self.ends] - places[self.starts]
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        return pa.StringArray.from_buffers(len(self.ends), pa.py_buffer(offsets), pa.py_buffer(kept))

    @property
    def text_starts(self) -> pa.Array:
        return from_numpy(self.starts + self._shift)

    @property
    def text_ends(self) -> pa.Array:
        return from_numpy(self.ends + self._shift)

    def tags(
        self, sentence: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64], kind: NDArray[np.int64], labels: Sequence[str]
    ) -> pa.Array:
        """BIO tags of the tokens, by spans in reading order: number of the sentence, start and end in it, number of the label.

        ``labels`` are all tags: O, then B and I of each label.

        Of nested spans the outermost counts: one that begins inside an earlier one is passed over.
        """
        numbers = np.zeros(len(self.starts), np.int32)
        if len(sentence):
            first, last = start + self.first[sentence], end + self.first[sentence]
            outer = np.concatenate(([True], first[1:] >= np.maximum.accumulate(last)[:-1]))
            low = self._before[first[outer]]
            counts = self._before[last[outer]] - low
            number = 2 * kind[outer] + 1
            within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            numbers[np.repeat(low, counts) + within] = np.repeat(number + 1, counts)
            numbers[low[counts > 0]] = number[counts > 0]
        return strings(list(labels)).take(from_numpy(numbers))
