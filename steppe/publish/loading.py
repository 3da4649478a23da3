"""A process of its own that loads a published dataset as anybody would, with caches of its own, and says what it found.

``python -m steppe.publish.loading REPOSITORY REVISION``: a line of JSON with the folder of the snapshot, then one with the rows of each
split of each config; or one with an error.
"""

import os
import sys
from typing import Any

import msgspec

from .careful import bounded, meaning


def main(repository: str, revision: str) -> None:
    """Load one revision of a repository."""
    try:
        import datasets
        import huggingface_hub

        bounded()
        _say({"snapshot": huggingface_hub.snapshot_download(repository, repo_type="dataset", revision=revision)})
        rows: dict[str, dict[str, int]] = {}
        for config in datasets.get_dataset_config_names(repository, revision=revision):
            loaded = datasets.load_dataset(repository, config, revision=revision)
            rows[config] = {split: table.num_rows for split, table in loaded.items()}
        _say({"rows": rows})
    except Exception as error:  # noqa: BLE001  whatever it is, the other process says it
        _say({"error": meaning(error, os.environ.get("HF_TOKEN", ""))})


def _say(what: Any) -> None:
    sys.stdout.write(msgspec.json.encode(what).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
