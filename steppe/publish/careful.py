"""What the Hub's client leaves open: how long it waits, and what an error of it means. A token is in no message."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from json import JSONDecodeError
from typing import Any

from ..text import plain

INSTALL = "huggingface_hub is not installed; run: pip install 'steppe[publish]'"
LONGEST = 60
"""Seconds for which a server may ask to wait, before it is left for later."""
_SILENCE = {"connect": 20.0, "read": 120.0, "write": 120.0, "pool": 20.0}
"""Seconds without a byte after which a connection counts as broken; the client itself would wait for ever."""
_MEANINGS = {
    401: "the token is refused; put one that may write there into HF_TOKEN, or log in with `hf auth login`",
    403: "the token may not do that there; it must be one that may write, of somebody who may",
    404: "there is no such thing, or the token may not see it",
    409: "something of that name is there, or somebody else is at work there",
    412: "somebody else has changed the repository meanwhile",
    429: "it has been asked too often",
}


class PublishError(ValueError):
    """What cannot be published, or is not there as it should be."""


@cache
def bounded() -> None:
    """Have the client of this process give up in the end: on silence, on long waits, on what it would try without end."""
    import huggingface_hub

    first = huggingface_hub.get_session()
    kind: Any = type(first)
    asked, answered = list(first.event_hooks["request"]), list(first.event_hooks["response"])

    def impatient(request: Any) -> None:
        request.extensions["timeout"] = dict(_SILENCE)

    def client() -> Any:
        return kind(event_hooks={"request": [*asked, impatient], "response": [*answered, _left]}, follow_redirects=True)

    huggingface_hub.set_client_factory(client)


def _left(response: Any) -> None:
    """Leave a server that asks to wait too long, or that is making another repository: the client would ask it again at once, for ever."""
    from huggingface_hub.utils import parse_ratelimit_headers

    if response.status_code == 409 and response.request.url.path == "/api/repos/create":
        response.read()
        if "conflicting operation" in response.text:
            raise PublishError("it is making another repository for you; try again in a minute (409)")
    if response.status_code in (429, 503):
        asks = response.headers.get("Retry-After", "").strip()
        limit = parse_ratelimit_headers(response.headers)
        wait = limit.reset_in_seconds if limit and not limit.remaining else int(asks) if asks.isdecimal() else 0
        if wait > LONGEST:
            raise PublishError(f"it asks to wait {wait:,} seconds; try again then ({response.status_code})")


@contextmanager
def told(step: str, token: str, after: str, refused: str = "") -> Iterator[None]:
    """Turn whatever a client raises in a step into one line; ``after`` says how things stand then, ``refused`` where the server refused.

    Raises:
        PublishError: the step failed.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001  the client raises what it, its libraries and the system have
        response = next((there for one in _chain(error) if (there := getattr(one, "response", None)) is not None), None)
        definite = refused if response is not None and 400 <= response.status_code < 500 else ""
        raise PublishError(f"{step}: {meaning(error, token)}; {definite or after}") from None


def meaning(error: BaseException, token: str) -> str:
    """What an error means, in one line: what the server answered, if it did, else that it did not, else what the error says."""
    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, PublishError):
            return harmless(str(one), token)
        if (response := getattr(one, "response", None)) is not None:
            return _answered(response.status_code, getattr(one, "server_message", None) or "", token)
    for one in chain:
        if type(one).__module__.split(".")[0].startswith("httpx"):
            return f"it does not answer ({type(one).__name__})"
    first = next((one for one in reversed(chain) if str(one)), error)
    if isinstance(first, (LookupError, TypeError, AttributeError)) or any(isinstance(one, JSONDecodeError) for one in chain):
        return f"it answers as no Hub does ({type(first).__name__})"
    return harmless(str(first), token) or type(first).__name__


def _answered(status: int, words: str, token: str) -> str:
    broken = "it is broken or busy" if status >= 500 else "it refuses"
    said = harmless(words, token)
    return f"{_MEANINGS.get(status, broken)} ({status}{': ' + said if said else ''})"


def harmless(words: str, token: str) -> str:
    """Somebody else's words as a message may show them: in one line, clipped; none if any part of the token is in them."""
    if any(token[start : start + 6] in words for start in range(max(1, len(token) - 5)) if token):
        return ""
    line = " ".join(plain(words.replace("\n", " ")).split())
    return line if len(line) <= 300 else line[:299] + "…"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
