"""The office: rooms around the desks of an authority; `server.app` opens it."""

import atexit
import gc
from functools import cache

gc.set_threshold(1_000_000, 20, 20)
"""While half a million things are imported, all of which stay, nobody looks for garbage among
them: even seldom it was an eighth of each start."""


@cache
def leave_furniture_alone() -> None:
    """All is imported: it is never looked through again, and what comes now is, now and then.

    Each full collection would walk half a million things in the midst of a page, a signature or a
    verdict (a tenth of a verdict's time). Nobody asks how many they are: to count them is to walk.
    After each five thousand new ones a page waits 5 ms for it; after fifty thousand every thirtieth
    search waited 90.
    """
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


atexit.register(gc.freeze)
"""Whoever leaves leaves the furniture: to look through half a million things of libraries for
garbage before the process ends took a third of all that a short command took."""
