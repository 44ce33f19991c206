"""Each index of a big table is asked for by somebody: take it away and a test tells (DESIGN §8).

A plan that walks no whole table may still read all of one agency's papers by another index, and an
index that nobody asks for is written with every letter that comes in. Read from SQLite's plans,
which hang on nothing but the tables: it is told nothing of how many rows there are.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from server import rota
from server.clock import now
from server.database import Base, db
from server.demo import loader_bulk
from server.desks.lateness import passed
from server.desks.models import Desk
from server.documents.directory.looking import _written_to, issuers
from server.documents.incoming.judging import judge
from server.documents.outgoing.models import OutgoingDocument
from server.papers import searching
from tests import world
from tests.cast import Cast, Hand
from tests.demo.explained import BIG, plans_of
from tests.office.casefiles import keeping
from tests.office.exchange.letters import envelope, hand_in, papers, status
from tests.office.papers import dispatched, ok

TABLES = f"{BIG}|desks|earlier_documents|paper_files|signatures|scans".split("|")
PAGES = {
    ("lan", "/"): "deliveries_agency delivery_events_delivery_id desks_seat_id history_paper "
    "letters_updates mentions_confirming mentions_person register_rows_paper scans_stage",
    ("minh", "/"): "desks_escalates",
    ("hoa", "/"): "desks_unit_due",
    ("lan", "/incoming"): "desks_paper",
    ("lan", "/incoming/1"): "exception_records_incoming_id incoming_documents_entry "
    "outgoing_documents_replies_to_id tasks_source",
    ("lan", "/incoming?arrival_no=12"): "incoming_documents_arrival",
    ("lan", "/incoming?doc_type=Quyết định"): "incoming_documents_kind",
    ("lan", "/incoming?lead=vhtt"): "incoming_documents_lead",
    ("lan", "/incoming?state=DONE&urgency=HOA_TOC"): "incoming_documents_urgency",
    ("lan", "/incoming?state=FILED"): "incoming_documents_state",
    ("lan", "/incoming?weak=1"): "incoming_documents_weak",
    ("lan", "/api/v1/incoming?issued_on=2026-01-02"): "incoming_documents_issued",
    ("lan", "/api/v1/incoming?issuer=thanh hóa"): "incoming_documents_issuer",
    ("lan", "/outgoing?doc_type=Quyết định"): "outgoing_documents_kind",
    ("lan", "/outgoing?state=DISPATCHED"): "outgoing_documents_state",
    ("lan", "/outgoing?urgency=HOA_TOC"): "outgoing_documents_urgency",
    ("lan", "/search?q=15/6/2023"): "earlier_documents_issued outgoing_documents_issued",
    ("lan", "/search?q=cũ&kind=earlier&doc_type=Quyết định"): "earlier_documents_kind",
    ("lan", "/search?q=cũ&kind=earlier&urgency=HOA_TOC"): "earlier_documents_urgency",
    ("lan", "/search?q=cũ&kind=earlier&state=QUARANTINED"): "earlier_documents_state",
    ("lan", "/search?q=cũ&kind=earlier&year=2020"): "earlier_documents_book",
    ("lan", "/board"): "incoming_documents_told outgoing_documents_told",
    ("minh", "/tasks/board"): "tasks_given tasks_led tasks_open tasks_state",
    ("hoa", "/tasks/board"): "tasks_reported",
    ("lan", "/schedule"): "meetings_told",
    ("lan", "/exchange"): "letters_paper letters_queue",
    ("minh", "/reports?of=exchange&by=month&first=2026-01-01&last=2026-03-31"):
    "deliveries_outgoing_id",
    ("lan", "/reports/kept"): "kept_reports_list",
    ("lan", "/reports/outgoing?first=2026-01-01&last=2026-03-31&field=xyz"):
    "case_file_items_paper filing_lines_plan",
    ("lan", "/registers/in/2026"): "register_rows_list",
    ("minh", "/casefiles/owed"): "case_files_agency",
    ("lan", "/casefiles?state=OPEN"): "case_files_state",
    ("lan", "/casefiles/deliveries"): "case_files_handover_id handovers_agency",
    ("son", "/audit"): "exception_records_at paper_files_sha256 signatures_person",
    ("son", "/audit/entries?q=incoming/12"): "ledger_events_subject",
    ("son", "/audit/reads?q=incoming/12"): "incoming_documents_twin outgoing_documents_code "
    "read_log_paper",
    ("son", "/audit/reads?person=minh"): "read_log_person",
    ("son", "/audit/signatures?agency=hoangphu"): "signatures_agency",
    ("son", "/audit/signatures?key_kind=software"): "signatures_key_kind",
    ("son", "/audit/signatures?position=Chủ tịch"): "signatures_position",
    ("son", "/audit/signatures?verdict=invalid"): "signatures_verdict",
    ("son", "/audit/signatures?verdict=voided"): "signatures_voided",
}  # fmt: skip
"""Who opens what, and the indexes that it must be answered by."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, people_home) -> Iterator[Flask]:
    """Some papers of each kind; who reads few is asked as who reads many."""
    with world.office(tmp_path_factory.mktemp("indexes"), people_home) as app:
        app.testing = True
        with app.app_context(), pytest.MonkeyPatch.context() as bent:
            bent.setattr(searching, "_reads_few", lambda _actor: False)
            dispatched(Cast(app))
            loader_bulk.load_bulk(300)
            db.session.remove()
            yield app


def _lacking(names: str, *asking: Callable[[], object]) -> list[str]:
    """Which of these indexes are in none of the plans."""
    plans = "\n".join(line for one in asking for line, _said in plans_of(one))
    return [one for one in names.split() if not re.search(rf"INDEX ix_{one}\b", plans)]


@pytest.mark.parametrize(("who", "path"), PAGES, ids=[" ".join(one) for one in PAGES])
def test_a_page_is_answered_by_the_indexes_that_are_kept_for_it(office, who, path):
    browser = getattr(Cast(office), who).browser()

    def opened() -> None:
        assert browser.get(path).status_code == 200

    assert _lacking(PAGES[who, path], opened) == []


COMING = "arrivals_paper incoming_documents_message readers_paper"
HEARD = "deliveries_document letters_document"


def test_so_is_what_a_letter_asks_that_comes_in(office):
    lan = Cast(office).lan
    assert _lacking(COMING, lambda: _comes_in(lan)) == []
    assert _lacking(HEARD, lambda: hand_in(lan, status("03", "x"))) == []


def _comes_in(lan: Hand) -> None:
    assert hand_in(lan, envelope()).status_code == 202
    path = f"/incoming/{papers()[-1].id}"
    lan.browser().get(path)
    ok(lan.does(path, "register", {"reason": "Đã gọi hỏi nơi gửi"}))


EACH_SECOND = "deliveries_alarm incoming_documents_unjudged scans_due"
EACH_MINUTE = "desks_due"


def test_so_is_what_is_looked_for_all_the_time(office):
    assert _lacking(EACH_SECOND, judge, *rota.unceasing_acts()) == []
    day = now() - dt.timedelta(1), now()
    assert _lacking(EACH_MINUTE, lambda: passed(Desk.due_at, *day)) == []


OF_ONE = "exception_records_outgoing_id outgoing_documents_public signatures_outgoing_id"
CHOSEN, IN_A_FILE = "outgoing_documents_list", "case_file_items_case_file_id"
OFFERED = "incoming_documents_list"


def test_so_is_a_paper_that_was_signed_its_recipients_and_what_lies_in_a_file(office):
    lan, nam = Cast(office).lan, Cast(office).nam
    paper = db.session.scalars(select(OutgoingDocument).limit(1)).one()
    pages, clerk = (f"/outgoing/{paper.id}", f"/verify/{paper.public_id}"), lan.browser()
    assert _lacking(OF_ONE, *(partial(clerk.get, one) for one in pages)) == []
    assert _lacking(CHOSEN, lambda: _written_to(lan.actor)) == []
    assert _lacking(OFFERED, lambda: issuers(lan.actor, "")) == []
    assert _lacking(IN_A_FILE, partial(nam.browser().get, keeping.opened(nam))) == []


BY_A_KEY = (
    "case_files_line_id case_files_unit earlier_documents_kept_by_id earlier_documents_takeover_id "
    "register_rows_volume_id scans_name schedule_entries_week signatures_about "
    "signatures_certificate tasks_notice_id tasks_parent"
)
"""What belongs to one thing, as one line of a plan, one unit, one book: sought by its key."""
OF_THE_OTHER = "read_log_at"
"""What PostgreSQL alone takes: days long ago, of all that was ever opened."""
SEEN = (
    COMING, HEARD, EACH_SECOND, EACH_MINUTE, OF_ONE, CHOSEN, OFFERED, IN_A_FILE, BY_A_KEY,
    OF_THE_OTHER,
)  # fmt: skip


def test_no_index_of_a_big_table_is_kept_that_nobody_is_seen_to_ask_for():
    """A new one stands here with its question; one that is gone stands here no more."""
    told = " ".join((*PAGES.values(), *SEEN)).split()
    kept = {index.name for name in TABLES for index in Base.metadata.tables[name].indexes}
    assert kept == {f"ix_{name}" for name in told}
