"""Ids of clusters that are proposed."""

from collections.abc import Container
from hashlib import sha256

from ..model import ALPHABET, Cluster
from ..pairs import Question


def cluster_id(question: Question, claims: tuple[str, ...], taken: Container[str]) -> str:
    """An id that follows from what the cluster holds, so that a proposal has the same id each time until it is written.

    ``taken`` are the ids that it cannot have.
    """
    content = "\n".join((*question, *claims))
    for salt in range(len(ALPHABET) ** 6):
        number = int.from_bytes(sha256(f"{content}\n{salt}".encode()).digest()[:8], "big")
        letters = ""
        for _ in range(6):
            number, digit = divmod(number, len(ALPHABET))
            letters += ALPHABET[digit]
        if (found := f"{Cluster.prefix}-{letters}") not in taken:
            return found
    raise ValueError("every id is taken")
