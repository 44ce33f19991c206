"""What was destroyed stays so: through a restore, a crash, a reader at work (SEC-03, SEC-04)."""

import datetime as dt

import pytest
from sqlalchemy import select

from server import jobs
from server.clock import HANOI, today
from server.database import Base, db
from server.documents import purged_again
from server.documents.incoming import arriving
from server.files import store
from server.home import book_jobs
from server.home.book_rows import Whose
from server.office import office
from server.papers import cleaning, destroying, scans, tombstones
from server.papers.intake import take_in
from server.papers.models import PaperFile, ScanText
from server.papers.traces import OF_A_FILE, TRACES
from server.scanbox import arranging, binding
from server.scanbox.models import Arrangement
from server.scanbox.plans import Leaf as Placed
from server.scanbox.plans import Plan
from tests.cast import Cast
from tests.office.exchange.letters import answered, arrivals, attachment, envelope
from tests.office.exchange.letters import hand_in as deliver
from tests.office.exchange.letters import papers as came
from tests.office.front.test_finding import ids
from tests.office.incoming import desk
from tests.office.incoming.shredder import MARK, WHY, files_with, head, purged, rows_with, secret
from tests.office.outcome import id_of, state_of
from tests.office.papers import ok
from tests.uploads.test_bindings import stack


def test_a_restored_copy_is_purged_again_by_the_list(one_cast: Cast) -> None:
    """SEC-04: rows and bytes of an older day come back; what the list names goes once more."""
    path = secret(one_cast)
    (file,) = one_cast.lan.sees(path)["files"]
    data = store().fetch(file["sha256"])
    ok(one_cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
    older = _copied()
    ok(one_cast.lan.does(path, "quarantine", WHY))
    purged(one_cast, path)
    _laid_back(older)
    assert store().keep(data) == file["sha256"]
    assert state_of(path) == "ARRIVED" and set(rows_with(MARK)) != set()
    assert purged_again.purge_again() == 1
    assert (state_of(path), rows_with(MARK)) == ("PURGED", [])
    assert not store().has(file["sha256"])
    assert one_cast.lan.sees(path)["tombstone"]["reason"] == WHY["reason"]
    assert purged_again.purge_again() == 0
    assert len(tombstones.listed()) == 1


def test_an_id_that_was_given_anew_is_another_paper(one_cast: Cast) -> None:
    """The copy was older than the secret: its id belongs to somebody else's letter now."""
    older = _copied()
    path = purged(one_cast, secret(one_cast))
    _laid_back(older)
    assert desk.arrived(one_cast) == path
    assert purged_again.purge_again() == 0
    assert state_of(path) == "ARRIVED"


def _copied() -> bytes:
    db.session.rollback()
    place = office().cabinet.keys.parent / "office.db"
    with db.engine.connect() as now_:
        now_.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return place.read_bytes()


def _laid_back(older: bytes) -> None:
    db.session.remove()
    db.engine.dispose()
    place = office().cabinet.keys.parent / "office.db"
    for name in ("office.db-wal", "office.db-shm"):
        place.with_name(name).unlink(missing_ok=True)
    place.write_bytes(older)


def test_a_crash_between_the_act_and_the_files_is_made_good(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = secret(one_cast)
    (file,) = one_cast.lan.sees(path)["files"]

    def broken(_self: object, _sha256: str) -> None:
        raise OSError("the disk is away")

    monkeypatch.setattr(type(store()), "destroy", broken)
    purged(one_cast, path)
    assert store().has(file["sha256"])
    monkeypatch.undo()
    destroying.finish_all()
    assert not store().has(file["sha256"])
    assert tombstones.tombstone_of("incoming", id_of(path)).finished_at is not None


def test_a_large_file_is_written_anew_when_nobody_works(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite lets nobody write meanwhile: of a million papers it took a minute and a half."""
    hour = dt.datetime(2026, 11, 25, 15, tzinfo=HANOI)
    monkeypatch.setattr(cleaning, "LARGE", 0)
    monkeypatch.setattr(cleaning, "now", lambda: hour)
    path = purged(one_cast, secret(one_cast))
    stone = tombstones.tombstone_of("incoming", id_of(path))
    assert (rows_with(MARK), stone.finished_at) == ([], None)
    destroying.finish_all()
    assert tombstones.tombstone_of("incoming", id_of(path)).finished_at is None
    hour += dt.timedelta(hours=5)
    destroying.finish_all()
    assert tombstones.tombstone_of("incoming", id_of(path)).finished_at is not None
    assert files_with(MARK) == []


def test_of_an_electronic_secret_the_message_goes_too_and_its_sender_hears_why(
    one_cast: Cast,
) -> None:
    deliver(one_cast.lan, envelope(attachments=[attachment(head(), f"{MARK}.pdf")], subject=MARK))
    (paper,) = came()
    path, sent = f"/incoming/{paper.id}", arrivals()[0].envelope_sha256
    assert state_of(path) == "QUARANTINED" and store().has(sent)
    purged(one_cast, path)
    assert (rows_with(MARK), store().has(sent), answered()[-1]) == ([], False, "02")
    stone = tombstones.tombstone_of("incoming", id_of(path))
    assert sent in stone.digests and stone.organ_id


def test_a_printed_register_that_has_its_line_must_be_asked_for_anew(one_cast: Cast) -> None:
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
    ok(one_cast.lan.does(path, "register"))
    actor, year = one_cast.lan.actor, today().year
    job = book_jobs.begin(Whose(actor, None), "in", year, "xlsx", {"q": "", "code": ""})
    jobs.work(job)
    written_book = db.session.get_one(jobs.Job, job).result["file"]["sha256"]
    ok(one_cast.lan.does(path, "quarantine", WHY))
    purged(one_cast, path)
    db.session.expire_all()
    again = db.session.get_one(jobs.Job, job)
    assert (again.state, again.result) == (jobs.FAILED, {"error": "purged"})
    assert not store().has(written_book)


def test_the_stack_that_it_was_taken_out_of_goes_with_it(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two letters in one scan the second is a secret: whole scan and small pictures go too."""
    monkeypatch.setattr(jobs, "LEASE", jobs.dt.timedelta(seconds=-1))
    data = stack("Cong van mot", f"{MARK} hai")
    whole = arriving.receive(one_cast.lan.actor, fields={}, files=[take_in("scan.pdf", data)]).id
    plan = Plan(((Placed(whole, 1),), (Placed(whole, 2),)), ())
    row = arranging.arrange(one_cast.lan.actor, plan)
    job = select(jobs.Job.id).where(jobs.Job.kind == binding.JOB)
    jobs.work(db.session.scalars(job).one())
    letter, found = db.session.get_one(Arrangement, row.id, populate_existing=True).made
    path = f"/incoming/{found}"
    ok(one_cast.lan.does(path, "quarantine", WHY))
    assert ids(one_cast.lan, MARK) == [], "neither it nor the stack is in an index"
    purged(one_cast, path)
    assert [state_of(f"/incoming/{n}") for n in (whole, letter, found)] == [
        "PURGED", "ARRIVED", "PURGED"]  # fmt: skip
    assert rows_with(MARK) == []
    assert [one.paper_id for one in db.session.scalars(select(PaperFile))] == [letter]
    assert len(list(store().walk())) == 1


def test_what_was_being_read_meanwhile_is_not_kept(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine is at page one of the scan when Minh confirms."""
    path = secret(one_cast)
    (file,) = one_cast.lan.sees(path)["files"]

    def slow(*_asked: object, **_more: object) -> dict[str, object]:
        purged(one_cast, path)
        return {"pages": [{"text": MARK, "words": []}], "count": 1}

    monkeypatch.setattr(scans, "ask", slow)
    monkeypatch.setattr(jobs, "progress", lambda _percent: None)
    scans.read_file(file["sha256"], "a.pdf", (0, 1, 1))
    assert db.session.scalars(select(ScanText.sha256)).all() == []


NO_WORDS_OF_A_PAPER = {
    "neighbours", "neighbour_keys", "heard_nonces",
   
    "agencies", "announcements", "calendar_days", "person_changes", "persons", "readers", "serials",
    "sign_in_tries", "case_files", "case_file_items", "filing_plans", "filing_lines", "handovers",
    "draft_templates", "recipient_groups", "follows", "mentions", "phrases", "factors",
    "import_drafts", "kind_rules", "vote_rules", "office_hours", "person_names",
    "duty_numbers", "duty_calls", "outside_identities", "advisory_bodies",
    "pin_tries", "read_log", "recovery_codes", "registers", "saved_searches", "units",
    "web_sessions", "desks", "positions", "appointments", "delegations", "grants", "tokens",
    "book_volumes", "watches", "deliveries", "delivery_events", "arrangements", "mails",
    "kept_reports", "report_orders", "signed_lists",
    "mail_choices",
    "purged_files", "tombstones", "factor_resets", "safes", "inspections", "attempts",
    "lasting_files", "lasting_versions", "calendar_feeds", "reorganisations", "handed_over",
    "work_handovers", "work_lines", "work_confirmations", "access_requests", "passes",
    "agency_handovers", "reorganisation_things",
    "destructions", "destruction_lines", "destroyed_files", "case_exhibits",
    "weekly_schedules", "schedule_entries", "shared_things", "takeovers", "takeover_lines",
    "earlier_documents", "agency_exports", "absences", "mark_pictures", "former_leads",
    "mail_routes", "taken_files",
}  # fmt: skip
"""People, places, codes, what the paper's own sender keeps, what stays of a purge, and history of
an older system, which gives the words of what it did not finish to the incoming document."""
BY_THE_ACT = {"incoming_documents", "register_rows", "search_rows", "search_texts", *OF_A_FILE,
              "jobs"}  # fmt: skip
OUTGOING = {"outgoing_documents", "draft_files", "draft_versions", "exception_records", "opinions",
            "recipients", "co_issuers", "recall_orders",
            "sign_offs", "signatures", "signing_jobs"}  # fmt: skip
"""The office's own papers: a secret cannot be drafted here (FMT-34)."""


MEETINGS = {"meetings", "meeting_items", "meeting_people", "meeting_requests", "meeting_events",
            "votes", "vote_open_ballots", "vote_secret_ballots", "meeting_lines", "meeting_screens",
            "meeting_sites", "meeting_devices", "meeting_places",
            "meeting_minutes", "minutes_lines", "tasks", "meeting_stances",
            "meeting_questions", "meeting_notes"}  # fmt: skip
"""What is said in a meeting, and the tasks that its notice gives: a paper before it is named by its
id alone, and read at its own door; no suspect lies before one, for the clerk alone reads it."""


WORDS = ("VARCHAR", "TEXT", "JSON", "BLOB")


def test_every_table_that_has_words_was_asked_whether_they_are_a_papers(one_cast: Cast) -> None:
    with_words = {
        table.name
        for table in Base.metadata.sorted_tables
        if not table.name.startswith("ledger_")
        if any(str(c.type).startswith(WORDS) for c in table.columns)
    }
    by_table = {trace.table for trace in TRACES}
    known = by_table | NO_WORDS_OF_A_PAPER | BY_THE_ACT | OUTGOING | MEETINGS
    assert with_words - known == set(), "a new table: does it hold words of a paper?"
