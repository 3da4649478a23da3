"""What a careless hand does with links between marks, and what an import makes of relations that were never checked."""

from collections.abc import Iterator

from .catalogue import Change, fault, fresh, remarked
from .corpus import Original


def _linked(original: Original, *ends: tuple[str, str], symmetric: bool = False) -> Iterator[Change]:
    """An article with links; ``a`` and ``b`` stand for two of its mentions."""
    heading = '\n[link.beside]\ndefinition = "Stands beside."\n' + "symmetric = true\n" * symmetric
    labels = (original.text("annotations/labels.toml") + heading).encode()
    for sheet in original.articles:
        mentions = [mention["id"] for mention in sheet.of("mention")]
        for one, two in zip(mentions[::20], mentions[1::20], strict=False):
            names = {"a": one, "b": two, "": "", "?": fresh("m")}
            links = [
                {"kind": "link", "id": f"l-x7x7x{number + 2}", "type": "beside", "a": names[a], "b": names[b]}
                for number, (a, b) in enumerate(ends)
            ]
            change = remarked(sheet, None, *links, what=f"{one} {two}")
            yield change._replace(files={**change.files, "annotations/labels.toml": labels})


@fault("label")
def link_with_one_end(original: Original) -> Iterator[Change]:
    """A link has one end, or one that is nowhere, or one mark at both ends."""
    for change in zip(_linked(original, ("a", "")), _linked(original, ("?", "b")), _linked(original, ("a", "a")), strict=True):
        yield from change


@fault("label")
def link_twice(original: Original) -> Iterator[Change]:
    """A link is there twice, or, where direction says nothing, in both directions."""
    for change in zip(_linked(original, ("a", "b"), ("a", "b")), _linked(original, ("a", "b"), ("b", "a"), symmetric=True), strict=True):
        yield from change
