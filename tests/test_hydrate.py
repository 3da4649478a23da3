"""Giving articles the texts that somebody holds: only the right text, line by line, and never into the repository."""

import pyarrow.parquet as pq
import pytest
from invented import FIRING, SALE
from invented import small as make_small
from making import files_of, opened, texts_of

from steppe.build import build

LINES = FIRING.split("\n")
HEADLINE, _, STORY, FURNITURE, REPEAT, DOUBT, _ = LINES
QUOTES = ["Acme", "Ann", "Monday", "Bo", "She", "7 others", "7", "Bo"]


def table(folder, config, split="linked_train"):
    return pq.read_table(folder / f"data/{config}/{split}.parquet").to_pylist()


@pytest.fixture
def hydrate(small, inside, tmp_path):
    """Run the command with these texts, by name of file."""

    def run(texts, out=tmp_path / "out"):
        folder = tmp_path / "held"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_bytes(text.encode())
        return inside("hydrate", "--corpus", small, "--texts", folder, "--out", out)

    return run


def test_the_very_text(hydrate, tmp_path):
    done = hydrate({"a.txt": FIRING, "b.txt": SALE})
    assert (done.exit_code, done.stdout) == (0, "link-acme: exact\nlink-bolt: exact\n")
    (row,) = table(tmp_path / "out", "articles")
    assert row["text"] == FIRING
    assert [row["text"][mark["start"] : mark["end"]] for mark in row["mentions"]] == QUOTES
    assert "2 articles with text" in done.stderr


def test_one_text_of_two(hydrate, tmp_path):
    done = hydrate({"a.txt": FIRING})
    assert done.exit_code == 1
    assert done.stdout == "link-acme: exact\nlink-bolt: left out: no text at hand has any of its lines\n"
    assert [row["article"] for row in table(tmp_path / "out", "articles")] == ["link-acme"]
    assert not (tmp_path / "out/data/articles/linked_test.parquet").exists()
    assert table(tmp_path / "out", "articles", "test")[0]["article"] == "open-bolt", "articles with text of their own stay"


OTHER = "A line of another page."
COPIES = {
    "more-lines": f"{OTHER}\n{OTHER}\n{HEADLINE}\n\n\n{STORY}\nAdvertisement\n{FURNITURE}\n{REPEAT}\n{DOUBT}\nRead more",
    "no-boilerplate": f"{HEADLINE}\n{STORY}\n{DOUBT}\n",
    "other-boilerplate": FIRING.replace(FURNITURE, "Share this page with all your friends"),
    "boilerplate-twice": FIRING.replace(FURNITURE, f"{FURNITURE}\n{FURNITURE}"),
    "boilerplate-elsewhere": f"{FURNITURE}\n" + FIRING.replace(FURNITURE + "\n", ""),
    "windows-line-ends": FIRING.replace("\n", "\r\n"),
    "no-blank-lines": FIRING.replace("\n\n", "\n"),
    "no-last-line-end": FIRING.rstrip("\n"),
    "indented": "\n".join(f"\t  {line}  " for line in LINES),
    "no-break-space-around": FIRING.replace(STORY, f"\u00a0{STORY}\u00a0"),
    "emoji-before": f"\U0001f600\U0001f600\n{FIRING}",
    "repeat-gone": FIRING.replace(REPEAT + "\n", ""),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_another_copy_of_the_text(copy, hydrate, tmp_path):
    assert copy != FIRING
    done = hydrate({"a.txt": copy, "b.txt": SALE})
    assert (done.exit_code, done.stdout) == (0, "link-acme: moved\nlink-bolt: exact\n"), done.stderr
    (row,) = table(tmp_path / "out", "articles")
    text = row["text"]
    assert text == copy
    assert row["length"] == len(copy)
    assert [text[mark["start"] : mark["end"]] for mark in row["mentions"]] == QUOTES
    assert [text[mark["start"] : mark["end"]] for mark in row["triggers"]] == ["fired", "left"]
    assert [[text[piece["start"] : piece["end"]] for piece in claim["spans"]] for claim in row["claims"]] == [
        ["Acme fired Ann on Monday"],
        ["She left with 7 others"],
        ["that Ann", "sued"],
    ]
    assert [[text[piece["start"] : piece["end"]] for piece in claim["cue"]] for claim in row["claims"]] == [["said"], [], ["said"]]
    assert [text[piece["start"] : piece["end"]] for piece in row["claims"][2]["via"][0]["cue"]] == ["likely"]
    zones = [text[zone["start"] : zone["end"]] for zone in row["zones"] if zone["type"] == "Story"]
    assert zones == [HEADLINE, STORY, DOUBT]
    assert [sentence["text"] for sentence in table(tmp_path / "out", "entities")] == [
        HEADLINE,
        "Acme fired Ann on Monday, Bo said. ",
        "She left with 7 others.",
        DOUBT,
    ]
    assert [claim["content"] for claim in table(tmp_path / "out", "claims")] == [
        "Acme fired Ann on Monday",
        "She left with 7 others",
        "that Ann … sued",
    ]
    (own,) = table(tmp_path / "out", "passes")
    assert [text[mark["start"] : mark["end"]] for mark in own["mentions"]] == QUOTES, "passes move with the text too"


OTHERS = {
    "a-changed-word": (FIRING.replace("fired", "tired"), "line 2 "),
    "a-changed-letter-in-the-headline": (FIRING.replace("worker", "Worker"), "line 1 "),
    "another-composition": (FIRING.replace("Acme fires", "A\u0301cme fires"), "line 1 "),
    "a-word-more": (FIRING.replace("sued.", "sued. Twice."), "line 5 "),
    "a-missing-line": (FIRING.replace(DOUBT, ""), "line 5 "),
    "a-line-broken-in-two": (FIRING.replace("said. She", "said.\nShe"), "line 2 "),
    "two-lines-joined": (FIRING.replace(f"{HEADLINE}\n\n", f"{HEADLINE} "), ""),
    "a-line-twice": (f"{STORY}\n{FIRING}", "2 times"),
    "the-headline-thrice": (f"{HEADLINE}\n{FIRING}", "3 times"),
    "lines-that-changed-places": (f"{STORY}\n{HEADLINE}\n{DOUBT}\n", "order"),
    "space-inside": (FIRING.replace("Acme fired", "Acme  fired"), "line 2 "),
    "other-quotes": (FIRING.replace("Bo said, ", "Bo said\u2013 "), "line 5 "),
}


@pytest.mark.parametrize(("copy", "why"), OTHERS.values(), ids=OTHERS)
def test_another_text_is_left_out_and_named(copy, why, hydrate, tmp_path):
    assert copy != FIRING
    done = hydrate({"a.txt": copy, "b.txt": SALE})
    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("link-acme: left out: a.txt is another text: ")
    assert why in first
    assert second == "link-bolt: exact"
    assert not (tmp_path / "out/data/articles/linked_train.parquet").exists()
    assert not (tmp_path / "out/data/passes/linked_train.parquet").exists()


def test_of_two_copies_the_right_one_is_taken(hydrate, tmp_path):
    done = hydrate({"a.txt": FIRING.replace("fired", "tired"), "b.txt": f"{OTHER}\n{FIRING}", "c.txt": SALE})
    assert (done.exit_code, done.stdout) == (0, "link-acme: moved\nlink-bolt: exact\n")
    assert table(tmp_path / "out", "articles")[0]["text"] == f"{OTHER}\n{FIRING}"


def test_of_two_wrong_copies_the_nearer_one_is_named(hydrate):
    done = hydrate({"a.txt": STORY, "b.txt": FIRING.replace("fired", "tired"), "c.txt": SALE})
    assert done.stdout.startswith("link-acme: left out: b.txt is another text: line 2 ")


def test_no_text_at_all(hydrate, tmp_path):
    done = hydrate({"a.txt": "Nothing of this."})
    assert done.exit_code == 1
    assert "nothing was written" in done.stderr
    assert not (tmp_path / "out").exists()


def test_rows_with_text_are_those_without_but_for_the_text(small, hydrate, tmp_path):
    build(opened(small), tmp_path / "plain")
    hydrate({"a.txt": FIRING, "b.txt": SALE})
    texts = set()

    def compare(without, with_text, key):
        if without == with_text:
            return
        if isinstance(without, dict):
            assert without.keys() == with_text.keys()
            for name in without:
                compare(without[name], with_text[name], name)
        elif isinstance(without, list):
            assert len(without) == len(with_text)
            for one, two in zip(without, with_text, strict=True):
                compare(one, two, key)
        else:
            assert without is None, "what is there without the text stays as it is"
            texts.add(key)

    files = set(files_of(tmp_path / "plain"))
    assert set(files_of(tmp_path / "out")) == files
    for file in files:
        if file.endswith(".parquet"):
            one, two = (pq.read_table(tmp_path / folder / file) for folder in ("plain", "out"))
            assert one.schema == two.schema
            compare(one.to_pylist(), two.to_pylist(), "")
    assert texts == {"text", "tokens", "token_starts", "token_ends", "tags", "sentence", "paragraph", "content", "source", "a_content"}
    for config in ("articles", "entities", "events", "coreference"):
        assert all(row["text"] for row in table(tmp_path / "out", config))


def test_open_articles_have_the_same_bytes(small, hydrate, tmp_path):
    build(opened(small), tmp_path / "plain")
    hydrate({"a.txt": FIRING, "b.txt": SALE})
    plain, out = files_of(tmp_path / "plain"), files_of(tmp_path / "out")
    own = [name for name in plain if name.endswith(("/train.parquet", "/test.parquet")) and "claim_pairs" not in name]
    assert len(own) == 11
    assert all(plain[name] == out[name] for name in own)
    assert plain["README.md"] != out["README.md"], "another fingerprint, so that readers do not show what they loaded before"


def test_the_old_output_is_replaced_and_a_second_run_changes_nothing(hydrate, tmp_path):
    hydrate({"a.txt": f"{OTHER}\n{FIRING}", "b.txt": SALE})
    old = files_of(tmp_path / "out")
    assert hydrate({"a.txt": FIRING}).exit_code == 0
    new = files_of(tmp_path / "out")
    assert old != new
    there = (tmp_path / "out").stat().st_ino
    assert hydrate({}).exit_code == 0
    assert files_of(tmp_path / "out") == new
    assert (tmp_path / "out").stat().st_ino == there


@pytest.mark.parametrize(
    "where", ["corpus", "corpus/out", "corpus/dataset", "corpus/annotations/articles", "link/out", "corpus/../corpus/out"]
)
def test_no_text_of_others_goes_into_the_repository(where, small, hydrate, tmp_path):
    (tmp_path / "link").symlink_to(small)
    build(opened(small), small / "dataset")
    before = files_of(small)
    done = hydrate({"a.txt": FIRING, "b.txt": SALE}, out=tmp_path / where)
    assert done.exit_code == 2
    assert "lies in the repository of the corpus" in done.stderr
    assert files_of(small) == before


def test_the_repository_may_be_larger_than_the_corpus(steppe, tmp_path):
    (tmp_path / "repository/.git").mkdir(parents=True)
    root = make_small(tmp_path / "repository/news")
    texts = texts_of(root).rename(tmp_path / "held")
    for out, code in ((tmp_path / "repository/out", 2), (tmp_path / "repository-out", 0)):
        assert steppe("hydrate", "--corpus", root, "--texts", texts, "--out", out).returncode == code
        assert out.exists() == (code == 0)
    assert steppe("hydrate", "--texts", texts, "--out", "../out", cwd=root).returncode == 2


def test_a_folder_of_something_else_is_not_replaced(hydrate, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/diary.txt").write_bytes(b"mine")
    done = hydrate({"a.txt": FIRING, "b.txt": SALE})
    assert done.exit_code == 2
    assert "a new or an empty folder" in done.stderr
    assert files_of(tmp_path / "out") == {"diary.txt": b"mine"}


def test_a_file_is_not_replaced(hydrate, tmp_path):
    (tmp_path / "out").write_bytes(b"mine")
    assert hydrate({"a.txt": FIRING, "b.txt": SALE}).exit_code == 2
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_an_empty_folder_is_filled(hydrate, tmp_path):
    (tmp_path / "out").mkdir()
    assert hydrate({"a.txt": FIRING, "b.txt": SALE}).exit_code == 0
    assert table(tmp_path / "out", "articles")


def test_texts_that_are_no_utf_8_are_passed_over(hydrate, tmp_path):
    (tmp_path / "held").mkdir()
    (tmp_path / "held/latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "held/notes.md").write_bytes(b"\xff")
    assert hydrate({"a.txt": FIRING, "b.txt": SALE}).exit_code == 0


@pytest.mark.parametrize("gone", ["--texts", "--out"])
def test_wrong_use(gone, small, steppe, tmp_path):
    options = {"--texts": str(tmp_path), "--out": str(tmp_path / "out")}
    del options[gone]
    done = steppe("hydrate", "--corpus", small, *(word for pair in options.items() for word in pair))
    assert done.returncode == 2
    assert gone in done.stderr
