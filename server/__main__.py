"""One part of the office in a process of its own: `python -m server web HOST PORT|jobs`.

A package's `__main__`, for its pool's children would import any other main module anew, with the
whole application behind it (`multiprocessing.spawn`): three times the memory of what they need.
"""

import sys
from importlib import import_module

PARTS = {"web": "server.web", "jobs": "server.worker"}

if __name__ == "__main__":
    import_module(PARTS[sys.argv[1]]).main(*sys.argv[2:])
