"""``python -m steppe``: the command, where its script is not on the path."""

from .cli import run

run()
