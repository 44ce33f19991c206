"""What is to become of the papers of a year, dealt out so that every desk and colour is seen."""

from dataclasses import dataclass
from itertools import count

from server.demo.content_theme import KINDS
from server.demo.papers_shape import IncomingPaper, OutgoingPaper
from server.demo.papers_trail import Year
from server.demo.places import AGENCY

# fmt: off
PLANS = (
    (0,   ("ARRIVED", "PRESENTED", "REGISTERED", "ARRIVED", "PRESENTED", "DIRECTED", "ARRIVED")),
    (1,   ("PRESENTED", "DIRECTED", "PRESENTED", "INFO_ONLY", "DIRECTED", "ASSIGNED")),
    (4,   ("IN_PROGRESS", "ASSIGNED", "DIRECTED", "IN_PROGRESS", "ASSIGNED", "INFO_ONLY")),
    (14,  ("IN_PROGRESS", "DONE", "AWAITING_CLOSE", "DONE", "IN_PROGRESS", "INFO_ONLY", "FILED")),
    (999, ("DONE", "FILED", "DONE", "INFO_ONLY", "DONE", "FILED", "DONE", "DONE", "FILED", "DONE",
           "INFO_ONLY", "FILED", "DONE", "FILED", "DONE", "FILED", "DONE", "IN_PROGRESS", "DONE")),
)
"""What becomes of papers that came in that many working days ago, in turn."""
# fmt: on
COLOURS = ("green", "red", "yellow", "green", "grey", "red", "yellow")
OPENED = frozenset({"DIRECTED", "ASSIGNED", "IN_PROGRESS", "AWAITING_CLOSE"})
CLOSED = frozenset({"DONE", "FILED"})
KIND = {name: kind for kind, name in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Course:
    """What is to become of a paper: how far, how its day stands, and which paper answers it."""

    plan: str
    colour: str
    order: int
    kind: str
    reply: OutgoingPaper | None = None


def _sensible(plan: str, age: int, paper: IncomingPaper) -> str:
    """Who asks for something is answered; nothing stays open for half a year."""
    asks = paper.doc_type == "Tờ trình" or (
        paper.doc_type == "Công văn" and AGENCY[paper.issuer_code].level == "xa"
    )
    if plan == "INFO_ONLY" and asks:
        return "DIRECTED" if age <= 14 else "DONE"
    return "DONE" if plan == "IN_PROGRESS" and age > 60 else plan


class Planner:
    """Deals out plans and colours in turn, so that every desk and every colour is seen."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.turns = {limit: count() for limit, _ in PLANS}
        self.colours = count()
        self.all = count()

    def course(self, paper: IncomingPaper) -> Course:
        age, order = self.year.age(paper.arrived_at), next(self.all)
        limit, plans = next(row for row in PLANS if age <= row[0])
        plan = plans[next(self.turns[limit]) % len(plans)]
        if age > 20 and order % 97 == 50:
            plan = "RETURNED"
        plan = _sensible(plan, age, paper)
        return Course(plan, self._colour(plan, age), order, KIND[paper.doc_type])

    def _colour(self, plan: str, age: int) -> str:
        if plan in CLOSED:
            return self.year.random.choices(("green", "red", "grey"), (80, 12, 8))[0]
        if plan not in OPENED:
            return "grey"
        colour = COLOURS[next(self.colours) % len(COLOURS)]
        if age > 14:
            return "red"
        return "green" if colour == "red" and age < 3 else colour
