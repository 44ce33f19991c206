"""The envelope of what comes on paper, which the clerk looks at (art. 21.1a; IN-T02)."""

from workflows.arriving import Arriving, IncomingFacts

FLAWS = ("COUNT", "STATE", "SEAL", "SENDER")
"""What may be wrong with it: how many there are, how it looks, its seal, whom it is from. That the
number written on it is another than the document's own is told by that number."""


def is_otherwise(outside: str, inside: str) -> bool:
    """What stands on the envelope is not what the document bears; spaces and capitals apart."""
    one, other = ("".join(words.split()).casefold() for words in (outside, inside))
    return bool(one) and one != other


def is_odd(act: Arriving) -> bool:
    return bool(act.envelope or act.outside)


def came_in_an_envelope(paper: IncomingFacts, act: Arriving) -> bool:
    """What came electronically has none: its signatures are looked at instead (art. 21.2a)."""
    return not paper.electronic or not is_odd(act)


def has_reason_for_envelope(_paper: IncomingFacts, act: Arriving) -> bool:
    """What is wrong with it is reported, so it is said how; nothing ticked is: it was looked at,
    and is in order (art. 21.1a)."""
    return not is_odd(act) or bool(act.reason.strip())
