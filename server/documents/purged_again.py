"""After a restore: what the purge list names is destroyed once more, of either kind (SEC-04)."""

from server.documents.earlier import shutting
from server.documents.incoming import purging
from server.documents.scanned import taken_away
from server.papers.destroying import destroy_files, finish_all
from server.papers.tombstones import listed

AGAIN = {"incoming": purging.purged_again, "earlier": shutting.purged_again}


def purge_again() -> int:
    """How many papers an older copy had brought back."""
    done = 0
    for line in listed():
        done += AGAIN[line["paper_kind"]](line) or taken_away.gone_again(line)
        destroy_files(line["digests"])
    finish_all()
    return done
