"""The office: rooms around the desks of an authority; `server.app` opens it."""

import atexit
import gc

gc.set_threshold(50_000, 20, 20)
"""Half a million things are imported and stay for good: to look through them for garbage at every
turn was a fifth of each start, and a tenth of a verdict's time."""

atexit.register(gc.freeze)
"""Whoever leaves leaves the furniture: to look through half a million things of libraries for
garbage before the process ends took a third of all that a short command took."""
