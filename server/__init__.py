"""The office: rooms around the desks of an authority; `server.app` opens it."""

import atexit
import gc
from functools import cache

gc.set_threshold(1_000_000, 20, 20)
"""While half a million things are imported, all of which stay, nobody looks for garbage among
them: even seldom it was an eighth of each start."""

PAGES, CHILDS = 5_000, 50_000
"""New things after which garbage is looked for: a page waits 5 ms for it then, and every thirtieth
search waited 90 after fifty thousand. For a child that signs and judges nobody waits so: a verdict
took a fifth longer with the pages' measure."""


@cache
def leave_furniture_alone(after: int = PAGES) -> None:
    """All is imported: it is never looked through again, and what comes now is, now and then.

    Each full collection would walk half a million things in the midst of a page, a signature or a
    verdict (a tenth of a verdict's time). Nobody asks how many they are: to count them is to walk.
    """
    gc.freeze()
    gc.set_threshold(after, 20, 20)


atexit.register(gc.freeze)
"""Whoever leaves leaves the furniture: to look through half a million things of libraries for
garbage before the process ends took a third of all that a short command took."""
