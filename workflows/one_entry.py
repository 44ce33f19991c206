"""One document that came on paper and electronically has one entry (art. 23.4; IN-05)."""

from workflows.arriving import Arriving, IncomingFacts


def nothing_is_asked(paper: IncomingFacts) -> bool:
    """Its sender asked for nothing: that is answered first, while it is a paper of its own."""
    return not paper.request


def lacks_other_form(paper: IncomingFacts) -> bool:
    """The entry has not got its paper, or its electronic document, already."""
    return not paper.in_both_forms


def has_entry(_paper: IncomingFacts, act: Arriving) -> bool:
    """The same document stands in the register (IN-03)."""
    return bool(act.entry_state)


def is_the_other_form(_paper: IncomingFacts, act: Arriving) -> bool:
    """One came on paper and one electronically: two scans are no two forms."""
    return act.is_other_form
