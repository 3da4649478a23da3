"""The metadata of a card, as the Hugging Face Hub knows them: the words that they may be of, and what is none of these."""

from .judge import faults, licence_keys

__all__ = ["faults", "licence_keys"]
