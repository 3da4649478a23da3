"""Linear models over named features: logistic regression of scikit-learn, so fitted that every machine finds the same.

The loss with an L2 penalty is strictly convex: it has one optimum, which no random seed and no order of rows decides. Newton's method
comes close to it (:data:`TOLERANCE`) in a dozen steps, in one thread: more cost more than they give at this size. What is left to
the machine are the last digits of a sum, which only a tie between two labels could show, and chances are rounded against that.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .words import majority

Features = dict[str, float | str | bool]
"""By name; a word stands for the feature ``NAME=WORD``."""
TOLERANCE = 1e-6
MOST_STEPS = 1000


class NotInstalled(RuntimeError):
    """The linear baselines need scikit-learn."""


def _sklearn() -> tuple[Any, Any, Any]:
    """The classes that are needed, imported when they are."""
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
    except ImportError as error:
        raise NotInstalled("this baseline needs scikit-learn: pip install 'steppe[baselines]'") from error
    return DictVectorizer, LogisticRegression, threadpool_limits


class Linear:
    """A classifier of things described by features. Of a single label it is sure; of none it knows nothing.

    ``balanced``: all labels weigh the same together, however rare they are, which finds more of the rare ones and is oftener wrong.
    """

    def __init__(self, things: Sequence[Features], labels: Sequence[str], *, balanced: bool = False) -> None:
        dict_vectorizer, logistic_regression, threads = _sklearn()
        self.labels = sorted(set(labels))
        self.only = majority(labels) if len(self.labels) == 1 else None
        if len(self.labels) > 1:
            self._vectorizer = dict_vectorizer()
            weights = "balanced" if balanced else None
            self._model = logistic_regression(solver="newton-cg", tol=TOLERANCE, max_iter=MOST_STEPS, class_weight=weights)
            with threads(1):
                self._model.fit(self._vectorizer.fit_transform(things), np.array(labels))

    def __bool__(self) -> bool:
        """Whether there was anything to learn from."""
        return bool(self.labels)

    def chances(self, things: Sequence[Features]) -> NDArray[np.float64]:
        """How likely each label is for each thing: ``[things, labels]``, rows sum to 1; labels as in ``labels``."""
        if len(self.labels) < 2 or not things:
            return np.ones((len(things), len(self.labels)))
        found: NDArray[np.float64] = self._model.predict_proba(self._vectorizer.transform(things))
        return found

    def told(self, things: Sequence[Features]) -> list[str]:
        """The likeliest label of each thing; of nearly equal ones the first by name.

        Raises:
            ValueError: nothing was learnt.
        """
        if not self.labels:
            raise ValueError("nothing was learnt")
        return [self.labels[number] for number in self.chances(things).round(9).argmax(axis=1)]
