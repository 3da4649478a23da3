"""An article in the terminal: its marks, its claims, and nothing that the terminal would obey."""

import os
import pty
import select
import subprocess

import pytest
from conftest import STEPPE
from invented import BO, FIRING
from making import edit, ident, texts_of

GOLD = "annotations/gold/open-acme.jsonl"


def shown(steppe, *arguments):
    done = steppe("show", *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_marks_stand_in_the_text(small, steppe):
    text = shown(steppe, "open-acme", "--corpus", small)
    assert (
        "[Acme Firm] {fired Dismissal} [Ann Person] on [Friday Day], [Bo Person] said. [She Person] {left Dismissal} with [[7 Number] others Person]."
        in text
    )
    assert "Acme fires a worker \U0001f600" in text
    assert "Share this page" in text
    assert "8 mentions, 2 triggers, 3 claims" in text


def test_claims_are_told_with_who_says_them(small, steppe):
    claims = shown(steppe, "open-acme", "--corpus", small).split("Claims\n")[1].split("\n")
    assert f"{ident('c', 0)} Bo (SURE): Acme fired Ann on a Monday." in claims[0]
    assert "DAY of Ann is fired: 2024-01-02" in claims[1]
    assert "CULPRIT of Ann is fired: Acme" in claims[2]
    assert "teller (SURE): They left." in claims[3]
    assert "Bo via somebody (LIKELY, article OPEN): Ann sued." in claims[5]
    assert "EMPLOYER of Ann: Acme" in claims[6]


def test_without_the_text_marks_are_listed(small, steppe):
    text = shown(steppe, "link-acme", "--corpus", small)
    assert "--texts DIR" in text
    at = FIRING.index("Ann")
    assert f"{at:>6}-{at + 3:<6} Person  Ann" in text
    assert "Day  2024-01-01" in text
    assert "Acme fired" not in text.split("Claims")[0]
    assert "Bo (SURE): Acme fired Ann on a Monday." in text


def test_with_the_text_at_hand_it_reads_as_an_open_one(small, steppe):
    text = shown(steppe, "link-acme", "--corpus", small, "--texts", texts_of(small))
    assert "[Acme Firm] {fired Dismissal} [Ann Person]" in text


def test_the_pass_of_an_annotator(small, steppe):
    edit(small / "annotations/passes/bo/open-acme.jsonl", at=ident("c", 1), canonical="Bo alone reads it so.")
    assert "Bo alone reads it so." in shown(steppe, "open-acme", "--corpus", small, "--by", "bo")
    assert "Bo alone reads it so." not in shown(steppe, "open-acme", "--corpus", small)


def test_no_colours_but_on_a_terminal(small, steppe):
    assert "\x1b" not in shown(steppe, "open-acme", "--corpus", small)
    main, child = pty.openpty()
    process = subprocess.Popen(
        [STEPPE, "show", "open-acme", "--corpus", str(small)], stdout=child, stderr=child, env=os.environ | {"TERM": "xterm"}
    )
    os.close(child)
    text = b""
    while select.select([main], [], [], 30)[0]:
        try:
            piece = os.read(main, 65536)
        except OSError:  # the end of a terminal is an error on Linux
            break
        if not piece:
            break
        text += piece
    os.close(main)
    assert process.wait() == 0
    assert b"\x1b[32m[\x1b[0mAcme" in text


ESCAPE = "\x1b[31m\x1b]0;owned\x07\u202e\u009b2J\x08"
SAFE = r"\x1b[31m\x1b]0;owned\x07\u202e\x9b2J\x08"


@pytest.mark.parametrize(
    ("file", "at", "changes"),
    [
        (GOLD, ident("c", 0), {"canonical": f"Ann{ESCAPE}"}),
        (GOLD, "open-acme", {"publisher": f"Us{ESCAPE}"}),
        (GOLD, "open-acme", {"published": f"2024{ESCAPE}"}),
        ("annotations/entities.jsonl", BO, {"name": f"Bo{ESCAPE}"}),
        ("annotations/events.jsonl", ident("v", 0), {"name": f"Ann is fired{ESCAPE}"}),
        (GOLD, ident("m", 1), {"type": f"Person{ESCAPE}"}),
        (GOLD, ident("t", 0), {"type": f"Dismissal{ESCAPE}"}),
        (GOLD, ident("c", 0), {"certainty": f"SURE{ESCAPE}"}),
        (GOLD, ident("c", 0), {"answers": [{"facet": f"DAY{ESCAPE}", "values": [f"2024{ESCAPE}"]}]}),
        (GOLD, ident("c", 0), {"id": f"c-222222{ESCAPE}"}),
        (GOLD, ident("z", 0), {"type": f"Story{ESCAPE}"}),
    ],
    ids=[
        "canonical",
        "publisher",
        "published",
        "entity",
        "event",
        "mention-type",
        "trigger-type",
        "certainty",
        "answer",
        "id",
        "zone-type",
    ],
)
def test_what_a_terminal_would_obey_comes_out_escaped(file, at, changes, small, steppe):
    # Annotations may come from anybody, and `show` is how they are looked at, faulty ones too.
    edit(small / file, at=at, **changes)
    for arguments in (["open-acme"], ["open-acme", "--by", "bo"]):
        done = steppe("show", *arguments, "--corpus", small)
        assert not any(character in done.stdout + done.stderr for character in "\x1b\x07\x08\u202e\x9b")
    assert SAFE in shown(steppe, "open-acme", "--corpus", small)


def test_a_text_that_holds_escapes_is_shown_escaped(small, steppe):
    file = small / "annotations/articles/open-acme.txt"
    file.write_bytes(FIRING.replace("Share", f"Sh{ESCAPE}are").encode())
    done = steppe("show", "open-acme", "--corpus", small)
    assert not any(character in done.stdout + done.stderr for character in "\x1b\x07\x08\u202e\x9b")


def test_an_article_with_faults_of_meaning_can_be_shown(small, steppe):
    edit(small / GOLD, at=ident("m", 1), type="Human", refers_to="e-999999")
    edit(small / GOLD, at=ident("m", 3), start=0, end=999)
    assert "Ann Human]" in shown(steppe, "open-acme", "--corpus", small)


@pytest.mark.parametrize(
    "changes", [{"by": "m-999999"}, {"via": [{"by": "m-999999"}]}, {"spans": []}, {"answers": [{"facet": "DAY", "event": "v-999999"}]}]
)
def test_an_article_with_dangling_references_is_shown_or_refused_in_a_line(changes, small, steppe):
    edit(small / GOLD, at=ident("c", 0), **changes)
    done = steppe("show", "open-acme", "--corpus", small)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or (done.stderr.count("\n") == 1 and "open-acme" in done.stderr)
