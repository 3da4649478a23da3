"""The labels that a proposal uses, found by what labels.toml says of them; empty where it has no such label, or not just one."""

from ..labels import Labels, ValueKind


def by_values(labels: Labels) -> str:
    """The basis of what follows from values."""
    return _only([name for name, label in labels.basis.items() if label.values])


def finer(labels: Labels) -> str:
    """The relation of an answer to another that it entails."""
    return _only([name for name, label in labels.relation.items() if label.finer])


def clash(labels: Labels) -> str:
    """The relation that names a conflict."""
    return _only([name for name, label in labels.relation.items() if label.conflict])


def conflict_of(labels: Labels, kind: ValueKind | None) -> str:
    """The conflict of two values of a kind."""
    return _only([name for name, label in labels.conflict.items() if kind in label.values])


def denial(labels: Labels) -> str:
    """The conflict of what is said and what is denied."""
    return _only([name for name, label in labels.conflict.items() if label.denies])


def _only(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ""
