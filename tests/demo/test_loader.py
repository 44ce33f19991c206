"""The loaded district is what its offices' acts would have left: desks, readers, books, events."""

import datetime as dt
import json
from collections import Counter, defaultdict

import pypdfium2
import pytest
from sqlalchemy import func, select

from server import audit
from server.audit.bound import BOUND
from server.audit.models import LedgerEvent
from server.clock import local, today
from server.database import db
from server.demo import loader, papers
from server.desks.models import Desk, History, Reader
from server.documents.incoming.models import Directive, IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.printing import sheet_of
from server.files import store
from server.ledger import heads, sequencing, tree, witnesses
from server.meetings.models import Meeting
from server.papers.models import PaperFile, ScanText
from server.perform import desks_in
from server.readers import readers_after, readers_gone, readers_left
from server.registers.models import Register, RegisterRow
from server.typesetting.lint import lint
from server.words import fold
from workflows.dates import written
from workflows.numbering import in_order

pytestmark = pytest.mark.usefixtures("district")
KINDS = (IncomingDocument, OutgoingDocument)


def everything() -> list:
    return [paper for kind in KINDS for paper in db.session.scalars(select(kind))]


def on_desks() -> list:
    return [*everything(), *db.session.scalars(select(Meeting))]


def by_paper(model) -> dict:
    rows = defaultdict(list)
    for row in db.session.scalars(select(model).order_by(model.paper_id)):
        rows[row.paper_kind, row.paper_id].append(row)
    return rows


def key(paper) -> tuple[str, int]:
    return paper.workflow.name, paper.id


def test_every_paper_of_the_world_is_there_in_its_state() -> None:
    offices = papers.world(today()).values()
    wanted = Counter(p.state for office in offices for p in (*office.incoming, *office.outgoing))
    assert Counter(paper.state for paper in everything()) == wanted


def test_every_desk_is_the_one_that_the_law_says_today() -> None:
    desks = by_paper(Desk)
    for paper in on_desks():
        held = {(d.seat, d.verb, d.due_at): d.unit_id for d in desks[key(paper)]}
        assert held == desks_in(paper.state, paper), key(paper)


BREATH = dt.timedelta(milliseconds=500)
"""What is done by the law takes one, from the step to the desk."""


def test_a_desk_has_lain_since_a_step_of_its_paper() -> None:
    history = by_paper(History)
    for mine, desks in by_paper(Desk).items():
        moments = [line.at for line in history[mine]]
        for desk in desks:
            assert any(dt.timedelta(0) <= desk.since - at < BREATH for at in moments)


def test_no_reader_is_missing_and_none_was_made_up() -> None:
    """The law's readers as the paper stands now, and who had it before it was passed up."""
    readers, history = by_paper(Reader), by_paper(History)
    for paper in on_desks():
        seats = {one.seat for one in readers[key(paper)] if one.reason not in ("meeting", "task")}
        steps = [line.transition for line in history[key(paper)]]
        lawful = {seat for name in steps for seat in readers_after(name, paper)}
        lawful -= {seat for name in steps for seat in readers_gone(name, paper)}
        left = readers_left(paper.state, paper)
        if left is not None:
            assert seats == left
            continue
        assert lawful <= seats, key(paper)
        assert len(seats - lawful) <= steps.count("pass_up"), key(paper)


def test_a_histories_steps_hang_together_and_end_in_the_papers_state() -> None:
    history = by_paper(History)
    for paper in on_desks():
        lines = history[key(paper)]
        assert lines[0].source == ""
        assert [line.source for line in lines[1:]] == [line.target for line in lines[:-1]]
        assert lines[-1].target == paper.state
        assert [line.at for line in lines] == sorted(line.at for line in lines)
        assert paper.version == len(lines)


BOUND_ROWS = {one.event for one in BOUND.values()} | {"rows_bound"}
BESIDE = BOUND_ROWS | {
    "signature",
    "attempt_refused",
    "vote",
    "witness_asked",
    "access_asked",
    "let_read",
    "root_trusted",
}
"""What the log holds that is no step of a paper."""


def test_every_step_has_its_event_and_a_proposal_has_none() -> None:
    steps = Counter(
        (f"{line.paper_kind}/{line.paper_id}", line.transition)
        for line in db.session.scalars(select(History))
        if not line.transition.startswith("propose_") or line.transition == "propose_close"
    )
    events = [json.loads(text) for text in db.session.scalars(select(LedgerEvent.content))]
    said = Counter((one["doc"], one["event"]) for one in events if one["event"] not in BESIDE)
    assert said == steps


def test_events_are_canonical_and_in_order_of_time() -> None:
    rows = db.session.execute(select(LedgerEvent).order_by(LedgerEvent.id)).scalars().all()
    assert all(row.digest == audit.services.digest(row.content) for row in rows)
    said = [json.loads(row.content) for row in rows]
    assert all(
        audit.services.canonical(one) == row.content for one, row in zip(said, rows, strict=True)
    )
    steps = [one["time"] for one in said if one["event"] != "signature"]
    assert steps == sorted(steps)


def test_books_have_no_gap_and_follow_the_days() -> None:
    books = defaultdict(list)
    for row in db.session.scalars(select(RegisterRow)):
        books[row.agency_id, row.book, row.year].append(row)
    for (_, _, year), rows in books.items():
        if year >= today().year - 1:
            days = [(row.number, row.entered_on) for row in rows]
            assert in_order(days), rows[0].book


def test_a_book_knows_its_last_number_and_day() -> None:
    tops = db.session.execute(
        select(
            RegisterRow.agency_id,
            RegisterRow.book,
            RegisterRow.year,
            func.max(RegisterRow.number),
        ).group_by(RegisterRow.agency_id, RegisterRow.book, RegisterRow.year)
    )
    wanted = {(agency, book, year): last for agency, book, year, last in tops}
    books = list(db.session.scalars(select(Register)))
    assert {(b.agency_id, b.book, b.year): b.last for b in books} == wanted
    assert all(book.last_on and book.last_on <= today() for book in books)


def test_papers_and_book_lines_say_the_same_number() -> None:
    lines = {(row.direction, row.paper_id): row for row in db.session.scalars(select(RegisterRow))}
    for paper in everything():
        direction = "IN" if isinstance(paper, IncomingDocument) else "OUT"
        number = paper.arrival_no if direction == "IN" else paper.number
        line = lines.get((direction, paper.id))
        assert (line.number if line else None) == number
        if line:
            assert (line.year, line.code, line.subject) == (paper.year, paper.code, paper.subject)


def test_notations_are_those_that_the_page_prints() -> None:
    for paper in db.session.scalars(
        select(OutgoingDocument).where(OutgoingDocument.notation != "")
    ):
        assert paper.notation == sheet_of(paper).notation, paper.code


def test_no_waiting_draft_has_a_layout_error() -> None:
    waiting = ("DRAFT", "SUBMITTED", "APPROVED", "READY_TO_SIGN")
    for paper in db.session.scalars(
        select(OutgoingDocument).where(OutgoingDocument.state.in_(waiting))
    ):
        findings = lint(sheet_of(paper))
        assert [one for one in findings if one.severity == "E"] == [], paper.subject


def test_every_paper_but_a_bare_draft_has_its_file_in_the_store() -> None:
    rows = {(f.paper_kind, f.paper_id): f for f in db.session.scalars(select(PaperFile))}
    for paper in everything():
        file = rows.get(key(paper))
        if file is None:
            assert paper.state in {"DRAFT", "ABANDONED"}
            continue
        assert store().path(file.sha256).stat().st_size == file.size
        if paper.file_sha256:
            assert paper.file_sha256 == file.sha256


def test_what_left_long_ago_is_kept_as_the_page_that_left() -> None:
    """Set by Annex I, with the number and the day that it got; of its ink it says (Đã ký)."""
    sent = select(OutgoingDocument).where(OutgoingDocument.state == "DISPATCHED")
    oldest = db.session.scalars(sent.order_by(OutgoingDocument.dispatched_at).limit(3)).all()
    assert len(oldest) == 3
    for paper in oldest:
        with pypdfium2.PdfDocument(store().fetch(paper.file_sha256)) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
            assert pdf.get_formtype() == 0
        number, notation = paper.code.split("/", 1)
        for words in (number, f"/{notation}", written(paper.issued_on)):
            assert words in pages[0]
        assert "(Đã ký)" in pages[-1]


def test_letters_are_found_by_their_words_without_marks() -> None:
    rows = db.session.execute(select(ScanText.text, ScanText.folded)).all()
    assert len(rows) > 250
    assert all(folded == fold(text) for text, folded in rows)


def test_a_reply_names_the_letter_and_the_letter_the_reply() -> None:
    answered = select(IncomingDocument).where(IncomingDocument.reply_id.is_not(None))
    pairs = list(db.session.scalars(answered))
    assert pairs
    for letter in pairs:
        reply = db.session.get_one(OutgoingDocument, letter.reply_id)
        assert (reply.replies_to_id, reply.code) == (letter.id, letter.reply_code)


def test_filed_papers_lie_in_the_case_file_of_their_office_and_year() -> None:
    filed = select(IncomingDocument).where(IncomingDocument.state == "FILED")
    for paper in db.session.scalars(filed):
        assert {link.case_file.year for link in paper.case_links} == {paper.year}
        assert {link.case_file.agency_id for link in paper.case_links} == {paper.agency_id}


def test_a_directed_paper_has_its_written_order() -> None:
    orders = set(db.session.scalars(select(Directive.incoming_id)))
    directed = {
        line.paper_id
        for line in db.session.scalars(select(History).where(History.transition == "direct"))
    }
    assert orders == directed


@pytest.mark.parametrize(
    ("account", "colours"),
    [
        ("chutich.huyen", {"grey"}),
        ("truongphong.huyen", {"green", "grey", "red", "yellow"}),
        ("chuyenvien.huyen", {"green", "grey", "red", "yellow"}),
        ("vanthu.huyen", {"grey"}),
    ],
)
def test_colours_lie_on_the_desks_that_the_demo_shows(acting, account, colours) -> None:
    desks = select(Desk.due_at).where(Desk.seat.in_(acting(account).seats))
    found = {colour(due) for due in db.session.scalars(desks)}
    assert colours & found
    if len(colours) > 1:
        assert len(found) >= 2


def colour(due) -> str:
    if due is None:
        return "grey"
    left = (local(due).date() - today()).days
    return "red" if left < 0 else "yellow" if left < 3 else "green"


def test_loading_twice_is_loading_once() -> None:
    def counts() -> list[int | None]:
        models = (IncomingDocument, OutgoingDocument, History, Reader, Desk, LedgerEvent)
        return [db.session.scalar(select(func.count()).select_from(model)) for model in models]

    before = counts()
    loader.load()
    assert counts() == before


def test_a_commune_countersigns_what_the_district_says_and_saw_that_it_only_grew() -> None:
    sequencing.place_all()
    heads.sign_head_now()
    witnesses.collect()
    (one,) = witnesses.standings()
    assert (one.answer, one.size, one.name) == ("ok", tree.size(), "congso/nhan-chung/hoangphu")
