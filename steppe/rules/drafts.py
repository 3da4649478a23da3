"""What people write where a label or a name is not decided yet."""

import re

_NOTES = "fixme|placeholder|tba|tbc|tbd|tmp|todo|wip|x{3,}"
_DRAFT = re.compile(_NOTES)
_VAGUE = re.compile("bar|baz|dummy|foo|misc|none|null|temp|test|unclear|unknown|unsure")
"""Words that may be honest labels, and are none where the inventory does not have them."""
_ALTERNATIVES = re.compile(r"\w[+-]?\s*[/|]\s*\w")
_WORD = re.compile(r"[^\W\d_]+")
_TEXT = re.compile(rf"(?:FIXME|TODO|X{{3,}})\b|[\W_]*\Z|(?i:{_NOTES})\s*\Z")


def alternatives(label: str) -> bool:
    """Whether a label is two, of which somebody has still to choose.

    >>> alternatives("Firm/Person"), alternatives("CT+")
    (True, False)
    """
    return _ALTERNATIVES.search(label) is not None


def is_working_label(label: str) -> bool:
    """Whether a label is a question, a note to oneself, or nothing.

    >>> [label for label in ("Firm?", "todo", "tmp_2", "XXX", "--", "N", "CT+", "in-force") if is_working_label(label)]
    ['Firm?', 'todo', 'tmp_2', 'XXX', '--']
    """
    return "?" in label or not any(map(str.isalnum, label)) or any(map(_DRAFT.fullmatch, _WORD.findall(label.casefold())))


def working_text(text: str) -> bool:
    """Whether a name or a sentence is none: without a letter or digit, or a note to oneself.

    >>> [text for text in ("???", "TODO who", "xxx", "Who is Xxx?", "7") if working_text(text)]
    ['???', 'TODO who', 'xxx']
    """
    return _TEXT.match(text) is not None


def remark(label: str) -> str:
    """What there is to add about a label that no inventory has; empty where it may simply be misspelt."""
    if alternatives(label) or "," in label:
        return "; it looks like alternatives, of which one should be chosen"
    if is_working_label(label) or any(_VAGUE.fullmatch(word) for word in _WORD.findall(label.casefold())):
        return "; it looks like a working label, which should be decided"
    return ""
