"""Labels that are told as numbers: the class labels of a dataset, and the words that they stand for."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..labels import Labels
from ..settings import Settings


class WordError(ValueError):
    """A number that stands for no label."""


def told(features: Any, path: str = "") -> dict[str, tuple[str, ...]]:
    """The names of the class labels among the features of a dataset, by column: ``mentions.type``."""
    if isinstance(features, list):
        return told(features[0], path) if features else {}
    if not isinstance(features, dict):
        return {}
    if features.get("_type") == "ClassLabel":
        names = features.get("names")
        return {path: tuple(map(str, names))} if isinstance(names, list) else {}
    if "feature" in features and "_type" in features:
        return told(features["feature"], path)
    found: dict[str, tuple[str, ...]] = {}
    for name, of in features.items():
        found |= told(of, f"{path}.{name}" if path else name)
    return found


def inventories(labels: Labels | None, settings: Settings | None) -> dict[str, tuple[str, ...]]:
    """The same by the labels of a corpus, for files that carry numbers and no names: a dataset written as JSON."""
    found: dict[str, Collection[str]] = {}
    if settings is not None:
        found |= {"tier": settings.tier, "incident": settings.incident}
    if labels is not None:
        found |= _of_marks(labels)
        found |= {path.removeprefix("claims."): names for path, names in found.items() if path.startswith("claims.")}
    return {path: tuple(names) for path, names in found.items()}


def _of_marks(labels: Labels) -> dict[str, Collection[str]]:
    kinds = (*labels.mention, *labels.trigger)
    return {
        "zones.type": labels.zone,
        "mentions.type": labels.mention,
        "mentions.level": labels.level,
        "tags": ("O", *(prefix + name for name in labels.mention for prefix in ("B-", "I-"))),
        "triggers.type": labels.trigger,
        "triggers.polarity": labels.polarity,
        "triggers.modality": labels.modality,
        "triggers.arguments.role": labels.role,
        "triggers.arguments.type": kinds,
        "claims.source_kind": labels.source_kind,
        "claims.mode": labels.mode,
        "claims.certainty": labels.certainty,
        "claims.author_certainty": labels.certainty,
        "claims.answers.facet": labels.facet,
        "links.type": labels.link,
        "type": kinds,
        "facet": labels.facet,
        "relation": labels.relation,
        "conflict": labels.conflict,
        "basis": labels.basis,
    }


class Words:
    """The words of one file's labels."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self.names = names

    def of(self, value: str | float | None, path: str) -> str:
        """The word of a label; empty for none.

        Raises:
            WordError: it is a number that stands for no word.
        """
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        names = self.names.get(path)
        if names is None:
            raise WordError(f"{path} is the number {value}, and nothing says which label that is; it should be the label's word")
        if value not in range(len(names)):
            raise WordError(f"{path} is the number {value}; it should be 0 to {len(names) - 1}, one of {len(names)} labels")
        return names[int(value)]

    def all(self, values: Sequence[str | float], path: str) -> list[str]:
        """The words of many labels."""
        if set(map(type, values)) <= {str}:
            return list(values)  # type: ignore[arg-type]
        return [self.of(value, path) for value in values]
