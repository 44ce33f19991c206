"""How a document that came in goes through an office, and how far it has come."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from server.demo.calendar import closing
from server.demo.cast import head_of, officer_of
from server.demo.content_theme import Theme
from server.demo.content_words import (
    ASSIGNMENTS,
    ATTENDANCE,
    CONTRIBUTIONS,
    EXTENSIONS,
    FOR_INFO,
    NO_REPLY,
    PASSED_UP,
    RETURNED,
    directive,
)
from server.demo.papers_plans import CLOSED, Course
from server.demo.papers_shape import Directive, IncomingPaper, Step
from server.demo.papers_trail import Trail, Year
from server.demo.places import UNIT

CHAIR, DEPUTY = "chutich.huyen", "phochutich.huyen"


@dataclass(frozen=True, slots=True)
class Desks:
    """Who does what with one paper; in a commune the leader is its unit head too (DOMAIN §4.2)."""

    clerk: str
    leader: str
    lead: str
    lead_name: str
    head: str
    officer: str
    helpers: tuple[str, ...] = ()


def district_desks(year: Year, theme: Theme) -> Desks:
    return Desks(
        clerk=year.random.choice(("vanthu.huyen", "vanthu2.huyen")),
        leader=year.random.choice((CHAIR, DEPUTY)),
        lead=theme.unit,
        lead_name=UNIT[theme.unit].short_name,
        head=head_of(theme.unit),
        officer=officer_of(theme.unit),
        helpers=theme.helpers[:2],
    )


def commune_desks(theme: Theme, commune: str) -> Desks:
    chair = f"chutich.{commune}"
    desk = theme.code in {"cai_cach_hanh_chinh", "tu_phap", "de_an_06", "dat_dai"}
    officer = f"{'motcua' if desk else 'chuyenvien'}.{commune}"
    name = "Công chức Tư pháp - Hộ tịch" if desk else "Công chức Văn hóa - Xã hội"
    return Desks(f"vanthu.{commune}", chair, officer, name, chair, officer)


class Handling:
    """Takes one paper along its course, step by step."""

    def __init__(self, year: Year, desks: Desks, course: Course) -> None:
        self.year, self.desks, self.course = year, desks, course
        self.trail = Trail(year)
        self.state = "ARRIVED"
        self.directive: Directive | None = None
        self.due: datetime | None = None

    def _step(self, name: str, account: str, text: str = "", *, to: str = "") -> bool:
        """The next step some working minutes later."""
        within = {"register": (5, 40), "present": (5, 30), "file": (30, 300)}.get(name, (25, 190))
        return self.trail.take(
            self.trail.soon(within), Step(self.trail.now, account, name, text, to)
        )

    def _move(self, state: str, name: str, account: str, text: str = "", *, to: str = "") -> None:
        if self._step(name, account, text, to=to):
            self.state = state

    def register(self, after: datetime) -> datetime:
        """Numbered in order of arrival: not before the one that came earlier (IN-01)."""
        moment = max(self.trail.soon((5, 35)), after + timedelta(minutes=1))
        if self.trail.take(moment, Step(moment, self.desks.clerk, "register")):
            self.state = "REGISTERED"
            return moment
        return after

    def send_back(self) -> None:
        code, words = RETURNED[self.course.order % len(RETURNED)]
        self._move("RETURNED", "return", self.desks.clerk, f"{code}: {words}")

    def present(self) -> None:
        up = self.desks.leader == CHAIR and self.course.order % 6 == 1
        first = DEPUTY if up else self.desks.leader
        self._move("PRESENTED", "present", self.desks.clerk, to=first)
        if up and self.course.plan != "PRESENTED":
            words = PASSED_UP[self.course.order % len(PASSED_UP)]
            self._step("pass_up", DEPUTY, words, to=CHAIR)

    def inform(self) -> None:
        words = FOR_INFO[self.course.order % len(FOR_INFO)].format(lead=self.desks.lead_name)
        self._move("INFO_ONLY", "for_info", self.desks.leader, words, to=self.desks.lead)

    def direct(self) -> None:
        """The directive with its lead and its day (IN-T10)."""
        moment = self.trail.soon((25, 190))
        self.due = self._due(moment.date())
        text, helpers = self._words()
        step = Step(moment, self.desks.leader, "direct", text, self.desks.lead, self.due)
        if not self.trail.take(moment, step):
            self.due = None
            return
        self.state = "DIRECTED"
        self.directive = Directive(
            account=self.desks.leader,
            at=self.trail.now,
            text=text,
            lead=self.desks.lead,
            cooperate=helpers,
            due_at=self.due,
        )

    def _words(self) -> tuple[str, tuple[str, ...]]:
        words = directive(
            self.course.kind,
            self.course.order,
            dated=self.due is not None,
            commune=not self.desks.helpers,
        )
        names = ", ".join(UNIT[helper].short_name for helper in self.desks.helpers)
        day = f"{self.due:%d/%m/%Y}" if self.due else ""
        said = words.format(lead=self.desks.lead_name, helpers=names, due=day)
        return said[0].upper() + said[1:], self.desks.helpers if "{helpers}" in words else ()

    def _due(self, day: date) -> datetime | None:
        """The day that makes the paper show its colour today (DOMAIN §11.4)."""
        hours, random = self.year.hours, self.year.random
        if self.course.colour == "grey":
            return None
        if self.course.reply and self.course.reply.dispatched_at:
            sent = self.course.reply.dispatched_at.date()
            return closing(hours.shift(sent, random.randint(2, 4)))
        if self.course.plan in CLOSED:
            return closing(hours.shift(day, random.randint(4, 10)))
        ahead = {"green": random.randint(4, 12), "yellow": random.randint(1, 2)}
        if self.course.colour in ahead:
            return closing(hours.shift(self.year.today, ahead[self.course.colour]))
        latest = self.year.last
        return closing(max(hours.shift(latest, -random.randint(0, 2)), hours.shift(day, 1)))

    def assign(self) -> None:
        """By the head of the unit; without units in the directive itself (DOMAIN §4.2)."""
        if self.desks.lead not in UNIT:
            step = Step(self.trail.now, self.desks.head, "assign", "", self.desks.officer, self.due)
            self.trail.take(self.trail.now, step)
            self.state = "ASSIGNED"
            return
        words = ASSIGNMENTS[self.course.order % len(ASSIGNMENTS)]
        moment = self.trail.soon((20, 150))
        step = Step(moment, self.desks.head, "assign", words, self.desks.officer, self.due)
        if self.trail.take(moment, step):
            self.state = "ASSIGNED"

    def start(self) -> None:
        self._move("IN_PROGRESS", "start", self.desks.officer)

    def contribute(self) -> None:
        """Cooperating units answer before the lead closes (IN-T18, IN-T20)."""
        for unit in self.directive.cooperate if self.directive else ():
            words = CONTRIBUTIONS[(self.course.order + len(unit)) % len(CONTRIBUTIONS)]
            self._step("contribute", head_of(unit), words)

    def ask_extension(self) -> None:
        """A later day is asked for, and waits for the leader (IN-T17)."""
        assert self.due
        later = closing(self.year.hours.shift(self.due.date(), 5))
        words = EXTENSIONS[self.course.order % len(EXTENSIONS)]
        moment = self.trail.soon((60, 300))
        step = Step(moment, self.desks.officer, "request_extension", words, due=later)
        self.trail.take(moment, step)

    def propose(self) -> None:
        moment = self._finish()
        reply = self.course.reply
        words = reply.code if reply else self._no_reply()
        step = Step(
            moment, self.desks.officer, "propose_close", words, to=reply.key if reply else ""
        )
        if self.trail.take(moment, step):
            self.state = "AWAITING_CLOSE"

    def _no_reply(self) -> str:
        if self.course.kind == "GM":
            return ATTENDANCE
        return NO_REPLY[self.course.order % len(NO_REPLY)]

    def _finish(self) -> datetime:
        """When the work was done: after the reply went out; before the day, or days after it."""
        hours, random = self.year.hours, self.year.random
        if self.course.reply and self.course.reply.dispatched_at:
            return max(hours.later(self.course.reply.dispatched_at, 15), self.trail.soon((5, 20)))
        if self.due and self.course.colour == "red" and self.course.plan in CLOSED:
            return self.year.moment(hours.shift(self.due.date(), random.randint(1, 4)))
        days = random.randint(0, 1) if self.course.plan in CLOSED else 0
        return hours.later(self.trail.now, 30 + days * 300)

    def close(self) -> None:
        self._move("DONE", "close", self.desks.head)

    def file(self) -> None:
        self._move("FILED", "file", self.desks.officer)


def handle(handling: Handling) -> None:
    """Walk a registered paper as far as its plan says or the year lasts."""
    plan = handling.course.plan
    if plan == "REGISTERED":
        return
    handling.present()
    if plan == "INFO_ONLY":
        handling.inform()
    if plan in {"PRESENTED", "INFO_ONLY", "RECALLED"}:
        return
    _work(handling)
    _finish(handling)


def _work(handling: Handling) -> None:
    plan = handling.course.plan
    handling.direct()
    if handling.trail.over or (plan == "DIRECTED" and handling.desks.lead in UNIT):
        return
    handling.assign()
    if plan not in {"DIRECTED", "ASSIGNED"} and not handling.trail.over:
        handling.start()


def _finish(handling: Handling) -> None:
    plan = handling.course.plan
    if handling.state != "IN_PROGRESS":
        return
    if plan == "IN_PROGRESS":
        if handling.course.colour == "green" and handling.course.order % 2:
            handling.ask_extension()
        return
    handling.contribute()
    handling.propose()
    if plan in CLOSED and handling.state == "AWAITING_CLOSE":
        handling.close()
    if plan == "FILED" and handling.state == "DONE":
        handling.file()


def finished(paper: IncomingPaper, handling: Handling) -> IncomingPaper:
    """The paper with what became of it."""
    went = {step.name for step in handling.trail.steps}
    reply = handling.course.reply
    return replace(
        paper,
        state=handling.state,
        directive=handling.directive,
        assignee=handling.desks.officer if "assign" in went else "",
        due_at=handling.due if handling.directive else None,
        reply=reply.key if reply and "propose_close" in went else "",
        history=tuple(handling.trail.steps),
    )
