"""The address of a server that somebody's token is sent to."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from .text import plain


def refused(address: str, token: str, *, insecure: bool = False) -> str:
    """Why a token is not to be sent to an address; empty where it may be.

    ``token`` names what it is to be put into. ``insecure`` allows plain http to another machine.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return f"{plain(address)!r} is no address of a server; it should be like https://server.example.org"
    if parts.username or parts.password:
        return f"the address holds a name or a password; take them out, and put a token into {token}"
    if parts.scheme == "http" and not insecure and not _loopback(parts.hostname):
        return f"{plain(address)} is plain http: everyone between could read the token. Use https, or say --insecure"
    return ""


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
