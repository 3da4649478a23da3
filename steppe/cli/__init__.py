"""The command ``steppe``."""

import signal
import sys

import click

from ..text import reason
from .main import main

__all__ = ["main", "run"]


def run() -> None:
    """Run the command; what the system refuses (a full disk behind standard output, say) is one line and an exit code.

    Asked to end, it takes its temporary files and work trees away first.
    """
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        main()
    except OSError as error:
        click.echo(f"Error: {error.filename or 'output'}: {reason(error)}", err=True)
        sys.exit(1)
