"""X: what corpus.toml gives the card of the dataset is of the Hub's words."""

from ..metadata import faults, licence_keys
from ..settings import FILE
from .catalogue import Placed, Whole, rule


@rule("X617", "corpus")
def unknown_metadata(whole: Whole) -> Placed:
    """corpus.toml gives the card a licence, a language, or a key or value under ``card`` that the Hugging Face Hub does not know.

    The Hub would refuse it, or show it to nobody. The exception for a word that is newer than this list is given to the key, such as
    ``card.task_ids``.

    Bad:
        Acme fired Ann.
        == corpus.toml
        [card.multilinguality]
        many = true
    Good:
        Acme fired Ann.
        == corpus.toml
        [card.train-eval-index]
        task = "token-classification"
    """
    settings = whole.settings
    told = {**licence_keys(settings.licence), "language": settings.language, "pretty_name": settings.title, **settings.card}
    own = {"license": "licence", "license_name": "licence", "pretty_name": "title"}
    for key, message in faults(told):
        place = f"card.{key}" if key in settings.card else own.get(key, key)
        yield FILE, 0, place, message
