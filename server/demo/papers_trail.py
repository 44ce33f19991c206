"""A paper's way through the office, in working hours, never past the last working day."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from server.demo.calendar import OPENS, OfficeTime, at, closing
from server.demo.papers_shape import Step


@dataclass(slots=True)
class Year:
    """A year of working days that ends on the last working day before today."""

    hours: OfficeTime
    today: date
    random: Random
    days: list[date] = field(init=False)

    def __post_init__(self) -> None:
        first = date(self.today.year - 1, self.today.month, min(self.today.day, 28))
        self.days = self.hours.between(first, self.hours.shift(self.today, -1))

    @property
    def last(self) -> date:
        return self.days[-1]

    @property
    def end(self) -> datetime:
        return closing(self.last)

    def age(self, moment: datetime) -> int:
        """Working days since then, counted on the last working day."""
        return self.hours.distance(moment.date(), self.last)

    def moment(self, day: date, first: int = 10, last: int = 405) -> datetime:
        """A moment in that day's office hours, by minutes worked since it opened."""
        return self.hours.later(at(day, OPENS), self.random.randint(first, last))


@dataclass(slots=True)
class Trail:
    """Steps one after another; a step that would lie after the end is not taken."""

    year: Year
    steps: list[Step] = field(default_factory=list)
    over: bool = False

    @property
    def now(self) -> datetime:
        return self.steps[-1].at

    def begin(self, moment: datetime, account: str, name: str) -> None:
        self.steps.append(Step(moment, account, name))

    def soon(self, minutes: tuple[int, int]) -> datetime:
        """Some minutes of work later."""
        return self.year.hours.later(self.now, self.year.random.randint(*minutes))

    def take(self, moment: datetime, step: Step) -> bool:
        """Write the step down, if the year is not over; `step.at` is not looked at."""
        self.over = self.over or moment > self.year.end
        if self.over:
            return False
        moment = max(moment, self.now)
        self.steps.append(Step(moment, step.account, step.name, step.text, step.to, step.due))
        return True

    def at_once(self, account: str, name: str) -> bool:
        return self.take(self.now, Step(self.now, account, name))
