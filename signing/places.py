"""Where number, date, signature and seal stand on the page (Decree 30/2020, Annex I)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of one page in PDF points, origin bottom left; page −1 is the last."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def rect(self) -> tuple[float, float, float, float]:
        return (self.x0, self.y0, self.x1, self.y1)

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Places:
    """The boxes that a drafter reserves and a signer sees empty; a biên bản has no date.

    `others`: mark and seal of each agency that issues it together with the first, in their order.
    `beside`: where a second person signs on the left (template 1.9).
    """

    number: Box
    date: Box | None
    person: Box
    seal: Box
    others: tuple[tuple[Box, Box], ...] = ()
    beside: Box | None = None
