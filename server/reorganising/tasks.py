"""A task: who gave, plans, leads and helps is whoever came after (ORG-12)."""

from collections.abc import Mapping
from typing import Any

from server.documents.tasks.leading import Lead, as_kept, columns, of_seat
from server.org.models import Agency
from server.reorganising.line import Line, agency_of


def goes(task: Any, line: Line) -> bool:
    return given_there(task, line) or line.home(task.lead_seat) is not None


def home(task: Any, line: Line) -> Agency:
    """Whose it is: the giver's; of a giver that goes on, whoever leads takes it over."""
    if given_there(task, line):
        return line.into(task.agency_id, f"p:{task.giver_post_id}")
    return line.home(task.lead_seat) or task.agency


def given_there(task: Any, line: Line) -> bool:
    """Whether the giver's side of it goes: with his agency or his post, or ticked where his agency
    lives on."""
    ticked = ("tasks", task.id) in line.things and f"a:{task.agency_id}" in line.behind
    return ticked or line.goes(task.agency_id, f"p:{task.giver_post_id}")


def change(task: Any, line: Line, into: Agency, _words: object) -> None:
    """Who leads, gives and helps are those who came after them: whoever leaves next hands over by
    these columns (AR-04), and a board counts by them."""
    given = given_there(task, line)
    leads = into if _goes_with(task, line) else line.home(task.lead_seat)
    homes = {task.agency_id: into if given else None, owed_by(task): leads}
    if given:
        task.agency = into
        task.giver_post_id = line.post(task.giver_post_id, into)
        task.planner_post_id = line.post(task.planner_post_id, into)
        giver = line.holder(task.giver_post_id, into)
        task.giver_id = giver.id if giver else task.giver_id
    if leads:
        _led(task, of_seat(line.seat(task.lead_seat, leads)))
    helpers = {one["seat"]: one for one in (_helps(it, line, homes) for it in task.helpers)}
    task.helpers = [one for seat, one in helpers.items() if seat != task.lead_seat]


def _led(task: Any, lead: Lead) -> None:
    """A leader of the own agency stands under none of its units, and under no agency below."""
    for name, value in columns(lead.code, lead.seat, lead.name).items():
        setattr(task, name, value)
    if task.lead_agency_id == task.agency.id:
        task.lead_agency_id = None


def _helps(one: dict[str, str], line: Line, homes: Mapping[int, Agency | None]) -> dict[str, str]:
    """Who cooperates does so in the agency of whom he helps (§11.1)."""
    home = homes.get(agency_of(one["seat"]))
    seat = line.seat(one["seat"], home) if home else one["seat"]
    return one if seat == one["seat"] else as_kept([of_seat(seat)])[0]


def _goes_with(task: Any, line: Line) -> bool:
    """Who leads it goes along with what was directed elsewhere, but for one of another agency than
    the giver's, where that ends too."""
    directed = ("tasks", task.id) in line.things
    return directed and not (given_there(task, line) and owed_by(task) != task.agency_id)


def owed_by(task: Any) -> int:
    """The agency that owes a task which another one gave."""
    return agency_of(task.lead_seat)
