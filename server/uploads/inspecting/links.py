"""Where a link inside a file may lead: to a page, a letter, a number, a file; never to a deed."""

import re

_QUIET = {"http", "https", "mailto", "tel", "ftp", "file"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(?!\d+(?:/|$))", re.IGNORECASE)
"""A single letter is a drive, and digits behind a word are a port."""
_AWAY = re.compile(r"[\\/]{2}|(?:https?|ftp):", re.IGNORECASE)
_SHARE = re.compile(r"file:(?:[\\/]{2}|[\\/]{4,})(?![\\/]|[a-z]:|localhost/)", re.IGNORECASE)


def leads_astray(target: str) -> bool:
    """Whether it runs something (`javascript:`, `ms-msdt:`) or signs one in at a foreign share.

    Readers drop spaces and controls inside a target, so `java\\tscript:` is what it looks like.
    """
    plain = _plain(target)
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() not in _QUIET:
        return True
    return bool(re.match(r"[\\/]{2}", plain) or _SHARE.match(plain))


def leads_away(target: str) -> bool:
    """Whether what stands there is fetched from another machine."""
    plain = _plain(target)
    return bool(_AWAY.match(plain) or _SHARE.match(plain))


def _plain(target: str) -> str:
    return "".join(c for c in target if c.isprintable() and not c.isspace())
