"""A few things that an auditor should look at, so that the demo's lists are not all in order."""

import datetime as dt
from collections.abc import Iterable

from server.clock import local
from server.database import db
from server.demo.loader_directory import Directory
from server.documents.outgoing.models import OutgoingDocument, Signature
from server.org.models import Absence
from server.papers.exceptions import ExceptionRecord
from server.signatures import attempts

DEPUTY, CLERK, CHAIR = "phochutich.huyen", "vanthu.huyen", "chutich.huyen"
AWAY = dt.timedelta(days=3)
WAIVED = ("FMT-05", "Văn bản hỏa tốc, chưa kịp đánh lại số trang")


def keep_oddities(directory: Directory, papers: Iterable[OutgoingDocument]) -> None:
    """A deputy who signed on the day he came back, a waiver, a wrong PIN, a seal asked too early;
    part of the act that keeps the papers.

    What was refused has its entry in the log, which goes by the clock: so it happens now.
    """
    made = [one for paper in papers for one in paper.signatures_made]
    _absence(directory, [one for one in made if one.account == DEPUTY])
    _waiver(directory, [one for one in made if one.account == CHAIR])
    last = max((one for one in made if one.account == CLERK), key=_when, default=None)
    clerk, chair = directory.actors[CLERK], directory.actors[CHAIR]
    attempts.write(chair, "wrong_pin")
    attempts.write(clerk, "wrong_pin")
    if last is not None:
        attempts.write(clerk, "wrong_state", "seal", ("outgoing", last.outgoing_id))


def _when(one: Signature) -> dt.datetime:
    return one.at


def _absence(directory: Directory, signed: list[Signature]) -> None:
    if not signed:
        return
    back = local(max(map(_when, signed))).date()
    away, here = directory.people[DEPUTY], directory.people[CHAIR]
    first = back - AWAY
    db.session.add(
        Absence(person_id=away.id, substitute_id=here.id, valid_from=first, valid_to=back)
    )


def _waiver(directory: Directory, signed: list[Signature]) -> None:
    if not signed:
        return
    last, who = max(signed, key=_when), directory.people[CHAIR]
    rule, reason = WAIVED
    db.session.add(
        ExceptionRecord(
            rule_id=rule,
            agency_id=last.agency_id,
            outgoing_id=last.outgoing_id,
            person_id=who.id,
            name=who.full_name,
            reason=reason,
            at=last.at - dt.timedelta(hours=1),
        )
    )
