"""Why a letter still waits, for whoever looks at its document (DOMAIN §8.5)."""

from server.counted import counted
from server.documents.delivery.models import Letter
from server.pages import when


def tried_words(letter: Letter | None, said: str = "") -> str:
    """How often it was tried, when it is tried next, and why it did not go; empty where nothing
    was tried in vain. `said`: what stands beside it already."""
    if letter is None:
        return ""
    at = when(letter.next_try_at)
    words = counted("Đã thử %(n)s lần, lần tới lúc %(at)s.", letter.tries, at=at)
    return words if letter.error == said else f"{words} {letter.error}"
