"""What the clerk tells the recipients anew of a document that is out (type 2, DOMAIN §8.2).

The document itself stands as it was signed: what its envelope says beside it (until which day an
answer is asked for), and the files that one of them lacks. Who gets it decides whether he takes it
over (15) or not (16).
"""

from workflows.going import Going, OutgoingFacts


def is_with_somebody(paper: OutgoingFacts) -> bool:
    """Somebody has it over the wire, who has not been asked to give it back (§8.5)."""
    return paper.is_with_somebody


def goes_to_who_has_it(_paper: OutgoingFacts, act: Going) -> bool:
    """To those who have it; whoever turned it away is sent it anew (§8.5)."""
    return act.recipients > 0


def new_day_lies_ahead(_paper: OutgoingFacts, act: Going) -> bool:
    """The day until which an answer is asked for, where it is another now (§4.5)."""
    return act.due is None or act.now <= act.due
