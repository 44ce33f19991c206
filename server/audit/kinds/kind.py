"""What a row of the tables of kinds says: an event's words, and the facts that it may carry."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

STEP = frozenset(
    {"prev_state", "state", "agency", "by", "position", "revision_sha256", "number", "brought"}
    | {"read", "unread", "said_sha256"}
)
BY = frozenset({"by", "position"})
"""Who changed people, posts and rights, from which post (`changed()`)."""
SIGNING = "input_sha256 file_sha256 certificate"
WRITTEN = "row_sha256 brought gone"
"""Of a row whose every word is bound (`bound`)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event is called on a page, and which facts it may carry."""

    words: LazyString
    carries: frozenset[str]


def kind(words: LazyString, facts: str = "") -> Kind:
    return Kind(words, frozenset(facts.split()))


def change(words: LazyString, facts: str = "") -> Kind:
    return Kind(words, BY | frozenset(facts.split()))
