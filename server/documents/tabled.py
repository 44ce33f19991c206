"""Where the room above that knows meetings says before which of them a document lay (§10.4)."""

from collections.abc import Callable

from markupsafe import Markup

from server.org.actor import Actor

TABLED: list[Callable[[Actor, str], list[Markup]]] = []
"""By the name of a document (`outgoing/12`): a line for each matter that this actor may hear of."""


def told(actor: Actor, name: str) -> Markup:
    """Every matter it was laid before, the newest first."""
    return Markup("; ").join(line for ask in TABLED for line in ask(actor, name))
