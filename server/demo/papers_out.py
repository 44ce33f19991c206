"""A year of papers that the district issues, and those still on somebody's desk."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from server.demo.calendar import closing
from server.demo.cast import head_of, officer_of
from server.demo.content import Card, Deck, cards, some_commune, subject
from server.demo.content_office import MEETINGS
from server.demo.content_theme import ALL_YEAR, Line, Theme
from server.demo.content_words import RECALLED, SENT_BACK, VOIDED
from server.demo.papers_bodies import Writing, bases, body
from server.demo.papers_numbers import district_notation, series
from server.demo.papers_shape import OutgoingPaper, Step
from server.demo.papers_trail import Trail, Year
from server.demo.places import COMMUNES, DISTRICT, UNIT, Agency

OPEN = ("DRAFT", "SUBMITTED", "READY_TO_SIGN", "SUBMITTED", "READY_TO_SIGN", "DRAFT", "APPROVED",
        "SUBMITTED", "READY_TO_SIGN", "DRAFT", "SUBMITTED", "READY_TO_SIGN", "APPROVED",
        "SUBMITTED", "DRAFT", "READY_TO_SIGN", "SUBMITTED", "SIGNED", "ABANDONED", "DRAFT",
        "SUBMITTED", "SIGNED", "READY_TO_SIGN", "DRAFT")  # fmt: skip
"""Drafts on their way, none numbered."""
LATEST = ("SEALED", "REGISTERED", "NUMBERED")
"""How far the last three numbered papers have come."""

CALLS = (
    "Dự phiên họp thường kỳ của Ủy ban nhân dân huyện, tháng {month} năm {year}",
    "Dự phiên họp thường kỳ của Ủy ban nhân dân huyện, tháng {now} năm {year}",
)
"""What the committee is called to: the session of last week, and the one that comes."""

CHAIR, DEPUTY, CHIEF = "chutich.huyen", "phochutich.huyen", "chanhvp.huyen"
CLERKS = ("vanthu.huyen", "vanthu2.huyen")
WAY = ("create", "submit", "content_check", "form_check", "approve", "pass_content", "pass_form",
       "ready", "sign", "number", "register", "seal", "dispatch")  # fmt: skip
REACHED = {"DRAFT": "create", "SUBMITTED": "submit", "APPROVED": "approve",
           "READY_TO_SIGN": "ready", "SIGNED": "sign", "NUMBERED": "number",
           "REGISTERED": "register", "SEALED": "seal", "ABANDONED": "create"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands a paper goes through."""

    drafter: str
    head: str
    checker: str
    signer: str
    clerk: str
    capacity: str

    def of(self, name: str) -> str:
        """Who takes a step; the steps nobody is named for are the server's."""
        return {
            "create": self.drafter,
            "submit": self.drafter,
            "content_check": self.head,
            "form_check": self.checker,
            "approve": self.signer,
            "sign": self.signer,
            "number": self.clerk,
            "register": self.clerk,
            "seal": self.clerk,
            "dispatch": self.clerk,
        }.get(name, "")


def hands(theme: Theme, line: Line, random: Random) -> Hands:
    """The chair or his deputy signs; the office chief signs what the rules leave to him (TL)."""
    if line.kind in {"TB", "GM", "GGT"}:
        signer, capacity = CHIEF, "TL"
    elif random.random() < (0.3 if line.kind == "CV" else 0.6):
        signer, capacity = CHAIR, "TM"
    else:
        signer, capacity = DEPUTY, "KT"
    alone = theme.unit == "vp" or signer == CHIEF
    checker = "thethuc.huyen" if alone else random.choice(("thethuc.huyen", CHIEF))
    return Hands(
        drafter=officer_of(theme.unit),
        head=head_of(theme.unit),
        checker=checker,
        signer=signer,
        clerk=random.choice(CLERKS),
        capacity=capacity,
    )


def _recipients(
    theme: Theme, line: Line, commune: Agency
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    everybody = tuple(agency.code for agency in COMMUNES)
    if line.who == ">xa":
        return everybody, ("huyenuy", "hdnd")
    if line.who == ">1xa":
        return (commune.code,), ()
    if line.who == ">so":
        return (theme.department,), ()
    code = line.who.removeprefix(">")
    return (code,), ((theme.department,) if code == "tinh" else ())


def urgency(kind: str, random: Random) -> str:
    """A telegram is urgent by its nature; of the rest one in ten."""
    if kind == "CĐ":
        return random.choice(("KHAN", "HOA_TOC"))
    chance = random.random()
    return "NORMAL" if chance < 0.9 else "KHAN" if chance < 0.985 else "THUONG_KHAN"


def numbered_way(year: Year, moment: datetime, who: Hands, way: tuple[str, ...]) -> list[Step]:
    """The steps of a paper that was numbered at `moment`, drafted some days before."""
    day = year.hours.shift(moment.date(), -year.random.randint(2, 4))
    trail = Trail(year)
    trail.begin(year.moment(day, 20, 150), who.of("create"), "create")
    for name, minutes in (("submit", 240), ("content_check", 180), ("form_check", 120)):
        trail.take(trail.soon((20, minutes)), Step(trail.now, who.of(name), name))
    gap = {"approve": -25, "pass_content": -25, "pass_form": -25, "ready": -25, "sign": -20,
           "number": 0, "register": 1, "seal": 3, "dispatch": 6}  # fmt: skip
    late = [Step(moment + timedelta(minutes=gap[name]), who.of(name), name) for name in way[4:]]
    return [*trail.steps, *late]


def _open_way(year: Year, state: str, order: int, who: Hands) -> list[Step]:
    """A draft of these days; some submitted ones have a check already, some came back once."""
    trail = Trail(year)
    trail.begin(year.moment(year.days[-4 - order % 4], 20, 200), who.drafter, "create")
    if order % 5 == 4 and state == "DRAFT":
        trail.take(trail.soon((60, 200)), Step(trail.now, who.drafter, "submit"))
        back = Step(trail.now, who.head, "send_back", SENT_BACK[order % len(SENT_BACK)])
        trail.take(trail.soon((30, 200)), back)
    for name in _open_steps(state, order):
        trail.take(trail.soon((20, 150)), Step(trail.now, who.of(name), name))
    if state == "ABANDONED":
        trail.take(trail.soon((60, 200)), Step(trail.now, who.drafter, "abandon"))
    return trail.steps


def _open_steps(state: str, order: int) -> tuple[str, ...]:
    if state == "APPROVED":
        return ("submit", "approve")
    way = WAY[1 : WAY.index(REACHED[state]) + 1]
    return (*way, *WAY[2 : 2 + order % 3]) if state == "SUBMITTED" else way


def write(year: Year, card: Card, commune: Agency, day: datetime, who: Hands) -> OutgoingPaper:
    """The paper itself, without its way."""
    theme, line = card
    words = subject(line, day.date(), commune, year.random)
    ahead = 2 if line.kind == "GM" else year.random.randint(5, 15)
    due = year.hours.shift(day.date(), ahead)
    writing = Writing(theme, line, DISTRICT, commune, words, day.date(), due, year.random)
    to, for_info = _recipients(theme, line, commune)
    return OutgoingPaper(
        key="",
        agency="huyen",
        doc_type=line.doc_type,
        subject=words,
        bases=bases(writing),
        body=body(writing),
        to=to,
        for_info=for_info,
        unit=theme.unit,
        drafter=who.drafter,
        signer=who.signer,
        capacity=who.capacity,
        urgency=urgency(line.kind, year.random),
        theme=theme.code,
        state="DRAFT",
        series=series(line.doc_type),
        notation=district_notation(line.kind, theme),
    )


def spread(year: Year, count: int) -> list[datetime]:
    """Moments in office hours over the whole year, in order."""
    days = year.random.choices(year.days, k=count)
    return sorted(year.moment(day, 50, 400) for day in days)


def _numbered(year: Year, deck: Deck, moment: datetime, state: str) -> OutgoingPaper:
    return _issued(year, deck.draw(moment.month, set(UNIT)), moment, state)


def _issued(year: Year, card: Card, moment: datetime, state: str) -> OutgoingPaper:
    theme, line = card
    commune = some_commune(year.random, line)
    who = hands(theme, line, year.random)
    way = WAY[: WAY.index(REACHED.get(state, "register" if state == "VOIDED" else "dispatch")) + 1]
    steps = numbered_way(year, moment, who, way)
    steps += _ending(state, steps[-1].at, who.clerk)
    paper = write(year, card, commune, moment, who)
    return replace(paper, state=state, issued_on=moment.date(), history=tuple(steps))


def _calling(year: Year) -> list[OutgoingPaper]:
    """The invitations to the last session and to the next (`loader_meetings`)."""
    year, days = replace(year, random=Random("calls")), (year.days[-8], year.last)
    cards = [(MEETINGS, Line(">xa", "GM", ALL_YEAR, subject)) for subject in CALLS]
    return [
        _issued(year, card, closing(day) - timedelta(minutes=35), "DISPATCHED")
        for day, card in zip(days, cards, strict=True)
    ]


def _ending(state: str, moment: datetime, clerk: str) -> list[Step]:
    if state == "VOIDED":
        return [Step(moment + timedelta(minutes=4), clerk, "void_number", VOIDED, to=CHAIR)]
    if state == "RECALLED":
        return [Step(moment + timedelta(minutes=20), CHAIR, "recall", RECALLED, to=clerk)]
    return []


def _state(order: int, count: int) -> str:
    if order >= count - len(LATEST):
        return LATEST[order - count]
    return {61: "VOIDED", 187: "VOIDED", 112: "RECALLED", 240: "RECALLED"}.get(order, "DISPATCHED")


def _with_numbers(papers: list[OutgoingPaper]) -> list[OutgoingPaper]:
    """Numbers in each series from 01 for each calendar year, in order of the day (NUM-01, 08)."""
    last: dict[tuple[str, int], int] = {}
    done = []
    for paper in papers:
        assert paper.issued_on
        key = (paper.series, paper.issued_on.year)
        last[key] = last.get(key, 0) + 1
        done.append(replace(paper, number=last[key]))
    return done


def _when_numbered(paper: OutgoingPaper) -> datetime:
    return next(step.at for step in paper.history if step.name == "number")


def _drafts(year: Year, deck: Deck, count: int) -> list[OutgoingPaper]:
    mine = cycle((True, False))
    papers = []
    for order, state in enumerate(OPEN[:count]):
        units = {"vhtt"} if next(mine) else set(UNIT)
        theme, line = card = deck.draw(year.last.month, units)
        who = hands(theme, line, year.random)
        steps = _open_way(year, state, order, who)
        paper = write(year, card, some_commune(year.random, line), steps[0].at, who)
        papers.append(replace(paper, state=state, history=tuple(steps)))
    return papers


def district_outgoing(year: Year, count: int) -> list[OutgoingPaper]:
    """The district's papers: numbered ones in order of number, then the drafts."""
    deck = Deck(year.random, cards(lambda line: line.goes_out))
    loose = min(len(OPEN), count // 8)
    moments = spread(year, count - loose - len(LATEST))
    moments += [year.end - timedelta(minutes=left) for left in (22, 18, 14)]
    done = [
        _numbered(year, deck, moment, _state(order, count - loose))
        for order, moment in enumerate(moments)
    ]
    done = sorted((*done[len(CALLS) :], *_calling(year)), key=_when_numbered)
    papers = [*_with_numbers(done), *_drafts(year, deck, loose)]
    return [replace(x, key=f"huyen/out/{n:06d}") for n, x in enumerate(papers, start=1)]
