"""What Nam typed is found by its words, as the pages are that came from elsewhere."""

from importlib import import_module

from sqlalchemy import delete

from server.database import db
from server.documents.outgoing.drafts import drafting
from server.finding.models import SearchText
from server.papers.services import Ref
from tests.office.casefiles import keeping
from tests.office.front.test_search import found, lines, opened
from tests.office.outcome import id_of
from tests.office.outgoing import desk

FILLING = import_module("server.migrations.versions.0113_what_was_typed_is_found_by_its_words")
BODY = ["Đê tả sông Mã sạt lở 40 mét tại thôn Hồng Kỳ.", "Đề nghị các xã trực ban 24/24 giờ./."]
WORDS = "sat lo hong ky"


def test_a_draft_is_found_by_what_stands_in_it_and_the_line_shows_where(cast):
    path = desk.drafted(cast, body=BODY)
    assert found(cast.nam, q=WORDS) == [("outgoing", id_of(path))]
    page = opened(cast.nam, q="sạt lở")
    assert lines(page) == [path]
    assert "<mark>sạt lở</mark> 40 mét" in page
    assert found(cast.dao, q=WORDS) == [], "who may not read the draft finds no word of it"


def test_its_grounds_are_searched_and_what_its_template_asks(cast):
    decree = "Nghị định số 66/2021/NĐ-CP về phòng, chống thiên tai"
    by_bases = desk.drafted(cast, doc_type="Quyết định", subject="Về việc trực ban", bases=[decree])
    invited = {"time": "14 giờ", "place": "Nhà văn hóa thôn Hồng Kỳ"}
    desk.drafted(cast, doc_type="Giấy mời", subject="Giấy mời họp", details=invited)
    assert found(cast.nam, q="chống thiên tai") == [("outgoing", id_of(by_bases))]
    assert len(found(cast.nam, q="van hoa thon hong ky")) == 1


def test_what_was_taken_out_of_the_text_is_not_found_any_more(cast):
    path = desk.drafted(cast, body=BODY)
    said = {"body": ["Đề nghị các xã kiểm tra kè biển./."]}
    drafting.edit(cast.nam.actor, Ref(id_of(path)), fields=said)
    assert found(cast.nam, q=WORDS) == []
    assert found(cast.nam, q="ke bien") == [("outgoing", id_of(path))]


def test_it_stays_so_when_it_is_signed_sealed_and_sent(cast):
    path = desk.signed(cast, body=BODY)
    assert found(cast.minh, q=WORDS) == [("outgoing", id_of(path))]


def test_an_office_of_before_finds_what_it_had_typed(cast):
    path, before = desk.drafted(cast, body=BODY), [*db.session.query(SearchText)]
    kept = {(one.id, one.folded, one.marked) for one in before}
    keeping.opened(cast.nam, title="Hồ sơ đê điều", code="08.VHTT")
    db.session.execute(delete(SearchText))
    FILLING.fill(db.session.connection())
    FILLING.fill(db.session.connection())
    db.session.commit()
    assert {(one.id, one.folded, one.marked) for one in db.session.query(SearchText)} == kept
    assert found(cast.nam, q=WORDS) == [("outgoing", id_of(path))]
