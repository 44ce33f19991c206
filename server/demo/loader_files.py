"""Case files of last year and this, by their lists, with what was laid in them (DOMAIN §9)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import insert, update

from server.archive.models import FilingLine, FilingPlan
from server.clock import local, now, today
from server.database import db
from server.demo.calendar import at
from server.demo.cast import officer_of
from server.demo.loader_directory import Directory
from server.demo.loader_walk import Walk
from server.demo.places import COMMUNES, UNITS
from server.documents.casefiles.kept import fix
from server.documents.casefiles.models import CaseFile, CaseFileItem
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.words import fold
from workflows.filing import PERMANENT, code_of

GUIDING = frozenset({"Quyết định", "Nghị quyết", "Chỉ thị", "Kế hoạch", "Hướng dẫn", "Thông báo"})
"""What superiors settle; the rest is laid with the work that it asks for."""
PLANNING = frozenset({"Kế hoạch", "Báo cáo", "Chương trình", "Đề án", "Phương án"})
CHAIR, DECISION = "chutich", "06/QĐ-UBND"
MORNING, WEEK = dt.time(8, 15), 5
NAMES = {"incoming": "văn bản đến", "outgoing": "văn bản đi"}
SOON = dt.timedelta(days=345)
"""Work that ended so long ago is due at the archive in some weeks: its keeper reads so."""


def _by_now(day: dt.date) -> dt.datetime:
    """On that morning; at New Year, when it has not come yet, now: nothing lies in the future."""
    return min(at(day, MORNING), now())


class Kind(NamedTuple):
    """A file that every unit makes: ordinal, title, how long it is kept."""

    ordinal: int
    title: str
    years: int


GUIDANCE = Kind(1, "Văn bản chỉ đạo, hướng dẫn của cấp trên", 10)
WORK = Kind(2, "Giải quyết công việc chuyên môn, trao đổi với các cơ quan", 10)
PLANS = Kind(3, "Kế hoạch, báo cáo công tác", PERMANENT)
PETITIONS = Kind(4, "Giải quyết kiến nghị, phản ánh của công dân", 15)
"""Of the list alone: opened when the first one comes."""
OPENED = (GUIDANCE, WORK, PLANS)
LISTED = (*OPENED, PETITIONS)


class Laid(NamedTuple):
    """A paper in a file, and when it was put there."""

    case: CaseFile
    kind: str
    paper_id: int
    at: dt.datetime


class Heading(NamedTuple):
    """Whose files these are: an agency, and its unit where it has any."""

    agency: str
    unit: str
    abbreviation: str
    name: str
    keeper: str


def headings() -> Iterator[Heading]:
    for unit in UNITS:
        yield Heading("huyen", unit.code, unit.abbreviation, unit.name, officer_of(unit.code))
    for one in COMMUNES:
        yield Heading(one.code, "", "VP", "Văn phòng - Thống kê", f"chuyenvien.{one.code}")


class Files:
    """The files with their papers, and the lists that they stand in; part of the act that keeps
    the papers."""

    def __init__(
        self,
        directory: Directory,
        came: Iterable[IncomingDocument],
        went: Iterable[OutgoingDocument],
    ) -> None:
        self.directory = directory
        self.came = [one for one in came if one.state == "FILED"]
        self.went = [one for one in went if one.state == "DISPATCHED"]
        self.years = (today().year - 1, today().year)
        self.lines = {
            (heading, year, kind.ordinal): self._line(heading, kind)
            for heading in headings()
            for year in self.years
            for kind in LISTED
        }
        self._keep_lists()
        self.files = {
            (heading.agency, heading.unit, year, kind.ordinal): self._file(heading, year, kind)
            for heading in headings()
            for year in self.years
            for kind in OPENED
        }
        db.session.add_all(self.files.values())
        db.session.flush()
        self.laid = [*self._laid()]
        self._close_old()
        for one in self.laid:
            one.case.size += 1
        self.walks = [self._walk(key, case) for key, case in self.files.items()]

    def _line(self, heading: Heading, kind: Kind) -> FilingLine:
        post = self.directory.actors[heading.keeper]
        return FilingLine(
            unit_id=post.unit_id,
            heading=heading.name,
            abbreviation=heading.abbreviation,
            code=code_of(kind.ordinal, heading.abbreviation),
            title=kind.title,
            years=kind.years,
            keeper_post_id=post.position_id,
            rule={},
        )

    def _keep_lists(self) -> None:
        """Each office has its list, approved in the first days of the year (article 28)."""
        for agency in ("huyen", *(one.code for one in COMMUNES)):
            for year in self.years:
                head = self.directory.actors[f"{CHAIR}.{agency}"]
                mine = [
                    line
                    for (heading, of_year, _), line in self.lines.items()
                    if (heading.agency, of_year) == (agency, year)
                ]
                db.session.add(
                    FilingPlan(
                        agency_id=head.agency_id,
                        year=year,
                        decision=DECISION,
                        approved_by=head.name,
                        approved_at=_by_now(dt.date(year, 1, WEEK - 1)),
                        lines=mine,
                    )
                )
        db.session.flush()

    def _file(self, heading: Heading, year: int, kind: Kind) -> CaseFile:
        post = self.directory.actors[heading.keeper]
        line = self.lines[heading, year, kind.ordinal]
        title = f"{kind.title} năm {year}"
        return CaseFile(
            state="OPEN",
            agency_id=self.directory.agencies[heading.agency].id,
            code=line.code,
            line_id=line.id,
            year=year,
            subject=title,
            sought=fold(f"{line.code} {title}"),
            unit_id=post.unit_id,
            keeper_id=post.person_id,
            keeper_post_id=post.position_id,
            years=kind.years,
            rule={},
            size=0,
            opened_on=min(dt.date(year, 1, WEEK), today()),
        )

    def _laid(self) -> Iterator[Laid]:
        """A letter lies with guidance or with the work, what went out with plans or the work."""
        for came in self.came:
            ordinal = GUIDANCE.ordinal if came.doc_type in GUIDING else WORK.ordinal
            case = self._of(came.agency_id, came.lead_unit_id, came.year, ordinal)
            if case:
                yield Laid(case, "incoming", came.id, came.done_at or came.arrived_at)
        for went in self.went:
            ordinal = PLANS.ordinal if went.doc_type in PLANNING else WORK.ordinal
            case = self._of(went.agency_id, went.unit_id, went.year, ordinal)
            if case and went.dispatched_at:
                yield Laid(case, "outgoing", went.id, went.dispatched_at)

    def _of(
        self, agency_id: int, unit_id: int | None, year: int | None, ordinal: int
    ) -> CaseFile | None:
        """The unit's; in the district what no unit has is its office's."""
        agencies = {one.id: code for code, one in self.directory.agencies.items()}
        units = {one.id: code for (_, code), one in self.directory.units.items()}
        agency = agencies[agency_id]
        usual = "vp" if agency == "huyen" else ""
        unit = units.get(unit_id or 0, usual) if usual else ""
        return self.files.get((agency, unit, year or 0, ordinal))

    def _close_old(self) -> None:
        """Last year's files are closed with the year; one unit's work ended earlier."""
        made = dict[int, dt.date]()
        for one in self.laid:
            made[one.case.id] = max(made.get(one.case.id, dt.date.min), local(one.at).date())
        for (_, unit, year, _), case in self.files.items():
            if year < today().year and case.id in made:
                last = dt.date(year, 12, 31)
                early = max(today() - SOON, made[case.id])
                case.ended_on = min(last, early) if unit == "vhtt" else last

    def _walk(self, key: tuple[str, str, int, int], case: CaseFile) -> Walk:
        keeper = next(one.keeper for one in headings() if (one.agency, one.unit) == key[:2])
        walk, actor = Walk(case), self.directory.actors[keeper]
        walk.take(actor, "open", _by_now(case.opened_on))
        mine = sorted((one for one in self.laid if one.case is case), key=lambda one: one.at)
        for one in mine:
            walk.take(actor, "add", one.at, f"{NAMES[one.kind]} [{one.paper_id}]")
        if case.ended_on:
            last = max([at(case.ended_on, MORNING), *(one.at for one in mine)])
            walk.take(actor, "close", last + dt.timedelta(hours=1))
        return walk

    def keep(self) -> None:
        """The links, in the order in which they were made; of closed files numbered."""
        rows = [
            {"case_file_id": one.case.id, "paper_kind": one.kind, "paper_id": one.paper_id,
             "at": one.at, "by_name": one.case.keeper.full_name if one.case.keeper else ""}
            for one in sorted(self.laid, key=lambda one: one.at)
        ]  # fmt: skip
        db.session.execute(insert(CaseFileItem), rows)
        closed = [case for case in self.files.values() if case.ended_on]
        ids = [case.id for case in closed]
        db.session.execute(
            update(CaseFile).where(CaseFile.id.in_(ids)).values(state="CLOSED"),
            execution_options={"synchronize_session": "fetch"},
        )
        for case in closed:
            db.session.refresh(case, ["items"])
            fix(case)
