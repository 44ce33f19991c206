"""What a commune writes to the district, and what the district's papers become on its desk."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from server.demo.calendar import OPENS, at
from server.demo.content import THEMES, Card, Deck, subject
from server.demo.papers_bodies import Writing, bases, body
from server.demo.papers_in import (
    Handling,
    commune_desks,
    finished,
    handle,
)
from server.demo.papers_numbers import outgoing_notation, series
from server.demo.papers_out import REACHED, WAY, Hands, numbered_way, urgency
from server.demo.papers_plans import Course, Planner
from server.demo.papers_shape import IncomingPaper, OutgoingPaper, Step
from server.demo.papers_trail import Trail, Year
from server.demo.places import AGENCY, UNIT, Agency

OPEN = ("READY_TO_SIGN", "SUBMITTED", "DRAFT")
THEME = {theme.code: theme for theme in THEMES}


def _hands(commune: str, theme_code: str) -> Hands:
    desk = theme_code in {"cai_cach_hanh_chinh", "tu_phap", "de_an_06", "dat_dai"}
    chair, clerk = f"chutich.{commune}", f"vanthu.{commune}"
    drafter = f"{'motcua' if desk else 'chuyenvien'}.{commune}"
    return Hands(drafter, chair, clerk, chair, clerk, "TM")


def _paper(year: Year, commune: Agency, card: Card, moment: datetime) -> OutgoingPaper:
    theme, line = card
    words = subject(line, moment.date(), commune, year.random)
    due = year.hours.shift(moment.date(), 10)
    writing = Writing(theme, line, commune, commune, words, moment.date(), due, year.random)
    who = _hands(commune.code, theme.code)
    return OutgoingPaper(
        key="",
        agency=commune.code,
        doc_type=line.doc_type,
        subject=words,
        bases=bases(writing),
        body=body(writing),
        to=("huyen",),
        for_info=(),
        unit="",
        drafter=who.drafter,
        signer=who.signer,
        capacity=who.capacity,
        urgency=urgency(line.kind, year.random),
        theme=theme.code,
        state="DISPATCHED",
        series=series(line.doc_type),
        notation=outgoing_notation(line.kind, "VP"),
    )


def _draw(year: Year, deck: Deck, commune: Agency, moment: datetime) -> OutgoingPaper:
    card = deck.draw(moment.month, set(UNIT))
    return _paper(year, commune, card, moment)


def _sent(year: Year, paper: OutgoingPaper, moment: datetime, number: int) -> OutgoingPaper:
    steps = numbered_way(year, moment, _hands(paper.agency, paper.theme), WAY)
    return replace(
        paper, number=number, issued_on=moment.date(), history=tuple(steps), state="DISPATCHED"
    )


def _open(year: Year, paper: OutgoingPaper, state: str) -> OutgoingPaper:
    who = _hands(paper.agency, paper.theme)
    trail = Trail(year)
    trail.begin(year.moment(year.days[-3], 20, 200), who.drafter, "create")
    for name in WAY[1 : WAY.index(REACHED[state]) + 1]:
        trail.take(trail.soon((20, 120)), Step(trail.now, who.of(name), name))
    return replace(paper, state=state, history=tuple(trail.steps))


def commune_outgoing(year: Year, deck: Deck, commune: Agency, count: int) -> list[OutgoingPaper]:
    """Papers to the district, in order of number, and a few drafts."""
    loose = min(len(OPEN), count // 4)
    moments = sorted(
        year.moment(day, 60, 380) for day in year.random.choices(year.days, k=count - loose)
    )
    last: dict[tuple[str, int], int] = {}
    papers = []
    for moment in moments:
        paper = _draw(year, deck, commune, moment)
        key = (paper.series, moment.year)
        last[key] = last.get(key, 0) + 1
        papers.append(_sent(year, paper, moment, last[key]))
    papers += [_open(year, _draw(year, deck, commune, year.end), state) for state in OPEN[:loose]]
    code = commune.code
    return [replace(x, key=f"{code}/out/{n:06d}") for n, x in enumerate(papers, start=1)]


def delivered(paper: OutgoingPaper, recipient: str) -> IncomingPaper:
    """What stands in the recipient's queue minutes after the dispatch."""
    assert paper.dispatched_at and paper.issued_on
    issuer = AGENCY[paper.agency]
    return IncomingPaper(
        key="",
        agency=recipient,
        issuer=issuer.full_name,
        issuer_code=issuer.code,
        number=f"{paper.number:02d}",
        notation=paper.notation,
        issued_on=paper.issued_on,
        arrived_at=paper.dispatched_at + timedelta(minutes=2),
        doc_type=paper.doc_type,
        subject=paper.subject,
        urgency=paper.urgency,
        channel="electronic",
        theme=paper.theme,
        state="ARRIVED",
        arrival_no=None,
        source=paper.key,
    )


def _taken_back(handling: Handling, order: OutgoingPaper | None, clerk: str) -> None:
    """The district recalled it, and the commune's clerk accepts (IN-T23)."""
    recall = next((x for x in order.history if x.name == "recall"), None) if order else None
    if recall and handling.trail.take(
        recall.at + timedelta(minutes=10), Step(recall.at, clerk, "recall_received", recall.text)
    ):
        handling.state = "RECALLED"


def _handled(year: Year, paper: IncomingPaper, course: Course, after: datetime) -> IncomingPaper:
    desks = commune_desks(THEME[paper.theme], paper.agency)
    handling = Handling(year, desks, course)
    handling.trail.begin(paper.arrived_at, "", "receive_electronic")
    handling.trail.at_once("", "verify")
    if course.plan != "ARRIVED":
        handling.register(after)
    if handling.state == "REGISTERED":
        handle(handling)
    if course.plan == "RECALLED":
        _taken_back(handling, course.reply, desks.clerk)
    return finished(paper, handling)


def _no_returns(course: Course) -> Course:
    return replace(course, plan="DONE") if course.plan == "RETURNED" else course


def registered_at(paper: IncomingPaper) -> datetime | None:
    return next((step.at for step in paper.history if step.name == "register"), None)


def numbered_on_arrival(papers: list[IncomingPaper]) -> list[IncomingPaper]:
    """One sequence a year, in the order in which the clerk registered (art. 22.2; IN-01)."""
    last: dict[int, int] = {}
    done = []
    for paper in papers:
        moment = registered_at(paper)
        if moment:
            last[moment.year] = last.get(moment.year, 0) + 1
        done.append(replace(paper, arrival_no=last[moment.year] if moment else None))
    return done


def commune_incoming(
    year: Year, sent: list[OutgoingPaper], commune: str, count: int
) -> list[IncomingPaper]:
    """The newest of the district's papers that went to this commune, handled by its own people."""
    mine = [paper for paper in sent if paper.dispatched_at and commune in paper.to][-count:]
    planner = Planner(year)
    papers: list[IncomingPaper] = []
    after = at(date.min, OPENS)
    for paper in mine:
        copy = delivered(paper, commune)
        course = _no_returns(planner.course(copy))
        if paper.state == "RECALLED":
            course = replace(course, plan="RECALLED", reply=paper)
        papers.append(_handled(year, copy, course, after))
        after = registered_at(papers[-1]) or after
    papers = numbered_on_arrival(papers)
    return [replace(x, key=f"{commune}/in/{n:06d}") for n, x in enumerate(papers, start=1)]
