"""Each second: what is new in the boxes and still becomes a row, and what is due is rung for.

The looks are kept in this process alone: after a restart a file is looked at twice once more.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import func, select, update

from server import jobs, rota
from server.clock import now, today
from server.database import db, transaction
from server.org import house
from server.scanbox import folder
from server.scanbox.models import DISMISSED, FAILED, GONE, OPEN, WAITING, Scan
from workflows import Role

STILL = dt.timedelta(seconds=2)
"""A file that has not changed for so long is written (px#1279, px#9698)."""

MOST = 500
"""Files of a box that are written down in one act."""

JOB = "scanbox:empty"


class Look(NamedTuple):
    """What a file was like, and since when."""

    mark: str
    since: dt.datetime


_looks: dict[tuple[str, str], Look] = {}
"""By box and name."""


def root() -> Path:
    """The folder that holds the boxes of all agencies of this installation."""
    scans: Path = current_app.config["SETTINGS"].scans
    return scans


@rota.unceasing
def look_into_boxes() -> None:
    """Write down what has come to rest in a folder; ask for the job that empties it."""
    for box in folder.boxes(root()):
        lying = _lying(box)
        for first in range(0, len(lying), MOST):
            _write_down(box, lying[first : first + MOST])
    _let_go_of_gone()
    _ring()


def _lying(box: str) -> list[folder.Seen]:
    """What is still; a box that cannot be looked into is shown itself, a day at a time, and stops
    no other's."""
    try:
        return list(_still(box))
    except OSError:
        return [folder.Seen(folder.ITSELF, str(today()), 0)]


def _still(box: str) -> Iterator[folder.Seen]:
    """The files whose size and time have been the same at two looks, a while apart."""
    moment, lying = now(), folder.look(root(), box)
    here = {(box, one.name): one for one in lying}
    for place in [place for place in _looks if place[0] == box and place not in here]:
        del _looks[place]
    for place, one in here.items():
        last = _looks.get(place)
        if last is None or last.mark != one.mark:
            _looks[place] = Look(one.mark, moment)
        elif moment - last.since >= STILL:
            yield one


def _let_go_of_gone() -> None:
    """A file that failed and was then taken out of its folder waits for nobody's word any more."""
    failed = select(Scan.id, Scan.box, Scan.name).where(Scan.stage == FAILED, Scan.due_at.is_(None))
    found = db.session.execute(failed).all()
    gone = [id_ for id_, box, name in found if folder.is_gone(root() / box, name, id_)]
    if gone:
        with transaction() as session:
            ended = update(Scan).where(Scan.id.in_(gone), Scan.stage == FAILED)
            session.execute(ended.values(stage=GONE, settled_at=now()))


def _write_down(box: str, found: list[folder.Seen]) -> None:
    """A row for each file that has none, or whose content is another than at its last try."""
    known = _known(box, [one.name for one in found])
    fresh = [one for one in found if _is_fresh(one, known.get(one.name))]
    for scan in known.values():
        if scan.stage == DISMISSED:
            folder.set_aside(root() / box, scan.name, scan.id)
    whose = owner(box) if fresh else None
    if whose is not None:
        with transaction() as session:
            session.add_all([_entered(box, whose, one, known.get(one.name)) for one in fresh])


def _known(box: str, names: list[str]) -> dict[str, Scan]:
    """The last row of each name in this box."""
    last = select(func.max(Scan.id)).where(Scan.box == box, Scan.name.in_(names))
    rows = db.session.scalars(select(Scan).where(Scan.id.in_(last.group_by(Scan.name))))
    return {row.name: row for row in rows}


def _is_fresh(one: folder.Seen, last: Scan | None) -> bool:
    return last is None or last.mark != one.mark or last.stage not in (*OPEN, DISMISSED)


def _entered(box: str, whose: tuple[int, bool], one: folder.Seen, last: Scan | None) -> Scan:
    """The row of a file that is new, or written anew since its last try failed."""
    agency_id, is_own = whose
    scan = last if last is not None and last.stage in OPEN else Scan(box=box, name=one.name)
    told: dict[str, Any] = {"agency_id": agency_id, "mark": one.mark, "seen_at": now()}
    told |= {"stage": WAITING, "reason": "", "due_at": now()}
    if not is_own:
        told |= {"stage": FAILED, "reason": "scan_no_owner", "due_at": None}
    for name, value in told.items():
        setattr(scan, name, value)
    return scan


def owner(box: str) -> tuple[int, bool] | None:
    """Whose a folder is, by the code it bears, and whether it is; else the first office's here."""
    hosts = _hosts()
    if not hosts:
        return None
    first = next(iter(hosts.values()))
    own = hosts.get(box) or (first if not box and len(hosts) == 1 else None)
    return own or first, own is not None


def _hosts() -> dict[str, int]:
    """The agencies that have a clerk here today, by code; the first one set up first."""
    return {one.code: one.id for one in house.agencies_with(Role.CLERK)}


@rota.every(10, "scanbox:open")
def open_boxes() -> None:
    """A folder for each agency with a clerk, so that a scanner can be pointed at it."""
    for code in _hosts():
        (root() / code).mkdir(parents=True, exist_ok=True)


def _ring() -> None:
    """One job an agency, as long as something there is due; two would do the same work twice."""
    due = select(Scan.agency_id).where(Scan.stage.in_(OPEN), Scan.due_at <= now()).distinct()
    wanted = set(db.session.scalars(due))
    if not wanted:
        return
    at_work = select(jobs.Job.payload).where(jobs.Job.kind == JOB, jobs.Job.state.in_(jobs.OPEN))
    busy = {payload["agency_id"] for payload in db.session.scalars(at_work)}
    for agency_id in sorted(wanted - busy):
        with transaction():
            jobs.later(JOB, {"agency_id": agency_id})
