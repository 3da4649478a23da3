"""What a corpus says of itself: ``annotations/corpus.toml``."""

import re
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import Struct

FILE = "annotations/corpus.toml"
"""Where it stands in the folder of a corpus."""
_SPLIT = re.compile("[a-z0-9_]+")
"""What readers of the dataset take as a split, and a file system as part of a file name."""


class SettingsError(ValueError):
    """The settings file is not in its form."""


class Tier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class of articles that are treated alike."""

    text: bool
    """Whether the corpus holds their text."""
    definition: str
    prefix: str = ""
    """What the names of its splits begin with."""
    retells: bool = False
    """Whether its articles tell again what other articles of the corpus say, so that each claim has a source there."""


class Incident(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the articles are about; the unit that splits keep whole."""

    name: str
    split: str


class Annotator(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who marks. Never an address."""

    kind: str
    description: str


class Licence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be done with a text."""

    definition: str


class Checks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What rules measure by, where corpora differ."""

    learn: str = "train"
    """The side of the split that is learnt from; the others are tested on."""
    least_support: int = 0
    """How often a label that is learnt from must stand where it is tested; 0 where nothing is asked."""
    most_shared: float = 0.2
    """The greatest share of eight-word sequences that articles on two sides of a split may have in common."""
    far_arguments: bool = False
    """Whether a role may be filled from another sentence than that of its trigger."""
    clauses: bool = False
    """Whether a claim is a clause, so that no piece of it reaches into another sentence."""
    names: bool = True
    """Whether the names of entries tell them apart, so that two of one name are one."""
    closed_entities: bool = False
    """Whether entities, like events, belong to one incident."""
    counted: tuple[str, ...] = ()
    """What pages must not give a number of by hand, in the singular, beside what every build counts."""


class Creator(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is to be named as a maker of the corpus. Never an address."""

    name: str
    kind: Literal["Organization", "Person"] = "Organization"


class Responsible(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel"):
    """What is to be known for a responsible use, by the terms of Croissant RAI 1.0, which ``corpus.toml`` spells as they are.

    ``{count PATH}`` and ``{agreement PATH}`` stand for figures that the build fills in (see :mod:`steppe.pages.figures`).
    """

    data_collection: str = ""
    data_collection_type: tuple[str, ...] = ()
    data_collection_missing_data: str = ""
    data_collection_raw_data: str = ""
    data_collection_timeframe: tuple[str, ...] = ()
    data_imputation_protocol: str = ""
    data_manipulation_protocol: str = ""
    data_preprocessing_protocol: tuple[str, ...] = ()
    data_annotation_protocol: str = ""
    data_annotation_platform: tuple[str, ...] = ()
    data_annotation_analysis: tuple[str, ...] = ()
    annotations_per_item: str = ""
    annotator_demographics: tuple[str, ...] = ()
    machine_annotation_tools: tuple[str, ...] = ()
    data_use_cases: tuple[str, ...] = ()
    data_biases: tuple[str, ...] = ()
    data_limitations: tuple[str, ...] = ()
    data_social_impact: str = ""
    personal_sensitive_information: tuple[str, ...] = ()
    data_release_maintenance_plan: str = ""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One corpus."""

    name: str
    title: str
    version: str
    summary: str
    licence: str
    """Of what is published: marks, and texts of the tiers that have text."""
    language: tuple[str, ...]
    about: str
    """What the card says of the corpus, as Markdown."""
    guidelines: str
    """The version of the guidelines that the gold marks follow."""
    tier: dict[str, Tier]
    incident: dict[str, Incident]
    annotator: dict[str, Annotator]
    licences: dict[str, Licence]
    card: dict[str, Any] = {}
    """Further keys of the card's metadata, in the vocabularies of the Hugging Face Hub."""
    pages: tuple[str, ...] = ()
    """Further pages in which a build fills in figures, beside those of the corpus's folder and of ``annotations/``."""
    stamped: tuple[str, ...] = ()
    """Files beside ``annotations/`` that state the version too: a release writes it there."""
    checks: Checks = Checks()
    url: str = ""
    """Where the dataset is to be found, once it is."""
    released: str = ""
    """The day on which this version was published, as YYYY-MM-DD, once it was."""
    creator: tuple[Creator, ...] = ()
    responsible: Responsible = Responsible()

    def fold(self, incident: str) -> str:
        """The side of the split that an incident is on, whatever the tier; empty where there is no such incident."""
        return self.incident[incident].split if incident in self.incident else ""

    def holds(self, tier: str) -> bool:
        """Whether the corpus holds the texts of a tier; a tier that there is not has none."""
        return tier in self.tier and self.tier[tier].text

    def split(self, tier: str, incident: str) -> str:
        """The split of an article, such as ``train`` or ``reference_train``."""
        return self.tier[tier].prefix + self.incident[incident].split

    @property
    def splits(self) -> list[str]:
        """All splits that there can be, those with text first."""
        tiers = sorted(self.tier.values(), key=lambda tier: not tier.text)
        folds = list(dict.fromkeys(incident.split for incident in self.incident.values()))
        return [tier.prefix + fold for tier in tiers for fold in folds]


def parse_settings(data: bytes) -> Settings:
    """Read a settings file.

    Raises:
        SettingsError: it is no TOML, or has a missing or unknown key.
    """
    try:
        settings = msgspec.toml.decode(data, type=Settings)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise SettingsError(str(error)) from error
    for split in settings.splits:
        if not _SPLIT.fullmatch(split):
            raise SettingsError(f"{split!r} cannot name a split; a prefix and a split have small letters, digits and underscores")
    if settings.released and not _is_day(settings.released):
        raise SettingsError(f"released is {settings.released!r}; it should be a day as YYYY-MM-DD, or be left out")
    return settings


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
