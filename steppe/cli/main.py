"""The group of commands. Each is imported when it is called, so that ``steppe --help`` is quick."""

from importlib import import_module

import click

from .. import __version__

COMMANDS = {
    "validate": "Check the annotations against every rule.",
    "rules": "Print the catalogue of rules.",
    "format": "Write files in the canonical form.",
    "mark": "Turn marking sheets into annotations.",
    "sheet": "Write the marking sheet of an article.",
    "label-studio": "Annotate in Label Studio, and take back what was annotated.",
    "import": "Carry over a corpus of another format.",
    "score": "Score a system, or an annotator, against gold.",
    "agree": "Say how far annotators agree, and in what they differ.",
    "baseline": "Run a simple system on a dataset, as a floor.",
    "adjudicate": "Settle where two passes differ, and make gold of them.",
    "relate": "Propose how claims on one question stand to each other.",
    "trace": "Say from which claims those of a retelling come.",
    "show": "Show an article, its marks and its claims.",
    "diff": "Say what changed between two versions.",
    "build": "Build dataset/ from annotations/.",
    "publish": "Publish dataset/ at the Hugging Face Hub, with a tag.",
    "hydrate": "Write the dataset with the texts that you hold.",
    "release": "Release a version, or verify one.",
    "contents": "Load a built dataset and say what is in it.",
}


class Lazy(click.Group):
    """Commands by name, each in the module ``steppe.cli.NAME_``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = f"{name.replace('-', '_')}_"
        found = getattr(import_module(f".{module}", __package__), module)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, message="steppe %(version)s")
def main() -> None:
    """Annotated news: validate, build and load a corpus of articles with entities, events and claims.

    \b
    steppe validate                     check annotations/ of the corpus in this folder
    steppe show NAME --texts DIR        read an article with its marks
    steppe build                        write dataset/

    Exit codes: 0 clean, 1 findings or failure, 2 wrong use.
    """
