"""What a page of Markdown says of today's data: not what it shows as code, and not what it said of past versions."""

import re
from collections.abc import Iterator, Sequence

CHANGES = "CHANGELOG.md"
"""Where the newest section comes first, and those below it tell what was released."""
NOUNS = (
    "article|document|text|zone|sentence|word|token|character|mention|entity|trigger|event|argument|claim|answer|cluster|relation|pair|trace|"
    "decision|pass|annotator|label|type|role|facet|config|row|contradiction"
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
_MEASURES = "F1|precision|recall|accuracy|agreement|kappa|alpha|gamma|CoNLL|\u03ba|\u03b1|\u03b3"

_DIGITS = r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0(?![\d.])"
_BEGIN, _END, _GAP = r"(?<![\w./,:§#-])", r"(?!\w)", r"\**(?:[ \t\xa0]+|[ \t]*\n[ \t]*)\**\[?"
_KINDS = rf"(?:{_GAP}(?!(?:{_BETWEEN})\b)(?:[a-z][a-z-]*|[A-Z][A-Z_+-]+)){{0,2}}?{_GAP}"
"""What may stand between a number and its noun: words, or labels."""

_QUOTED = "\x02"
"""What stands for a back quote around a name whose number is looked for."""
_OUT = "`"
"""What stands for a character that says nothing of today's data."""
_FENCED = re.compile(r"^ *(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$.*?(?:^ *(?:\1`*|\2~*) *$|\Z)", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_TAG = re.compile(r"</?(?:b|i|em|strong|span|a|td|th)\b[^<>]*>|&nbsp;")
"""Of HTML what stands around or between words; it is read as if it were asterisks, or blanks."""
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
    page = _INLINE.sub(_blank, unfenced(page))
    sections = [section.start() for section in _SECTION.finditer(page)]
    if file.rpartition("/")[2] == CHANGES and len(sections) > 1:
        page = page[: sections[1]] + re.sub(r"[^\n]", _OUT, page[sections[1] :])
    return page


def unfenced(page: str) -> str:
    """A page with a back quote for each character of its blocks of code; offsets and lines are those of the page."""
    return _FENCED.sub(_blank, page)


def bare(
    page: str, file: str = "", more: Sequence[str] = (), splits: Sequence[str] = (), labels: Sequence[str] = ()
) -> Iterator[tuple[int, str]]:
    """Numbers of things that a build counts, or of ``more`` of them, which no build fills in: line, and the words.

    Numbers of what is in ``splits`` are such, and those of ``labels``, if the name of the label stands in back quotes. Not looked at are
    other code, comments, and what :func:`live` leaves out. A year is no number of things.
    """
    quoted = re.compile("`(" + "|".join(map(re.escape, [*splits, *labels])) + ")`")
    unquoted = quoted.sub(rf"{_QUOTED}\1{_QUOTED}", page) if splits or labels else page
    said = _TAG.sub(_plain, _UNSEEN.sub(_blank, _unmarked(live(unquoted, file))))
    patterns = [*_patterns([*NOUNS.split("|"), *filter(None, more)]), *_of_names("|".join(map(re.escape, splits)))]
    found: dict[int, tuple[int, str]] = {}
    for pattern in patterns:
        for match in pattern.finditer(said):
            if not (match["number"].isdigit() and 1900 <= int(match["number"]) < 2100):
                words = " ".join(match[0].replace("*", "").replace(_QUOTED, "`").split()).strip("| ")
                found.setdefault(match.start("number"), (page.count("\n", 0, match.start("number")) + 1, words))
    yield from (found[start] for start in sorted(found))


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


def _plain(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " " if match[0].startswith("&") else "*", match[0])


def _patterns(nouns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """How numbers of things are said, the number in the group ``number``."""
    one, many = "|".join(map(re.escape, nouns)), "|".join(map(_plural, nouns))
    spelt_one = "|".join(re.escape(noun) for noun in nouns if noun not in _UNITS)
    spelt_many = "|".join(_plural(noun) for noun in nouns if noun not in _UNITS)
    of = rf"(?:{_GAP}of{_GAP}(?:the|these|those|its|all))?{_KINDS}"
    is_ = r"(?:(?: (?:is|are|was|were|stands at|of))?[:= ]+| *\| *)"
    percent = rf"(?P<number>\d+(?:\.\d+)?|(?i:{_SPELT}))(?:[ -]?%|[ -]per ?cent)"
    return (
        re.compile(rf"{_BEGIN}(?P<number>{_DIGITS})(?:{of}(?:{many})|-(?:{one})){_END}"),
        re.compile(rf"{_BEGIN}(?P<number>1){_GAP}(?:{one}){_END}"),
        re.compile(rf"{_BEGIN}(?P<number>(?i:{_SPELT}))(?:{of}(?:{spelt_many})|-(?:{spelt_one})){_END}"),
        re.compile(rf"{_BEGIN}(?P<number>\d+(?:\.\d+)?(?:k|M| (?:thousand|million))|\d{{1,3}}(?:\.\d{{3}})+){of}(?:{many}){_END}"),
        re.compile(rf"{_BEGIN}(?P<number>(?i:{_SPELT})[ -](?:hundred|thousand|million)){of}(?:{many}){_END}"),
        re.compile(
            rf"\b(?i:(?:number|count) of(?:{_GAP}[a-z-]+){{0,2}}?{_GAP}(?:{many})|(?:{one}) count)\**{is_}\**(?P<number>{_DIGITS}){_END}(?!\.\d|-\d)"
        ),
        re.compile(rf"\b(?i:average|mean)\b[^.|\n]{{0,30}}?{_BEGIN}(?P<number>\d+\.\d+){_END}(?!\.\d|-\d)"),
        re.compile(rf"{_BEGIN}(?P<number>\d+\.\d+){_KINDS}(?:{many})(?:{_GAP}[a-z]+){{0,3}}?,?{_GAP}on{_GAP}average\b"),
        re.compile(rf"{_BEGIN}(?P<number>\d+\.\d+){_KINDS}(?:{many}){_GAP}(?:per|an?|in each|for each|each){_END}"),
        re.compile(rf"\b(?i:{many})(?: per [a-z]+)?\**(?: *[:=\u2013\u2014] *| \()\**(?P<number>{_DIGITS}){_END}(?!\.\d|-\d)"),
        re.compile(rf"\b(?i:{many}) per [a-z]+\**(?:[:=]| is| are)? *\**(?P<number>\d+\.\d+){_END}"),
        re.compile(rf"^\| *\**(?i:{many})\b[^|\n]*\| *\**(?P<number>{_DIGITS}|0?\.\d+|1\.0+){_END}", re.MULTILINE),
        re.compile(rf"{_BEGIN}{percent}(?:{_GAP}of(?:{_GAP}(?:the|these|those|its|all))?)?{_KINDS}(?:{many}){_END}"),
        re.compile(rf"\b(?:{many})(?:{_GAP}[a-z][a-z-]*){{0,4}}?{_GAP}{percent}"),
        re.compile(
            rf"\b(?i:{_MEASURES})\b(?: scores?)?(?:\W{{1,3}}(?:of|is|was|are|at|about)\b)?\W{{1,3}}"
            r"(?P<number>0?\.\d+|1\.0+|\d+(?:\.\d+)? ?%|\d\d\.\d+)"
        ),
        re.compile(rf"\b(?i:{_MEASURES})\b(?:{_GAP}[a-z][a-z-]*){{1,5}}?\W{{1,3}}(?P<number>0?\.\d+|1\.0+|\d\d\.\d+){_END}"),
        re.compile(rf"{_BEGIN}{percent}{_GAP}(?:are|is|were|was|of{_GAP}(?:them|these|those|all))\b"),
        re.compile(rf"^\| *\**(?i:total|sum|all|in all)\** *\| *\**(?P<number>{_DIGITS}){_END}", re.MULTILINE),
        re.compile(rf"\b(?i:total)\**(?: of|:) *\**(?P<number>{_DIGITS}){_END}(?!\.\d|-\d)"),
        re.compile(rf"{_BEGIN}(?P<number>{_DIGITS}){_GAP}in{_GAP}(?:total|all){_END}"),
    )


def _of_names(splits: str) -> tuple[re.Pattern[str], ...]:
    """How numbers are said of what has a name: of splits, and of all that is quoted."""
    name = rf"(?:{_QUOTED}[^{_QUOTED}\n]+{_QUOTED}" + (rf"|\b(?:{splits})\b)" if splits else ")")
    the = rf"(?:(?:the|our) +)?{name}(?: +(?:split|side|set|part)\b)?"
    after = rf"(?P<number>{_DIGITS}){_END}(?!\.\d|-\d)"
    return (
        re.compile(rf"{_BEGIN}(?P<number>{_DIGITS}) +{name} *(?:[,;.)/|]|and\b|$)", re.MULTILINE),
        re.compile(
            rf"{_BEGIN}(?P<number>{_DIGITS}) +(?:of +(?:them|these|which) +)?(?:(?:are|is|were|stand|go) +)?(?:in|for|to) +{the}(?!\w)"
        ),
        re.compile(rf"{the} *(?:[:=(|]|has|have|holds?|with|of) *\**{after}"),
        re.compile(rf"{name} +{after}(?= *(?:[,;.)|]|and\b|$))", re.MULTILINE),
        re.compile(rf"{the}(?:,? +[a-z]+){{1,3}}? +{after}(?= +times\b)"),
    )


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return re.escape(noun) + "es"
    return re.escape(noun[:-1]) + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else re.escape(noun) + "s"
