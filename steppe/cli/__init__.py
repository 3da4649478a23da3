"""The command ``steppe``."""

import sys

import click

from ..text import reason
from .main import main

__all__ = ["main", "run"]


def run() -> None:
    """Run the command; what the system refuses (a full disk behind standard output, say) is one line and an exit code."""
    try:
        main()
    except OSError as error:
        click.echo(f"Error: {error.filename or 'output'}: {reason(error)}", err=True)
        sys.exit(1)
