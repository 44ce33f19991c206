"""Every page among many papers: what it asks of each database walks no big table (DESIGN §8).

The plans are read, not the clock: noise cannot hide a scan. PostgreSQL is told to walk a table
only where no index would do, as it would among a million.
"""

import datetime as dt
import re
from collections.abc import Iterator, Set
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, event, func, insert, select
from sqlalchemy.exc import NoResultFound

from server.clock import now
from server.database import db, transaction
from server.demo import loader_bulk
from server.demo.loader_rows import settle
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.documents.delivery.models import Delivery
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.exchange import following
from server.exchange.troubled import WAITING, troubled
from tests import services, world
from tests.cast import Cast
from tests.demo import sent
from tests.demo.asked import AUDITED, OWED, PAGES, REPORTS
from tests.demo.explained import SCANS, plans_of

MANY = 8_000
WHO = ("lan", "minh", "hoa", "nam", "cv_xa")
OF_HIS_OFFICE = (("son", AUDITED), ("thu", OWED), ("minh", OWED))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def heap(request, tmp_path_factory, people_home) -> Iterator[Flask]:
    """An office with eight thousand old papers, on each database."""
    home = tmp_path_factory.mktemp("plans")
    if request.param == "sqlite":
        with world.office(home, people_home) as app:
            yield _filled(app)
        return
    template = request.getfixturevalue("people_database")
    server = request.getfixturevalue("postgres_server")
    name = template.rsplit("/", 1)[1].split("?")[0]
    with services.database(server, name) as url, world.office(home, people_home, url) as app:
        yield _filled(app)


def _filled(app: Flask) -> Flask:
    app.testing = True
    with app.app_context():
        loader_bulk.load_bulk(MANY)
        _issue(Cast(app))
        db.session.remove()
    return app


def _issue(cast: Cast) -> None:
    """Old documents that went out, as many as a planner takes seriously."""
    actor = cast.minh.actor
    day = db.session.execute(select(func.max(IncomingDocument.registered_on))).scalar_one()
    who = {"drafter_id": actor.person_id, "signer_id": actor.person_id}
    posts = {"drafter_post_id": actor.position_id, "signer_post_id": actor.position_id}
    common = who | posts | {"agency_id": actor.agency_id, "capacity": "TM", "public_id": "x"}
    rows = [
        common | {"id": n, "state": "DISPATCHED", "version": 1, "subject": "V/v đê", "series": "CV",
                  "year": day.year, "number": n, "issued_on": day - dt.timedelta(n % 900)}
        for n in range(1, 3_000)
    ]  # fmt: skip
    with transaction() as session:
        session.execute(insert(OutgoingDocument), rows)
    settle()


@pytest.mark.parametrize("who", WHO)
def test_no_page_walks_a_big_table(heap, who):
    with heap.app_context(), heap.test_request_context():
        paper = _readable(getattr(Cast(heap), who).actor)
        browser = getattr(Cast(heap), who).browser()
    told = []
    for path in (*PAGES, *REPORTS):
        place = path.format(**paper)
        with heap.app_context():
            told += [f"{place}: {one}" for one in _scans(browser, place)]
    assert told == []


@pytest.mark.parametrize(("who", "pages"), OF_HIS_OFFICE, ids=[who for who, _ in OF_HIS_OFFICE])
def test_nor_does_one_that_only_he_opens(heap, who, pages):
    """The auditor's room, and what the units owe the archive."""
    with heap.app_context(), heap.test_request_context():
        paper = _readable(getattr(Cast(heap), who).actor)
        browser = getattr(Cast(heap), who).browser()
    with heap.app_context():
        places = [path.format(**paper) for path in pages]
        told = [f"{place}: {one}" for place in places for one in _scans(browser, place, {200})]
    assert told == []


def _readable(actor) -> dict[str, Any]:
    """The newest paper that may be read, and the year and the last quarter of the heap."""
    row = db.session.execute(
        select(IncomingDocument.id, IncomingDocument.year, IncomingDocument.registered_on)
        .order_by(IncomingDocument.id.desc())
        .limit(1)
    ).one()
    first = row.registered_on - dt.timedelta(91)
    quarter = f"first={first}&last={row.registered_on}"
    year_long = f"first={row.registered_on - dt.timedelta(365)}&last={row.registered_on}"
    return {"id": row.id, "year": row.year, "quarter": quarter, "year_long": year_long}


ANSWERED = frozenset({200, 403, 404})


def _scans(browser, path: str, answered: Set[int] = ANSWERED) -> list[str]:
    """The lines of plans that go through a whole table, of all that the page asks."""
    seen, plans = SCANS[db.engine.dialect.name], _plans(browser, path, answered)
    return [f"{line} in {said[:3000]}" for line, said in plans if seen.search(line)]


def _plans(browser, path: str, answered: Set[int] = ANSWERED) -> list[tuple[str, str]]:
    """Each line of a plan with its statement, of all that the page asks."""

    def opened() -> None:
        assert browser.get(path).status_code in answered, path

    return plans_of(opened)


OF_A_QUARTER = {"sqlite": "told", "postgresql": "told|issued"}
"""PostgreSQL takes the days of issue alone, where nearly all papers are one agency's."""
TOLD = (
    ("incoming", "registered_on", "/board"),
    ("incoming", "registered_on", "/reports?{quarter}"),
    ("incoming", "registered_on", "/reports/incoming?{quarter}"),
    ("incoming", "registered_on", "/reports?of=below&{year_long}"),
    ("outgoing", "issued_on BETWEEN", "/reports?of=below&{year_long}"),
    ("outgoing", "issued_on BETWEEN", "/reports?of=outgoing&{quarter}"),
    ("outgoing", "issued_on BETWEEN", "/reports/outgoing?{quarter}&outcome=sent_late"),
)


@pytest.mark.parametrize(("of", "by", "path"), TOLD)
def test_a_report_chooses_by_the_one_index_that_holds_all_it_asks(heap, of, by, path):
    with heap.app_context(), heap.test_request_context():
        place = path.format(**_readable(Cast(heap).minh.actor))
        browser = Cast(heap).minh.browser()
        if "below" in path and db.engine.dialect.name == "postgresql":
            pytest.skip("of communes with few papers its planner takes any of their indexes")
    with heap.app_context():
        told = [(line, said) for line, said in _plans(browser, place) if by in said]
        index = re.compile(rf"ix_{of}_documents_({OF_A_QUARTER[db.engine.dialect.name]})")
        said = [line for line, _ in told if index.search(line)]
    assert len(said) == len({statement for _, statement in told}) > 0


RARE = (
    "/incoming?state=RETURNED", "/incoming?doc_type=Bản ghi nhớ",
    "/incoming?q=bao cao&state=RETURNED",
    "/search?q=bao cao&issued_to=1999-01-01", "/registers/in/{year}?q=xyzxyz",
    "/registers/in/{year}?code=xq", "/registers/in/{year}?code=9999999",
    "/api/v1/incoming?issuer=xyzxyz",
)  # fmt: skip


@pytest.mark.parametrize("path", RARE)
def test_what_few_papers_meet_is_not_asked_of_all_that_a_clerk_may_read(heap, path):
    """By the steps of SQLite's machine: a plan does not tell how far an index is walked."""
    with heap.app_context(), heap.test_request_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("SQLite counts its steps")
        year, browser = _readable(Cast(heap).lan.actor)["year"], Cast(heap).lan.browser()
    with heap.app_context():
        assert _steps(browser, path.format(year=year)) < 5 * MANY


def test_what_waits_for_a_clerk_is_sought_by_its_state(heap):
    """On every page of hers, for the number on the rail: else every delivery of years is read."""
    with heap.app_context(), heap.test_request_context():
        sent.all_finished(Cast(heap))
        lan = Cast(heap).lan.browser()
    for path in ("/exchange", "/exchange?state=silent", "/exchange?state=late"):
        with heap.app_context():
            plans = [line for line, _said in _plans(lan, path)]
        told = [
            one + below if "Index Cond" in below else one
            for one, below in pairwise(plans)
            if BY_AGENCY in one
        ]
        assert told and [one for one in told if "state" not in one] == [], path
        assert any("ix_letters_updates" in line for line in plans), path


BY_AGENCY = "ix_deliveries_agency"


def test_what_is_sent_once_more_is_found_among_the_letters_of_its_document(heap):
    """“Gửi lại” of one delivery among the letters of years; and what the machine sends again by
    itself, among those that are on their way."""
    with heap.app_context(), heap.test_request_context():
        sent.all_finished(Cast(heap))
        one, lan = db.session.scalars(select(Delivery).limit(1)).one(), Cast(heap).lan.actor
        waiting = troubled(lan, WAITING)
        plans = [*plans_of(lambda: _sent_before(one)), *plans_of(lambda: _found(waiting))]
        seen = SCANS[db.engine.dialect.name]
    assert plans and [line for line, _said in plans if seen.search(line)] == []


def _sent_before(delivery: Delivery) -> None:
    """Of these letters none is its own."""
    with suppress(NoResultFound):
        following._letter(delivery)


def _found(asked: Select[Any]) -> None:
    assert db.session.scalars(asked).all() == []


ASKED = 2_000


def test_requests_to_read_files_are_few_and_are_walked_without_an_index(heap):
    """Each was typed by somebody for one file (§9). Who reads none of them has all walked, from the
    newest on, by two looks each: what a district asks in years costs some milliseconds, so it is
    no big table, and no index is kept for it."""
    with heap.app_context(), heap.test_request_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("SQLite counts its steps")
        _ask(Cast(heap))
        nam = Cast(heap).nam.browser()
    with heap.app_context():
        assert _steps(nam, "/casefiles/access") < 100 * ASKED


def _ask(cast: Cast) -> None:
    """Of files that Nam does not read, as many as nobody will ask for."""
    tckh, actor = cast.tckh.actor, cast.minh.actor
    with transaction() as session:
        case = CaseFile(
            agency_id=tckh.agency_id, unit_id=tckh.unit_id, state="OPEN", version=1, code="99.TCKH",
            year=2026, subject="Hồ sơ ngân sách", opened_on=now().date(),
        )  # fmt: skip
        session.add(case)
        session.flush()
        common = {
            "case_file_id": case.id, "person_id": actor.person_id, "stage": "ASKED",
            "position_id": actor.position_id, "name": "Minh", "post": "Chủ tịch",
            "purpose": "Đối chiếu", "asked_at": now(), "until": now(),
        }  # fmt: skip
        session.execute(insert(AccessRequest), [common] * ASKED)


def _steps(browser, path: str) -> int:
    """How many steps of SQLite's machine the page takes, to the nearest hundred a statement."""
    ticks: list[int] = []

    def listen(connection, _cursor, _statement, *_rest) -> None:
        base = connection.connection.driver_connection
        base.set_progress_handler(lambda: ticks.append(1), 100)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        assert browser.get(path).status_code == 200, path
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(ticks) * 100
