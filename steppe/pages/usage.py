"""What the card says to who would use the dataset: three lines of code for each config, and how to cite it."""

import re
from collections.abc import Sequence

from ..settings import Settings
from ..table import Written
from ..version import tag_of

FOLDER = "dataset"
"""What the code loads where nobody knows the name of a repository."""
_HUB = re.compile(r"https?://[^/]+/datasets/([\w.-]+/[\w.-]+)/?")
_SHOWS = {
    "articles": '{0}[0]["article"], [claim["canonical"] for claim in {0}[0]["claims"]]',
    "entities": '{0}[0]["tokens"], {0}[0]["tags"], {0}.features["tags"].feature.names',
    "events": '[(trigger["event_name"], [filler["text"] for filler in trigger["arguments"]]) for trigger in {0}[0]["triggers"]]',
    "claims": '{0}[0]["canonical"], {0}.features["certainty"].int2str({0}[0]["certainty"])',
    "coreference": '{0}.to_pandas().groupby("cluster_name")["text"].unique()',
    "claim_pairs": '{0}[0]["a_canonical"], {0}.features["relation"].int2str({0}[0]["relation"]), {0}[0]["b_canonical"]',
    "passes": '{{(one["article"], one["annotator"]): len(one["claims"]) for one in {0}}}',
}
"""What the last line prints, by config. Nothing of it needs texts."""


def usage(settings: Settings, written: Sequence[Written]) -> list[str]:
    """Code for each config that was written, as Markdown."""
    hub = _HUB.fullmatch(settings.url)
    where, what = (hub[1], "") if hub else (FOLDER, f"`{FOLDER}` is the path of this folder; at the Hub, put the name of the repository. ")
    first = {file.config: file.split for file in reversed(written)}
    return [
        f'{what}With `revision="{tag_of(settings.version)}"` you stay with this version, whatever comes later.',
        *(
            "```python\nfrom datasets import load_dataset\n\n"
            f'{config} = load_dataset("{where}", "{config}", split="{first[config]}")\n'
            f"print({shows.format(config)})\n```"
            for config, shows in _SHOWS.items()
            if config in first
        ),
    ]


def bibtex(settings: Settings) -> str:
    """How to cite this version."""
    keys = {
        "title": settings.title,
        "author": " and ".join(f"{{{who.name}}}" if who.kind == "Organization" else who.name for who in settings.creator),
        "year": settings.released[:4],
        "version": settings.version,
        "url": settings.url,
    }
    lines = [f"@misc{{{settings.name}", *(f"  {key} = {{{value}}}" for key, value in keys.items() if value)]
    return ",\n".join(lines) + "\n}"
