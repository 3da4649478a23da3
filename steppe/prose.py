"""What a page of Markdown says of today's data: not what it shows as code, and not what it said of past versions."""

import re
from collections.abc import Iterator, Sequence

CHANGES = "CHANGELOG.md"
"""Where the newest section comes first, and those below it tell what was released."""
NOUNS = (
    "article|document|text|zone|sentence|word|token|character|mention|entity|trigger|event|argument|claim|answer|cluster|relation|pair|trace|"
    "decision|pass|annotator|label|config|row"
)
"""What a build counts, or could, in the singular."""
_UNITS = frozenset({"sentence", "word", "token", "character"})
"""Of what texts are made: nobody spells out how many of them a corpus has, so that ``eight words in a row`` is none of its figures."""
_SPELT = (
    "three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|dozens?|hundreds?|"
    "thousands?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
"""From three: what is compared, or joined, is two whatever the data."""
_BETWEEN = "a|all|an|and|are|as|at|but|by|for|from|has|have|in|into|is|no|not|of|on|or|per|than|that|the|to|under|was|were|with"
"""Words after which something else begins."""
_MEASURES = "F1|precision|recall|accuracy|agreement|kappa|alpha|gamma"

_OUT = "`"
"""What stands for a character that says nothing of today's data."""
_FENCED = re.compile(r"^ *(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$.*?(?:^ *(?:\1`*|\2~*) *$|\Z)", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_SECTION = re.compile(r"^## ", re.MULTILINE)
_UNSEEN = re.compile(
    r"<!-- counts .+? -->\s*(?:^\|.*\n?)*"  # a table that is compared with the counts as a whole
    r"|<!--(?s:.*?)-->",
    re.MULTILINE,
)
_LOOSE = re.compile(r"<!-- /?(?:count|agreement)\b.*?(?:-->|$)", re.MULTILINE)


def mark(kind: str) -> re.Pattern[str]:
    """A figure of a page, between its marks: ``<!-- count PATH -->17<!-- /count -->``. Its groups are path and figure."""
    return re.compile(f"<!-- {kind} (.+?) -->(.*?)<!-- /{kind} -->")


_MARKS = [mark("count"), mark("agreement")]


def live(page: str, file: str = "") -> str:
    """A page with a back quote for each character of its code, and, in a change log, of the sections below the newest.

    Offsets and lines are those of the page.
    """
    page = _INLINE.sub(_blank, _FENCED.sub(_blank, page))
    sections = [section.start() for section in _SECTION.finditer(page)]
    if file.rpartition("/")[2] == CHANGES and len(sections) > 1:
        page = page[: sections[1]] + re.sub(r"[^\n]", _OUT, page[sections[1] :])
    return page


def bare(page: str, file: str = "", more: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
    """Numbers of things that a build counts, or of ``more`` of them, which no build fills in: line, and the words.

    Not looked at are code, comments, and what :func:`live` leaves out. A year is no number of things.
    """
    said = _UNSEEN.sub(_blank, _unmarked(live(page, file)))
    for pattern in _patterns([*NOUNS.split("|"), *filter(None, more)]):
        for match in pattern.finditer(said):
            if not (match["number"].isdigit() and 1900 <= int(match["number"]) < 2100):
                yield page.count("\n", 0, match.start("number")) + 1, " ".join(match[0].replace("*", "").split()).strip("| ")


def unclosed(page: str, file: str = "") -> Iterator[tuple[int, str]]:
    """Markers of figures that a build does not see, since they do not begin and end in one line: line, and the marker."""
    for match in _LOOSE.finditer(_unmarked(live(page, file))):
        yield page.count("\n", 0, match.start()) + 1, match[0]


def _unmarked(page: str) -> str:
    """A page without the figures that are marked."""
    for each in _MARKS:
        page = each.sub(_blank, page)
    return page


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", _OUT, match[0])


def _patterns(nouns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    one, many = "|".join(map(re.escape, nouns)), "|".join(map(_plural, nouns))
    spelt_one = "|".join(re.escape(noun) for noun in nouns if noun not in _UNITS)
    spelt_many = "|".join(_plural(noun) for noun in nouns if noun not in _UNITS)
    digits = r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0(?![\d.])"
    begin, end, gap = r"(?<![\w./,:§#-])", r"(?!\w)", r"\**(?:[ \t]+|[ \t]*\n[ \t]*)\**"
    of = rf"(?:{gap}of{gap}(?:the|these|those|its|all))?(?:{gap}(?!(?:{_BETWEEN})\b)[a-z][a-z-]*){{0,2}}?{gap}"
    return (
        re.compile(rf"{begin}(?P<number>{digits})(?:{of}(?:{many})|-(?:{one})){end}"),
        re.compile(rf"{begin}(?P<number>1){gap}(?:{one}){end}"),
        re.compile(rf"{begin}(?P<number>(?i:{_SPELT}))(?:{of}(?:{spelt_many})|-(?:{spelt_one})){end}"),
        re.compile(rf"\b(?i:{many})\**[:=] *\**(?P<number>{digits}){end}(?!\.\d|-\d)"),
        re.compile(rf"^\| *\**(?i:{many})\b[^|\n]*\| *\**(?P<number>{digits}|0?\.\d+|1\.0+){end}", re.MULTILINE),
        re.compile(rf"\b(?i:{_MEASURES})\b(?:\W{{1,3}}(?:of|is|was|at|about)\b)?\W{{1,3}}(?P<number>0?\.\d+|1\.0+|\d+(?:\.\d+)? ?%)"),
    )


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return re.escape(noun) + "es"
    return re.escape(noun[:-1]) + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else re.escape(noun) + "s"
