"""An article for the terminal: its marks in place, and its claims with who says them."""

from collections.abc import Iterator

from .labels import Labels
from .model import Claim, Link, Mention, Trigger
from .store import Document, Registry
from .text import plain

_GREEN, _RED, _CYAN, _DIM, _BOLD, _OFF = "\x1b[32m", "\x1b[31m", "\x1b[36m", "\x1b[2m", "\x1b[1m", "\x1b[0m"


def rendered(document: Document, registry: Registry, labels: Labels, *, color: bool) -> Iterator[str]:
    """Lines of text: the article with ``[mention TYPE]`` and ``{trigger Type}``, then its claims.

    Where the text is not at hand, the marks are listed with their offsets and the names that the registry gives them.
    """
    paint = _Paint(color)
    article = document.article
    yield paint(_BOLD, f"{article.name}  {article.publisher}, {article.published}  ({article.tier}, {article.licence})")
    yield paint(_DIM, f"{len(document.mentions)} mentions, {len(document.triggers)} triggers, {len(document.claims)} claims")
    if document.text is None:
        yield paint(_DIM, "The text is not at hand: give its folder with --texts DIR to see the marks in place.")
        yield ""
        yield from _listed(document, registry, paint)
    else:
        for zone in document.zones:
            yield ""
            if zone.type in labels.silent:
                yield paint(_DIM, f"{zone.type:<11} {plain(document.text[zone.start : zone.end])}")
            else:
                yield f"{paint(_DIM, f'{zone.type:<11}')} {_marked(document, document.text, zone.start, zone.end, paint)}"
    yield ""
    yield paint(_BOLD, "Claims")
    for claim in document.claims:
        yield from _claim(document, registry, claim, paint)
    if document.links:
        yield ""
        yield paint(_BOLD, "Links")
        yield from (_link(document, registry, link, paint) for link in document.links)


class _Paint:
    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, code: str, text: str) -> str:
        text = plain(text)
        return f"{code}{text}{_OFF}" if self.color else text


def _marked(document: Document, text: str, start: int, end: int, paint: _Paint) -> str:
    """A line with brackets around its marks, outer ones outside."""
    marks = [mark for mark in _marks(document) if start <= mark.start and mark.end <= end]
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for mark in marks:
        code, left, right = (_GREEN, "[", "]") if isinstance(mark, Mention) else (_RED, "{", "}")
        opens.setdefault(mark.start, []).append(paint(code, left))
        closes.setdefault(mark.end, []).insert(0, paint(code, f" {mark.type.rpartition('.')[2] if right == '}' else mark.type}{right}"))
    pieces = []
    places = sorted({start, end, *opens, *closes})
    for here, after in zip(places, [*places[1:], end], strict=True):
        pieces += [*closes.get(here, []), *opens.get(here, []), plain(text[here:after])]
    return "".join(pieces)


def _marks(document: Document) -> list[Mention | Trigger]:
    """Mentions and triggers in reading order, outer ones first."""
    marks: list[Mention | Trigger] = [*document.mentions, *document.triggers]
    return sorted(marks, key=lambda mark: mark.order)


def _listed(document: Document, registry: Registry, paint: _Paint) -> Iterator[str]:
    for mark in _marks(document):
        what = registry.name(mark.refers_to) if mark.refers_to else mark.value if isinstance(mark, Mention) else ""
        code = _GREEN if isinstance(mark, Mention) else _RED
        yield f"{paint(_DIM, f'{mark.start:>6}-{mark.end:<6}')} {paint(code, mark.type)}  {plain(what)}".rstrip()


def source(document: Document, registry: Registry, claim: Claim) -> str:
    """Who says a claim, and by whom it is passed on, from the inside outward."""
    who = _who(document, registry, claim.by) or claim.source_kind.lower()
    through = [_who(document, registry, link.by) or "somebody" for link in claim.via]
    return " via ".join([who, *through])


def _who(document: Document, registry: Registry, mention: str) -> str:
    if not mention:
        return ""
    mark = document.mention_of[mention]
    return registry.name(mark.refers_to) or document.slice(mark) or mark.type


def _link(document: Document, registry: Registry, link: Link, paint: _Paint) -> str:
    ends = [_end(document, registry, end) for end in (link.a, link.b)]
    return f"  {paint(_DIM, link.id)} {paint(_CYAN, link.type)} {ends[0]} -- {ends[1]}"


def _end(document: Document, registry: Registry, identifier: str) -> str:
    """The words of an end of a link; its id where it is no mark of the article."""
    mark = document.mention_of.get(identifier) or document.trigger_of.get(identifier)
    if mark is None:
        return plain(identifier) or "nothing"
    return plain(document.slice(mark) or registry.name(mark.refers_to) or mark.type)


def _claim(document: Document, registry: Registry, claim: Claim, paint: _Paint) -> Iterator[str]:
    certainty = claim.certainty if claim.certainty == claim.author_certainty else f"{claim.certainty}, article {claim.author_certainty}"
    yield f"  {paint(_DIM, claim.id)} {paint(_CYAN, source(document, registry, claim))} ({plain(certainty)}): {plain(claim.canonical)}"
    for answer in claim.answers:
        about = registry.name(answer.event or answer.subject)
        values = ", ".join(registry.name(value) or value for value in answer.values)
        said = f"{answer.facet}{f' of {about}' if about else ''}{f': {values}' if values else ''}"
        yield paint(_DIM, f"           {said}")
