"""What lies behind a signature in the bytes: revisions, whole, and nothing between them.

Our parser goes from table to table; a reader that repairs what looks broken reads every object it
meets. So bytes that no table lists are two views of one file ("incremental saving", CCS 2019).
"""

import re

from signing.profiles import PROFILES
from signing.verifier.opening import Opened, span_of
from signing.verifier.trail import profile_of

_OBJECT = re.compile(rb"(?:^|[\r\n\s])(\d+)\s+\d+\s+obj\b")


def has_unlisted_bytes(opened: Opened) -> bool:
    """Objects, tables or trailers behind a signature that belong to no revision.

    Of a paper of ours behind the first signature; elsewhere behind the last, for what a later
    signer's program left lying about is covered by that signer.
    """
    ours = profile_of(opened.reader, opened.signatures[0]) in PROFILES
    after = opened.signatures[0 if ours else -1]
    _, _, start, length = span_of(after)
    tail, reader = opened.data[start + length :], opened.reader
    later = range(after.signed_revision + 1, reader.xrefs.total_revisions)
    listed = {
        one.idnum
        for revision in later
        for one in reader.get_historical_resolver(revision).explicit_refs_in_revision()
    }
    written = set(map(int, _OBJECT.findall(tail)))
    ends = len(re.findall(rb"\bstartxref\b", tail))
    trailers = len(re.findall(rb"\btrailer\b", tail))
    whole = written <= listed and ends == len(later) and trailers <= len(later)
    return not whole or bool(tail.strip() and not later)
