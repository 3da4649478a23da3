"""``steppe rules``."""

import click


@click.command()
def rules_() -> None:
    """Print the catalogue of rules as Markdown: every rule, what it finds, a bad and a good example.

    \b
    steppe rules > docs/rules.md
    steppe validate --explain S203      one rule of it
    """
    from ..report import catalogue

    click.echo("\n".join(catalogue()).rstrip("\n"))
