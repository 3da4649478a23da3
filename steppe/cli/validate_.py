"""``steppe validate``."""

import sys
from pathlib import Path

import click
import msgspec

from ..validate import validate
from .common import CLEAN, FINDINGS, WrongUse, corpus_option, failing, opened, plural, progress, size, tell, texts_option


@click.command()
@corpus_option
@texts_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="One finding a line, or JSON Lines.")
@click.option("--explain", metavar="CODE", help="Say what a rule is about, and exit.")
def validate_(root: Path, texts: Path | None, form: str, explain: str | None) -> None:
    """Check the annotations of a corpus against every rule.

    Each finding names file, line, rule, mark, what is there and what should be. With --texts, marks of articles whose text
    the corpus does not hold are compared with the text too.

    \b
    steppe validate
    steppe validate --corpus ../other --texts ~/articles
    steppe validate --explain S203

    Exit codes: 0 no finding, 1 findings, 2 wrong use.
    """
    if explain:
        click.echo(_explained(explain))
        return
    with failing():
        corpus = opened(root, texts)
        with progress(size(corpus), "validate") as seen:
            findings = list(validate(corpus, seen))
    if form == "json":
        for finding in findings:
            click.echo(msgspec.json.encode(finding))
    else:
        tell(findings)
        click.echo(f"{plural(len(findings), 'finding')} in {plural(size(corpus), 'file')} of articles", err=True)
    sys.exit(FINDINGS if findings else CLEAN)


def _explained(code: str) -> str:
    from ..rules import CATALOGUE

    rule = CATALOGUE.get(code.upper()) or next((rule for rule in CATALOGUE.values() if rule.name == code), None)
    if rule is None:
        raise WrongUse(f"there is no rule {code!r}; the codes are {', '.join(sorted(CATALOGUE))}")
    return f"{rule.code} {rule.name} ({rule.family})\n\n{rule.doc}"
