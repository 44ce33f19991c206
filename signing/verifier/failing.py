"""The one place where hostile bytes may fail: the failure becomes a reason, never a traceback."""

from collections.abc import Callable

PASSWORD = "password"


class PasswordNeeded(Exception):
    """The file opens for somebody who knows its password only."""


def failure(act: Callable[[], object]) -> str | None:
    """Why the act failed; None where it did not.

    Whoever sends a file chooses which of the parsers' hundred exceptions comes, `RecursionError`
    and `MemoryError` included; so all of them are caught here, and named.
    """
    try:
        act()
    except PasswordNeeded:
        return PASSWORD
    except Exception as broken:
        words = " ".join(str(broken).split())[:160]
        return f"{type(broken).__name__}: {words}"
    return None
