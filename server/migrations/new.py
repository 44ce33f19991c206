"""Writes the next migration, of what the models have and the last one lacks: `make migration SAYS="…"`.

What a migration needs beside tables (triggers, search indexes) goes into it by hand as plain text: one
that has landed must not change when the code does, and is never written anew.
"""

import sys
import tempfile
from pathlib import Path

from sqlalchemy import create_engine

from server import (
    app,  # noqa: F401  (every room's tables)
    schema,
)


def write(words: str) -> Path:
    """The draft of the next migration, numbered after the last."""
    number = max(int(one.name[:4]) for one in (schema.PLACE / "versions").glob("[0-9]*.py"))
    with tempfile.TemporaryDirectory() as room:
        engine = create_engine(f"sqlite:///{room}/empty.db")
        try:
            schema.upgrade(engine)
            return schema.revise(engine, words, f"{number + 1:04d}")
        finally:
            engine.dispose()


if __name__ == "__main__":
    write(sys.argv[1])
