"""What is counted and reported of questions that several articles answer."""

from relating import ACME, BOLT, LABELS, C, K, also, answers, cluster, corpus, planned, registry_of, relation

from steppe.relate import rendered, tally

LATER = "2024-01-03"


def only(root, articles, *registry):
    """The one plan of a corpus."""
    (found,) = planned(corpus(root, articles, *registry))
    return found


def text_of(plans_, **more):
    return "\n".join(rendered(plans_, registry_of(), LABELS, **more))


def test_counts_tell_decisions_from_what_follows(tmp_path):
    """Clusters {a0, a1, b} and {c}, judged; {d} is by value finer than {c}; e gives the value of d and f none.

    The claims: 3 + 1 + 1 placed, e joins {d}, f is alone. Pairs of clusters: abb-c judged, c-d by value, abb-d open; f with three, open.
    Pairs of claims of different articles: in {a0, a1, b} 2, with c 3 judged, c-d 1 by value; proposed d-e 1, and c-e 1 with the cluster
    that e joins; open {a0, a1, b}-{d, e} 3 x 2 = 6 and f with six claims 6.
    """
    entries = (
        cluster(0, f"a/{C[0]}", f"a/{C[1]}", f"b/{C[0]}"),
        cluster(1, "c"),
        cluster(2, "d"),
        relation(0, 1, "LATER"),
        relation(2, 1, "FINER", basis="FOLLOWS"),
    )
    articles = {
        "a": [answers("3"), answers("3")],
        "b": [answers("3")],
        "c": [answers("6-")],
        "d": (LATER, [answers("7")]),
        "e": (LATER, [answers("7")]),
        "f": [answers()],
    }
    counts = tally([only(tmp_path, articles, *entries)])
    assert (counts.questions, counts.claims, counts.placed, counts.joined, counts.alone) == (1, 7, 5, 1, 1)
    assert (counts.judged, counts.value, counts.proposed, counts.open) == (1, 1, 0, 4)
    assert (counts.pairs_same, counts.pairs_judged, counts.pairs_value, counts.pairs_proposed, counts.pairs_open) == (2, 3, 1, 2, 12)
    assert counts.pairs == 20, "of 7 x 6 / 2 = 21 pairs the one of article a is none"


def test_counts_add(tmp_path):
    found = planned(corpus(tmp_path, {"a": [also(answers("7"), "2024")], "b": [also(answers("8"), "2024-01")]}))
    assert len(found) == 2
    assert tally(found) == tally(found[:1]) + tally(found[1:])


def test_a_report_has_what_an_annotator_judges_by(tmp_path):
    found = planned(corpus(tmp_path, {"a": [answers(ACME, facet="CULPRIT")], "b": (LATER, [answers(BOLT, facet="CULPRIT")])}))
    one, two = (group.id for group in found[0].groups)
    assert text_of(found).split("\n") == [
        "CULPRIT of Ann is fired",
        f"  {one}  (proposed)",
        f"  + a/{C[0]}  TELLER, 2024-01-02  SURE  Acme",
        "      Ann lost her job, a says.",
        f"  {two}  (proposed)",
        f"  + b/{C[0]}  TELLER, 2024-01-03  SURE  Bolt",
        "      Ann lost her job, b says.",
        f"  open 1: {one} and {two}",
        "",
        "1 question that several articles answer, 2 answers in claims; proposed: 2 claims into clusters of their own",
        "pairs of clusters: 0 judged, 0 by value, 0 proposed, 1 open",
        ("pairs of claims:   1 in all: 0 in one cluster, 0 follow from judged relations, 0 from values, 0 from what is proposed, 1 open"),
    ]


def test_what_is_settled_is_reported_when_asked_for(tmp_path):
    judged = (cluster(0, "a"), cluster(1, "b"), relation(0, 1, "CLASH", conflict="VALUE"))
    plan = only(tmp_path, {"a": [answers("7")], "b": [answers("8")]}, *judged)
    assert K[0] not in text_of([plan])
    assert f"  {K[0]} CLASH {K[1]} (VALUE)  judged" in text_of([plan], settled=True).split("\n")


def test_a_terminal_obeys_nothing_of_a_report(tmp_path):
    plan = only(tmp_path, {"a": [answers("\x1b[31mx", facet="NOTE")], "b": [answers("y", facet="NOTE")]})
    assert "\x1b" not in text_of([plan])
    assert "\\x1b[31mx" in text_of([plan])
