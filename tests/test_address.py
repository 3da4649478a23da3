"""Where a token may be sent."""

import pytest

from steppe.address import refused


@pytest.mark.parametrize(
    ("address", "insecure", "says"),
    [
        ("http://127.0.0.1:8080", False, ""),
        ("http://localhost:8080", False, ""),
        ("http://[::1]:8080", False, ""),
        ("https://studio.example.org", False, ""),
        ("http://studio.example.org", False, "plain http"),
        ("http://studio.example.org", True, ""),
        ("http://127.0.0.1.example.org", False, "plain http"),
        ("http://10.0.0.7", False, "plain http"),
        ("studio.example.org", False, "no address"),
        ("ftp://studio.example.org", False, "no address"),
        ("https://", False, "no address"),
        ("https://me:secret@studio.example.org", False, "put a token into THE_TOKEN"),
    ],
)
def test_where_a_token_is_sent(address, insecure, says):
    fault = refused(address, "THE_TOKEN", insecure=insecure)
    assert says in fault
    assert bool(says) == bool(fault)
    assert "secret" not in fault
