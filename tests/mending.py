"""Mending a corpus in a test: spoil it, mend it, compare."""

from making import files_of, findings, opened

from steppe.mend import mend, write


def mended(root):
    """What mending comes to, written."""
    result = mend(opened(root))
    write(opened(root), result.edits)
    return result


def restored(root, spoil, codes):
    """Spoil a corpus, see that the rules with these codes find it, and mend it to what it was."""
    clean, before = findings(root), files_of(root)
    assert codes.isdisjoint(finding.code for finding in clean)
    spoil()
    assert codes <= {finding.code for finding in findings(root)}
    result = mended(root)
    assert (result.remaining, result.left) == (clean, [])
    assert codes <= {finding.code for finding in result.fixed}
    assert files_of(root) == before


def left(root):
    """Mend a corpus in which nothing can be mended; what is said of each finding that is left, by mark."""
    before = files_of(root)
    result = mended(root)
    assert (result.fixed, result.edits, files_of(root)) == ([], [], before)
    return {(found.finding.code, found.finding.mark): found.reason for found in result.left}


def rewrite(file, change):
    """Change the bytes of a file."""
    file.write_bytes(change(file.read_bytes()))


def doubled(data):
    """Lines, each twice."""
    return b"".join(line + b"\n" + line + b"\n" for line in data.split(b"\n") if line)
