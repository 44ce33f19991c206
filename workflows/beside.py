"""What the clerk does with a document on paper once it is out: posts it, lends its kept original.

The two books of Annex IV beside the registers: sổ gửi văn bản đi bưu điện (III) and sổ sử dụng bản
lưu (IV).
"""

from workflows.going import Going, OutgoingFacts
from workflows.law import Role

ALLOWS = frozenset({Role.LEADER, Role.OFFICE_CHIEF})
"""Who may let somebody use what the agency keeps (column 8)."""


def is_on_paper(paper: OutgoingFacts) -> bool:
    """There is a sheet to be put into an envelope: a paper original or a copy (art. 18.5, 25)."""
    return paper.sheets > 0


def has_paper_original(paper: OutgoingFacts) -> bool:
    """What is kept at the clerk's on paper (art. 19.1a); what is electronic is read on the System
    (art. 19.2b) and lent to nobody."""
    return paper.copies > 0


def is_at_hand(paper: OutgoingFacts) -> bool:
    """The kept copy is one: nobody has it."""
    return not paper.is_lent


def is_lent(paper: OutgoingFacts) -> bool:
    """Somebody has the kept copy and has not brought it back."""
    return paper.is_lent


def awaits_postmark(paper: OutgoingFacts) -> bool:
    """It was given to the post, which has not signed for all of it (column 5)."""
    return paper.awaits_postmark


def has_posting(paper: OutgoingFacts) -> bool:
    """Something of it was given to the post: a line of the postal book tells of it."""
    return paper.has_posting


def has_lending(paper: OutgoingFacts) -> bool:
    """Its kept copy was lent once: a line of the book of kept copies tells of it."""
    return paper.has_lending


def has_addressees(_paper: OutgoingFacts, act: Going) -> bool:
    """Somebody is written to."""
    return act.recipients > 0


def has_envelopes(_paper: OutgoingFacts, act: Going) -> bool:
    """Số lượng bì: at least one to each (column 4)."""
    return act.copies > 0


def says_the_receipt(_paper: OutgoingFacts, act: Going) -> bool:
    """What the post signed and stamped is written down (column 5)."""
    return bool(act.text.strip())


def has_borrower(_paper: OutgoingFacts, act: Going) -> bool:
    """Who uses the kept copy is named (column 2)."""
    return bool(act.text.strip())


def is_allowed(_paper: OutgoingFacts, act: Going) -> bool:
    """Người cho phép sử dụng (column 8) is one who answers for the agency's papers."""
    return act.allowed
