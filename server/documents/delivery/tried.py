"""Why a letter still waits, for whoever looks at its document (DOMAIN §8.5)."""

from server.counted import counted
from server.documents.delivery.models import Letter
from server.pages import when


def tried_words(letter: Letter | None) -> str:
    """How often it was tried, when it is tried next, and why it did not go; empty where nothing
    was tried in vain."""
    if letter is None:
        return ""
    at = when(letter.next_try_at)
    return counted(
        "Đã thử %(n)s lần, lần tới lúc %(at)s. %(why)s", letter.tries, at=at, why=letter.error
    )
