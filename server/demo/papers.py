"""A year of the demo world's papers, always the same for one day and one seed."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from random import Random

from server.demo.calendar import office_time
from server.demo.content import Deck, cards, suits
from server.demo.papers_arrivals import district_incoming
from server.demo.papers_commune import commune_incoming, commune_outgoing
from server.demo.papers_out import district_outgoing
from server.demo.papers_real import real_incoming, real_outgoing
from server.demo.papers_shape import Directive, IncomingPaper, OutgoingPaper, Step
from server.demo.papers_trail import Year
from server.demo.places import COMMUNES, Agency

__all__ = [
    "Directive",
    "IncomingPaper",
    "Office",
    "OutgoingPaper",
    "Step",
    "incoming",
    "outgoing",
    "world",
]

SEED = 2023
INCOMING, OUTGOING = 420, 320
COMMUNE_IN, COMMUNE_OUT = 25, 15


@dataclass(frozen=True, slots=True)
class Office:
    """What one agency's registers and desks hold, oldest first."""

    agency: str
    incoming: tuple[IncomingPaper, ...]
    outgoing: tuple[OutgoingPaper, ...]


def _year(today: date, seed: int, label: str) -> Year:
    return Year(office_time(today), today, Random(f"{seed}:{label}"))


def _answered(
    papers: list[OutgoingPaper], letters: list[IncomingPaper]
) -> tuple[OutgoingPaper, ...]:
    """Each answer names the letter that it answers."""
    letter = {paper.reply: paper.key for paper in letters if paper.reply}
    return tuple(replace(paper, replies_to=letter.get(paper.key, "")) for paper in papers)


def _district(
    today: date, seed: int, counts: tuple[int, int], up: list[OutgoingPaper]
) -> tuple[Office, list[OutgoingPaper]]:
    year = _year(today, seed, "huyen")
    papers = district_outgoing(year, counts[1])
    letters = district_incoming(year, papers, up, counts[0])
    office = Office(
        "huyen",
        (real_incoming(), *letters),
        (*real_outgoing(year), *_answered(papers, letters)),
    )
    return office, papers


def _deck(year: Year, commune: Agency) -> Deck:
    return Deck(year.random, cards(lambda line: line.who == "xa" and suits(commune, line)))


@lru_cache(maxsize=4)
def world(
    today: date, seed: int = SEED, counts: tuple[int, int] = (INCOMING, OUTGOING)
) -> dict[str, Office]:
    """All offices by code; `counts` are the district's incoming and outgoing papers.

    A paper that one office here sends another stands in both, joined by `source`.
    """
    years = {commune.code: _year(today, seed, commune.code) for commune in COMMUNES}
    out = {
        commune.code: commune_outgoing(
            years[commune.code], _deck(years[commune.code], commune), commune, COMMUNE_OUT
        )
        for commune in COMMUNES
    }
    up = [paper for papers in zip(*out.values(), strict=True) for paper in papers]
    district, sent = _district(today, seed, counts, up)
    communes = {
        code: Office(code, tuple(commune_incoming(year, sent, code, COMMUNE_IN)), tuple(out[code]))
        for code, year in years.items()
    }
    return {"huyen": district, **communes}


def incoming(today: date, seed: int = SEED, n: int = INCOMING) -> tuple[IncomingPaper, ...]:
    """The district's incoming papers of a year, and the real one of 2023 before them."""
    return world(today, seed, (n, OUTGOING))["huyen"].incoming


def outgoing(today: date, seed: int = SEED, n: int = OUTGOING) -> tuple[OutgoingPaper, ...]:
    """The district's outgoing papers of a year, and the two real ones before them."""
    return world(today, seed, (INCOMING, n))["huyen"].outgoing
