"""What a paper is called wherever it has no columns of its own: `outgoing/12`.

So rows, the log, addresses and programs name it; here alone such a name is taken apart.
"""

from collections.abc import Iterable

from server.shapes import whole

Name = tuple[str, int]


def parts(name: str) -> Name:
    """Of a name that the office itself wrote; of anything else it is a fault, and loud."""
    kind, _slash, id = name.partition("/")
    return kind, int(id)


def typed(words: str) -> Name | None:
    """Of what somebody typed or chose; None where it is no name of anything."""
    kind, _slash, id = words.strip().strip("/").partition("/")
    number = whole(id)
    return None if not kind or number is None else (kind, number)


def ids_of(kind: str, names: Iterable[str]) -> list[int]:
    """Those of one kind among names of our own, in their order."""
    return [id for one, id in map(parts, names) if one == kind]
