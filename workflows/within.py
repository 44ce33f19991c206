"""Within what a mandate allows: its types the machine reads, its matters only the signer (ORG-01).

A mandate to sign thừa ủy quyền is limited in content (article 13.3). Where it says so in words, no
table tells whether a document is one of those: its signer says how, in words that are kept.
"""

import re

from workflows.going import Going, OutgoingFacts, has_full_reason, has_reason

_WORD = re.compile(r"[^\W\d_]{2,}")
_SAY_NOTHING = frozenset(
    _WORD.findall(
        "và của về việc các những cho trong tại theo trên để được từ đến do với có là năm ngày số"
        " tháng công văn huyện xã tỉnh thị trấn ubnd ủy uỷ ban nhân dân phòng"
    )
)
"""Words of nearly every subject of a People's Committee."""


def _telling(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words.casefold())) - _SAY_NOTHING


def is_outside(scope: str, subject: str) -> bool:
    """Plainly another matter: no word that says anything stands in both."""
    return not _telling(scope) & _telling(subject)


def capacity_holds(_paper: OutgoingFacts, act: Going) -> bool:
    """The signer may sign in this capacity today (ORG-01–06); the reason comes from `capacity`."""
    return not act.capacity_refused


def says_how_it_is_within(paper: OutgoingFacts, act: Going) -> bool:
    """Of a mandate that is limited in words its holder says how the content is within (ORG-01)."""
    return not act.scope or has_reason(paper, act)


def accounts_for_another_matter(paper: OutgoingFacts, act: Going) -> bool:
    """Where the subject shares no word with the mandate he does so at length, as of an exception
    (ORG-01, DOMAIN §3.4)."""
    plain = act.scope and is_outside(act.scope, act.about)
    return not plain or has_full_reason(paper, act)
