"""How the room above that knows meetings names those that tasks come from (§10.10)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from server.names import ids_of

MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class Origin:
    """A meeting, and its matters by their ids: `2. Dự toán`; of a closed one its number alone.
    `words`: those of open matters, by which a task is found."""

    title: str
    matters: dict[int, str] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)


NAMING: list[Callable[[Collection[int]], Mapping[int, Origin]]] = []


def named(sources: Collection[str]) -> dict[str, Origin]:
    """Those of these sources that are meetings, the newest first."""
    ids = {*ids_of(MEETINGS, filter(None, sources))}
    found = {id: one for naming in NAMING for id, one in naming(ids).items()} if ids else {}
    return {f"{MEETINGS}/{id}": found[id] for id in sorted(found, reverse=True)}
