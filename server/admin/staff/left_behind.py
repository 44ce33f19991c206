"""What would be left without an owner where a post, an account or an agency ends (ORG-12, AR-04).

It is asked as of now, for a day to come too: what comes until then is seen by who still has the
desk, and what lies there may be handed over only on the day itself.
"""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select

from server.admin.changes import said_day
from server.database import db
from server.open_work import owning
from server.org.models import Agency, Appointment, Position
from server.registers.models import Register
from workflows import Refused


def refuse_left(posts: Collection[Appointment], day: dt.date) -> None:
    """These posts do not end by themselves while something would be nobody's from that day."""
    left = owning.left_by(posts, day)
    if left:
        raise Refused("leaves_work_behind", "", day=said_day(day), things=owning.said(left))


def refuse_lying(position: Position) -> None:
    """A post does not close over what names it: nobody would ever look there."""
    lying = owning.lying_at(position)
    if lying:
        raise Refused("post_holds_work", "", things=owning.said(lying))


def refuse_at_work(agency: Agency) -> None:
    """An agency that has work or a book is closed by a plan of reorganisation."""
    lying = owning.lying_in(agency.id)
    if lying:
        raise Refused("agency_holds_work", "", things=owning.said(lying))
    book = select(Register.book).filter_by(agency_id=agency.id)
    if db.session.scalar(book.limit(1)) is not None:
        raise Refused("agency_has_books")
