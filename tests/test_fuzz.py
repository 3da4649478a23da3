"""Whatever is done to the files of a corpus, validation says what is wrong, in lines that are safe to print, and never breaks.

STEPPE_FUZZ_SECONDS says for how long (20 unless told), STEPPE_FUZZ_SEED where to begin.
"""

import os
import random
import shutil
import time
import unicodedata

import invented
import pytest
from fuzzing import damage
from making import opened, texts_of

from steppe import CorpusError
from steppe.validate import validate

SECONDS = float(os.environ.get("STEPPE_FUZZ_SECONDS", "20"))
SEED = int(os.environ.get("STEPPE_FUZZ_SEED", "1"))


def looked_at(root):
    """The findings as text, and whether there was anything at all to object to."""
    try:
        lines = [str(finding) for finding in validate(opened(root), pages=True)]
    except CorpusError:
        return [], True
    return lines, bool(lines)


@pytest.mark.slow
def test_a_damaged_corpus_is_described_and_never_breaks_validation(tmp_path):
    sound = invented.small(tmp_path / "sound")
    root, end, number, told = tmp_path / "corpus", time.monotonic() + SECONDS, 0, 0
    shutil.copytree(texts_of(sound), texts_of(root))
    while time.monotonic() < end:
        pick = random.Random(SEED + number)
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(sound, root)
        files = [damage(root, pick) for _ in range(pick.choice([1, 1, 1, 2, 5]))]
        try:
            lines, objected = looked_at(root)
        except Exception as error:
            raise AssertionError(f"seed {SEED + number}: after damage to {', '.join(map(str, files))}") from error
        told += objected
        for line in lines:
            unsafe = [character for character in line if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")]
            assert not unsafe, f"seed {SEED + number}: {line!r}"
        number += 1
    assert number > 20, "hardly anything was tried"
    assert told > number / 2, "most damage went unnoticed: is it done at all?"
