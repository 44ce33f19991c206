"""What the law asks of a document that may be a state secret (SEC-02, SEC-03)."""

from workflows.arriving import IncomingFacts


def is_in_register(paper: IncomingFacts) -> bool:
    """It has its số đến, which stays whatever becomes of it (NUM-10)."""
    return paper.in_register


def is_not_in_register(paper: IncomingFacts) -> bool:
    """It has no số đến yet."""
    return not paper.in_register


def is_shut_away(paper: IncomingFacts) -> bool:
    """Its content lies locked; also of what its sender called back before a leader decided."""
    return paper.is_shut
