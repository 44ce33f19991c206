"""What is said of an absence, on the page and by a program."""

from server.admin.shapes import Date
from server.shapes import Asked, Filled, Line
from workflows.absence import AbsenceKind


class NewAbsence(Asked):
    """Who is away (without one: whoever writes it), who stands in, from when until when."""

    account: Line = ""
    substitute: Filled
    kind: AbsenceKind = AbsenceKind.OTHER
    valid_from: Date
    last_day: Date


class Return(Asked):
    """The first day that he is at work again."""

    on: Date
