"""What a sender may ask of a document afterwards, and what may be answered (IN-T23 to T26).

And what he did not send with it (§8.7).
"""

from workflows.arriving import Arriving, IncomingFacts


def recall_is_asked(paper: IncomingFacts) -> bool:
    """The sender asked for it back (art. 18.4b; IN-T23)."""
    return paper.request == "recall"


def is_acted_upon(paper: IncomingFacts) -> bool:
    """A leader has ordered something on it, or handed it to its readers: only then may a recall
    be refused; what nobody has worked on yet goes back (art. 18.4b; IN-T24, A13, A14)."""
    return paper.acted_upon


def replacement_is_here(paper: IncomingFacts) -> bool:
    """A document that replaces it has come from the same sender (IN-T25)."""
    return paper.request == "replace"


def update_is_here(paper: IncomingFacts) -> bool:
    """The sender asked to change its metadata (IN-T26)."""
    return paper.request == "update"


def has_reason_for_missing_files(paper: IncomingFacts, act: Arriving) -> bool:
    """What lacks a file that its envelope lists goes back; else the clerk says why not (§8.7)."""
    return not paper.lacks_files or bool(act.reason.strip())
