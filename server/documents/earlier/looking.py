"""Looking at all of a takeover: each line, each file, and the lines beside one another; a job.

It may be called twice: a line that was looked at keeps what was found, files are kept by digest.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update

from server import jobs
from server.database import db, transaction
from server.documents.earlier import reading
from server.documents.earlier.columns import IN
from server.documents.earlier.lines import count_lines, lines_of
from server.documents.earlier.models import (
    LOOKING,
    READY,
    EarlierDocument,
    Takeover,
    TakeoverLine,
)
from server.documents.earlier.waiting import Shelf, named_in
from server.jobs import Payload, job
from server.papers.intake import take_open
from server.registers.models import RegisterRow
from workflows import Refused
from workflows.earlier import doubles, gaps
from workflows.numbering import as_written

KIND = "earlier:look"
AT_ONCE = 40
SHOWN = 12
"""Numbers or names that a remark lists."""


@job(KIND)
def look(takeover_id: int) -> Payload:
    look_at(takeover_id, jobs.progress)
    return {}


def look_at(takeover_id: int, tell: Callable[[int], object]) -> None:
    """Until every line was looked at; then what only all of them together show."""
    takeover = db.session.get_one(Takeover, takeover_id)
    if takeover.stage != LOOKING:
        return
    shelf, total, done = Shelf(takeover), count_lines(takeover_id), 0
    while lines := lines_of(takeover_id, AT_ONCE, looked=False):
        seen = [(one.id, *_seen(one, takeover, shelf)) for one in lines]
        _keep(seen)
        done += len(seen)
        tell(min(95, 100 * done // total))
    _together(takeover_id)


def _seen(line: TakeoverLine, takeover: Takeover, shelf: Shelf) -> tuple[Any, ...]:
    """Outside any act: a file takes a child its time."""
    fields, troubles = reading.read(line, takeover.mapping, takeover.direction)
    files: list[dict[str, Any]] = []
    at = takeover.mapping.get("file")
    for said in named_in(reading.cell(line, at)) if at is not None else ():
        try:
            files.append(asdict(take_open(*shelf.find(said))) | {"words": []})
        except Refused as no:
            troubles.append(["file", no.reason, dict(no.said) | {"name": said}])
    if fields.get("finished") is False and not files:
        troubles.append(["file", "takeover_open_needs_file", {}])
    return fields, troubles, files


def _keep(seen: Iterable[tuple[Any, ...]]) -> None:
    with transaction() as session:
        for line_id, fields, troubles, files in seen:
            texts = [one.pop("text") for one in files]
            new = {"fields": fields, "troubles": troubles, "files": files, "texts": texts}
            new |= {"looked": True, "is_wrong": bool(troubles)}
            session.execute(update(TakeoverLine).filter_by(id=line_id).values(new))


def _together(takeover_id: int) -> None:
    """Numbers that stand twice, in it or in this office; what is odd and hinders nothing."""
    with transaction():
        takeover = db.session.get_one(Takeover, takeover_id, with_for_update=True)
        if takeover.stage != LOOKING:
            return
        lines = lines_of(takeover_id)
        troubles = twice(takeover, lines)
        for one in lines:
            one.troubles = [*one.troubles, *troubles[one.id]]
            one.is_wrong = bool(one.troubles)
        takeover.remarks = [*takeover.remarks, *_remarks(takeover, lines)]
        takeover.stage = READY


def twice(takeover: Takeover, lines: list[TakeoverLine]) -> dict[int, list[reading.Trouble]]:
    """The lines whose number is another's, by their id."""
    keys = {one.n: key_of(one, takeover.direction) for one in lines}
    first = doubles({n: f"{key}" if key else "" for n, key in keys.items()})
    here, ours = _taken_over(takeover), _in_our_books(takeover, {k[0] for k in keys.values() if k})
    field = "old_no" if takeover.direction == IN else "code"
    found: dict[int, list[reading.Trouble]] = defaultdict(list)
    for one in lines:
        key = keys[one.n]
        if one.n in first:
            found[one.id].append([field, "takeover_double", {"line": first[one.n]}])
        if key in here:
            found[one.id].append([field, "takeover_is_here", {"year": key[0]}])
        if key in ours:
            found[one.id].append([field, "takeover_in_our_book", {"year": key[0]}])
    return found


def key_of(line: TakeoverLine, direction: str) -> tuple[int, str] | None:
    """Year and what stands once in it; None where the line says neither."""
    said = line.fields
    if not said.get("year") or not said.get("place"):
        return None
    if direction == IN:
        return said["year"], said["old_no"].lstrip("0")
    code = as_written(said.get("number"), said.get("notation"))
    return said["year"], code.lstrip("0")


def _taken_over(takeover: Takeover) -> set[tuple[int, str]]:
    mine = select(EarlierDocument.year, EarlierDocument.book_key).filter_by(
        agency_id=takeover.agency_id, direction=takeover.direction
    )
    return {(year, key) for year, key in db.session.execute(mine)}


def _in_our_books(takeover: Takeover, years: set[int]) -> set[tuple[int, str]]:
    """Numbers of the same years that this system gave out: a number is one document's (NUM-02)."""
    said = RegisterRow.number if takeover.direction == IN else RegisterRow.code
    mine = select(RegisterRow.year, said).where(
        RegisterRow.agency_id == takeover.agency_id,
        RegisterRow.direction == takeover.direction.upper(),
        RegisterRow.year.in_(years),
    )
    return {(year, str(key).lstrip("0")) for year, key in db.session.execute(mine)}


def _remarks(takeover: Takeover, lines: list[TakeoverLine]) -> list[list[Any]]:
    """[what, what fills the words]: numbers the old book lacks, files that no line names. Where the
    year or number of a line cannot be read, that may be the one: then nothing is said to lack."""
    found: list[list[Any]] = []
    years: dict[int, list[int]] = defaultdict(list)
    keys = [key_of(one, takeover.direction) for one in lines]
    for one in lines if all(keys) else ():
        years[one.fields["year"]].append(one.fields["place"])
    for year in sorted(years) if takeover.direction == IN else ():
        if lacking := gaps(years[year]):
            found.append(["gaps", {"year": year, "n": len(lacking), "names": _few(lacking)}])
    if spare := _unnamed(takeover, lines):
        found.append(["spare", {"n": len(spare), "names": _few(spare)}])
    return found


def _unnamed(takeover: Takeover, lines: list[TakeoverLine]) -> list[str]:
    kept = {file["sha256"] for one in lines for file in one.files}
    failed = {
        _last(said["name"])
        for one in lines
        for key, _, said in one.troubles
        if key == "file" and said
    }
    return [
        name
        for name, sha256 in takeover.waiting
        if sha256 not in kept and _last(name) not in failed
    ]


def _last(path: str) -> str:
    """A line names a file in its folder, a packet may hold it in another, or beside."""
    return path.replace("\\", "/").rpartition("/")[2].casefold()


def _few(names: Iterable[Any]) -> str:
    said = [str(one) for one in names]
    return ", ".join(said[:SHOWN]) + ("…" if len(said) > SHOWN else "")
