"""Agreement beyond chance: coefficients on labels, and on units of a continuum.

Labels of given items: :mod:`.kappa` and :mod:`.alpha`. Units that annotators marked themselves: :mod:`.unitizing` and
:mod:`.gamma`. Pure numbers: nothing here knows of documents, marks or the labels of a corpus. Undefined is None, or
NaN in an array, never 0 or 1.
"""

from .alignment import Alignment, best_alignment
from .alpha import alpha_of, coincidences, disagreement_of, krippendorff_alpha
from .dissimilarity import Dissimilarity
from .distance import Distance, jaccard, masi
from .gamma import Gamma, gamma_of, pooled_gamma
from .kappa import (
    Weights,
    against_rest,
    cohen_kappa,
    confusion,
    fleiss_kappa,
    kappa_of,
    multi_kappa_of,
    observed_agreement,
    observed_of,
    pairs,
    pi_of,
    scott_pi,
)
from .unit import Layers, Unit, outermost
from .unitizing import Unitizing, alpha_u, unitized

__all__ = [
    "Alignment",
    "Dissimilarity",
    "Distance",
    "Gamma",
    "Layers",
    "Unit",
    "Unitizing",
    "Weights",
    "against_rest",
    "alpha_of",
    "alpha_u",
    "best_alignment",
    "cohen_kappa",
    "coincidences",
    "confusion",
    "disagreement_of",
    "fleiss_kappa",
    "gamma_of",
    "jaccard",
    "kappa_of",
    "krippendorff_alpha",
    "masi",
    "multi_kappa_of",
    "observed_agreement",
    "observed_of",
    "outermost",
    "pairs",
    "pi_of",
    "pooled_gamma",
    "scott_pi",
    "unitized",
]
