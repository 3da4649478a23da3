"""The catalogue of rules as a page, and a rule as a page of it."""

import re
from collections.abc import Iterator

from ..rules import CATALOGUE, FAMILIES, Rule
from .text import painted

_HEAD = """\
# The rules

This page is what `steppe rules` prints; `steppe validate --explain CODE` prints one rule of it.

A finding names the file and line, the rule, the mark, what is there and what should be:

```
annotations/gold/example.jsonl:5: S203 quote-differs m-234567: quotes 'Ana' where the text reads 'Ann'
```

**Families are levels.** They run in the order of this page. Of a mark that has a finding in one family, or that points at such a
mark, the findings of the next families are not told, because they would mostly follow from the first: mend it and validate
again. A file that is not in form is judged by nothing else, and where the text is not the one that was marked, that is the only
finding.

**Exceptions are data.** There are errors only, no warnings, and no comment in a file switches a rule off. What is right although a
rule objects is a record of `annotations/exceptions.jsonl`, with the reason, and is reviewed like any other:

```jsonl
{"kind":"exception","rule":"white-edge","at":"example/m-234567","reason":"..."}
```

**Examples.** Those below are run by the tests: what is bad is flagged with this code and no other, what is good with none. A line of
an example that is no record is the text.
"""


def catalogue() -> Iterator[str]:
    """The page, in lines: how findings come about, then each family with a table and each rule with its examples."""
    rules = sorted(CATALOGUE.values(), key=lambda rule: rule.code)
    yield from _HEAD.split("\n")
    for letter, family in FAMILIES.items():
        mine = [rule for rule in rules if rule.code[0] == letter]
        yield f"## {letter}: {family}"
        yield ""
        yield from ["| code | name | finds |", "| --- | --- | --- |"]
        yield from (f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {_cell(paragraphs(rule)[0])} |" for rule in mine)
        yield ""
        for rule in mine:
            yield f"### {rule.code} {rule.name}"
            yield ""
            yield described(rule)
            yield ""


def paragraphs(rule: Rule) -> list[str]:
    """What a rule says of itself, each paragraph as one line of Markdown, without the examples."""
    prose = re.split(r"^(?:Bad|Good):$", rule.doc, maxsplit=1, flags=re.MULTILINE)[0]
    return [" ".join(paragraph.split()).replace("``", "`") for paragraph in re.split(r"\n\s*\n", prose.strip())]


def described(rule: Rule) -> str:
    """A rule as Markdown: what it says of itself, and its examples."""
    parts = paragraphs(rule)
    parts += [f"{word}:\n\n```\n{example}\n```" for word, example in rule.examples().items()]
    return "\n\n".join(parts)


def explained(rule: Rule, *, colour: bool = False) -> str:
    """A rule as the terminal shows it."""
    head = f"{rule.code} {rule.name} ({rule.family})"
    if not colour:
        return f"{head}\n\n{rule.doc}"
    doc = re.sub(r"^(Bad|Good):$", lambda match: painted(match[0], "1;31" if match[1] == "Bad" else "1;32"), rule.doc, flags=re.MULTILINE)
    return f"{painted(head, '1')}\n\n{doc}"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
