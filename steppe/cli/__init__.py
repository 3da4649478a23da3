"""The command ``steppe``."""

from .main import main

__all__ = ["main"]
