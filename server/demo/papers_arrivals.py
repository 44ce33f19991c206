"""A year of papers that come in to the district, from above, beside and below."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from server.demo.content import THEMES, Card, Deck, cards, some_commune, subject
from server.demo.papers_commune import delivered, numbered_on_arrival
from server.demo.papers_in import (
    Handling,
    district_desks,
    finished,
    handle,
)
from server.demo.papers_numbers import (
    Numbered,
    issuer_of,
    numbers,
    outside_notation,
    outside_number,
)
from server.demo.papers_out import urgency
from server.demo.papers_plans import CLOSED, Course, Planner
from server.demo.papers_shape import IncomingPaper, OutgoingPaper
from server.demo.papers_trail import Year
from server.demo.places import AGENCY, UNIT

THEME = {theme.code: theme for theme in THEMES}
BUSY = (10, 12)
"""How many papers come from outside on the last day but one, and on the last."""


def _moments(year: Year, count: int) -> list[datetime]:
    days = year.random.choices(year.days[:-2], k=max(count - sum(BUSY), 0))
    for day, many in zip(year.days[-2:], BUSY, strict=True):
        days += [day] * many
    return sorted(year.moment(day, 10, 390) for day in days[-count:])


def _card(deck: Deck, year: Year, moment: datetime, order: int) -> Card:
    """Of the newest papers every other one is for Phòng VH-TT, whose people the demo shows."""
    mine = year.age(moment) <= 14 and order % 2 == 0
    return deck.draw(moment.month, {"vhtt"} if mine else set(UNIT))


def _outside(year: Year, deck: Deck, moment: datetime, order: int) -> tuple[str, IncomingPaper]:
    theme, line = _card(deck, year, moment, order)
    issuer = issuer_of(theme, line)
    issued = year.hours.shift(moment.date(), -year.random.choice((0, 1, 1, 2, 3)))
    words = subject(line, issued, some_commune(year.random, line), year.random)
    paper = IncomingPaper(
        key="",
        agency="huyen",
        issuer=issuer.full_name,
        issuer_code=issuer.code,
        number="",
        notation=outside_notation(theme, line),
        issued_on=issued,
        arrived_at=moment,
        doc_type=line.doc_type,
        subject=words,
        urgency=urgency(line.kind, year.random),
        channel="paper" if issuer.level == "khac" and order % 3 else "electronic",
        theme=theme.code,
        state="ARRIVED",
        arrival_no=None,
    )
    return line.kind, paper


def _numbered(drawn: list[tuple[str, IncomingPaper]]) -> list[IncomingPaper]:
    sorts = [Numbered(paper.issuer_code, kind, paper.issued_on) for kind, paper in drawn]
    return [
        replace(paper, number=outside_number(AGENCY[paper.issuer_code], kind, number))
        for (kind, paper), number in zip(drawn, numbers(sorts), strict=True)
    ]


class Replies:
    """The district's dispatched papers, to be taken as answers: each answers one letter."""

    def __init__(self, sent: Iterable[OutgoingPaper]) -> None:
        self.waiting: dict[tuple[str, str], list[OutgoingPaper]] = defaultdict(list)
        for paper in sent:
            if paper.state == "DISPATCHED" and len(paper.to) == 1:
                self.waiting[paper.theme, paper.to[0]].append(paper)

    def find(self, letter: IncomingPaper) -> OutgoingPaper | None:
        """A paper of the same field, to the letter's sender, two days to five weeks after it."""
        first = letter.arrived_at + timedelta(days=4)
        for paper in self.waiting[letter.theme, letter.issuer_code]:
            sent = paper.dispatched_at
            if sent and first < sent < first + timedelta(days=35):
                self.waiting[letter.theme, letter.issuer_code].remove(paper)
                return paper
        return None


def _begin(handling: Handling, paper: IncomingPaper) -> None:
    if paper.channel == "paper":
        handling.trail.begin(paper.arrived_at, handling.desks.clerk, "receive_paper")
        handling.trail.at_once(handling.desks.clerk, "verify")
        return
    handling.trail.begin(paper.arrived_at, "", "receive_electronic")
    handling.trail.at_once("", "verify")


class Clerk:
    """Registers what came in, one after another, and sees it on its way."""

    def __init__(self, year: Year, sent: Iterable[OutgoingPaper]) -> None:
        self.year = year
        self.replies = Replies(sent)
        self.planner = Planner(year)
        self.after = datetime.combine(date.min, datetime.min.time(), year.end.tzinfo)

    def _course(self, paper: IncomingPaper) -> Course:
        course = self.planner.course(paper)
        old = self.year.age(paper.arrived_at) > 14
        reply = self.replies.find(paper) if course.plan in CLOSED and old else None
        return replace(course, reply=reply, colour="green") if reply else course

    def take(self, paper: IncomingPaper) -> IncomingPaper:
        course = self._course(paper)
        handling = Handling(self.year, district_desks(self.year, THEME[paper.theme]), course)
        _begin(handling, paper)
        if course.plan == "ARRIVED":
            return finished(paper, handling)
        if course.plan == "RETURNED":
            handling.send_back()
            return finished(paper, handling)
        return self._registered(paper, handling)

    def _registered(self, paper: IncomingPaper, handling: Handling) -> IncomingPaper:
        self.after = handling.register(self.after)
        if handling.state == "REGISTERED":
            handle(handling)
        return finished(paper, handling)


def district_incoming(
    year: Year, sent: list[OutgoingPaper], from_communes: list[OutgoingPaper], count: int
) -> list[IncomingPaper]:
    """The communes' papers and those from outside, in order of arrival."""
    copies = [delivered(x, "huyen") for x in from_communes if x.dispatched_at][: count // 2]
    deck = Deck(year.random, cards(lambda line: not line.goes_out and line.who != "xa"))
    moments = _moments(year, count - len(copies))
    drawn = [_outside(year, deck, moment, order) for order, moment in enumerate(moments)]
    arrivals = sorted((*copies, *_numbered(drawn)), key=lambda paper: paper.arrived_at)
    clerk = Clerk(year, sent)
    papers = numbered_on_arrival([clerk.take(paper) for paper in arrivals])
    return [replace(x, key=f"huyen/in/{n:06d}") for n, x in enumerate(papers, start=1)]
