"""The minutes of a delivery are signed by who gave and who took, each with his key (AR-06).

They are set once nothing of the delivery waits any more, by a job beside the act; how they are
signed is the path of all minutes (`documents.lists.minutes`).
"""

from collections.abc import Sequence

from sqlalchemy import select

from server.archive import queries, sheets
from server.archive.models import Handover
from server.database import db, transaction
from server.desks.queries import DELIVERIES
from server.documents.casefiles.kept import Line, lines_of
from server.documents.casefiles.models import CaseFile
from server.documents.lists import services as lists
from server.documents.lists.minutes import Minutes
from server.jobs import job, later
from server.org.actor import Actor, the_server
from server.typesetting.listing import Listing
from workflows import Refused
from workflows.casefile import CaseFile as State

JOB = "archive:minutes"
KIND = "handover"

Given = Sequence[tuple[CaseFile, Sequence[Line]]]


def taken_of(row: Handover) -> Given:
    """The files of a delivery: once the archive has taken something, those that it took."""
    cases = queries.delivered(row.id)
    if row.taken_at is not None:
        cases = [one for one in cases if one.state == State.ACCEPTED]
    return [(one, lines_of(one)) for one in cases]


def minutes(row: Handover, given: Given) -> Listing:
    """There are none before the archive has taken something."""
    if row.taken_at is None:
        raise Refused("not_found")
    return sheets.minutes(row, given, sum(map(_files, given)))


def _files(one: tuple[CaseFile, Sequence[Line]]) -> int:
    """Computer files in the file: those of its documents."""
    return sum(len(line.files) for line in one[1])


def held(delivery_id: int | None) -> Handover:
    """The delivery, for the act that settles one of its files: two archivists come in turn."""
    return db.session.get_one(Handover, delivery_id, with_for_update=True)


def settle(row: Handover) -> None:
    """Nothing of it waits any more, and something was taken: its minutes are set beside; a step."""
    waiting = select(CaseFile.id).filter_by(handover_id=row.id, state=State.SUBMITTED_TO_ARCHIVE)
    db.session.flush()
    if row.taken_at is not None and db.session.scalar(waiting.limit(1)) is None:
        later(JOB, {"delivery_id": row.id})


@job(JOB)
def lay_out(delivery_id: int) -> None:
    """Set them for who has a key. Harmless twice."""
    row = db.session.get_one(Handover, delivery_id)
    people = [row.giver_id, row.taker_id or row.giver_id]
    signers = lists.with_keys(dict.fromkeys(people))
    if row.list_id is not None or not signers:
        return
    page = lists.set_out(minutes(row, taken_of(row)), people, signers)
    with transaction():
        row = held(delivery_id)
        if row.list_id is None:
            what = f"Biên bản giao nhận hồ sơ, lần {row.id}"
            row.signed_list = lists.lay_out(the_server(), row.agency_id, what, page)
            MINUTES.tell(row)


def the_delivery(actor: Actor, row_id: int) -> Handover:
    """Of my agency, and mine or my unit's, or I answer for the archive; else it does not exist."""
    row = queries.delivery(actor, row_id)
    if row is None:
        raise Refused("not_found")
    return row


MINUTES = Minutes(KIND, DELIVERIES, the_delivery)
"""Minutes of deliveries: a place for who gave and a place for who took."""
