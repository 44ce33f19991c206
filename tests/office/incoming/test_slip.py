"""Phiếu giải quyết văn bản đến as Annex IV VII has it: three opinions, in their order."""

import pytest

from server.clock import today
from server.documents.incoming import slip
from server.documents.incoming.models import IncomingDocument
from server.typesetting.listing import Listing
from server.uploads import inspect
from tests.office.incoming import desk
from tests.office.papers import ok
from workflows.dates import written

TODAY = written(today())
FREE = "Ngày ..... tháng ..... năm ........."


def _slip(path: str) -> Listing:
    return slip.slip_of(desk.paper_of(path))


def _parts(path: str) -> list[tuple[str, ...]]:
    return [texts for _heading, texts in _slip(path).parts]


def test_it_names_the_document_as_the_template_has_it(one_cast):
    sheet = _slip(desk.registered(one_cast))
    (named,) = sheet.under
    paper = f"(Công văn số 1250/UBND-VX {TODAY} của UBND tỉnh Thanh Hóa "
    assert named.startswith(paper) and named.endswith(")")
    assert sheet.dated == f"Hoằng Hóa, {TODAY}"
    assert [heading for heading, _texts in sheet.parts] == [
        "1. Ý kiến của lãnh đạo cơ quan, tổ chức",
        "2. Ý kiến của lãnh đạo đơn vị",
        "3. Ý kiến đề xuất của người giải quyết",
    ]


def test_what_nobody_has_written_yet_is_left_free_for_a_pen(one_cast):
    assert all(texts[-1] == FREE for texts in _parts(desk.presented(one_cast)))


def test_each_says_what_he_ordered_gave_and_proposed_with_his_day(one_cast):
    path = desk.directed(one_cast, cooperate=["tckh"], for_information=["noivu"])
    due = f"{desk.day(10):%d/%m/%Y}"
    leader, head, officer = _parts(path)
    assert leader == (
        "Giao Phòng VH-TT chủ trì.",
        f"- Giao chủ trì: Phòng Văn hóa và Thông tin, thời hạn {due}.",
        f"- Phối hợp: Phòng Tài chính - Kế hoạch, thời hạn {due}.",
        "- Để biết: Phòng Nội vụ.",
        f"{one_cast.minh.actor.name}, {one_cast.minh.actor.post}, {TODAY}",
    )
    assert head[-1] == officer[-1] == FREE
    to = {"person": one_cast.nam.account, "due_at": desk.day(7).isoformat()}
    ok(one_cast.hoa.does(path, "assign", to))
    ok(one_cast.nam.does(path, "start"))
    ok(one_cast.tckh.does(path, "contribute", {"text": "Nhất trí."}))
    ok(one_cast.nam.does(path, "propose_close", {"no_reply_reason": "Chỉ để thực hiện."}))
    _leader, head, officer = _parts(path)
    assert head == (
        f"- Giao cho: {one_cast.nam.actor.name}, thời hạn {desk.day(7):%d/%m/%Y}.",
        f"{one_cast.hoa.actor.name}, {one_cast.hoa.actor.post}, {TODAY}",
    )
    assert officer == (
        "- Phòng Tài chính - Kế hoạch góp ý: Nhất trí.",
        f"{one_cast.tckh.actor.name}, {TODAY}",
        "- Chỉ để thực hiện.",
        f"{one_cast.nam.actor.name}, {one_cast.nam.actor.post}, {TODAY}",
    )


def test_a_further_directive_stands_under_the_first(one_cast):
    path = desk.directed(one_cast)
    new = {"text": "Chuyển Phòng Nội vụ.", "lead": "noivu", "reason": "Đúng chức năng."}
    ok(one_cast.minh.does(path, "redirect", new))
    leader, head, _officer = _parts(path)
    assert leader.index("Giao Phòng VH-TT chủ trì.") < leader.index("Chuyển Phòng Nội vụ.")
    assert head[-1] == FREE


def test_minh_opens_it_from_the_page_and_prints_it(one_cast):
    path = desk.directed(one_cast)
    browser = one_cast.minh.browser()
    assert f'href="{path}/slip.pdf"' in browser.get(path).text
    got = browser.get(f"{path}/slip.pdf", buffered=True)
    assert (got.status_code, got.mimetype) == (200, "application/pdf")
    (text,) = inspect(got.data, "a.pdf").text
    for words in ("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "UBND-VX", "Giao chủ trì: Phòng Văn hóa"):
        assert words in text


@pytest.mark.parametrize("state", ["QUARANTINED", "PURGED", "REARRANGED"])
def test_of_what_may_be_a_secret_there_is_none_even_for_lan(one_cast, state):
    paper = desk.paper_of(desk.registered(one_cast))
    assert slip.has_one(paper)
    assert not slip.has_one(IncomingDocument(state=state, arrival_no=paper.arrival_no))


def test_before_the_register_there_is_none(one_cast):
    path = desk.arrived(one_cast)
    assert "slip.pdf" not in one_cast.lan.browser().get(path).text
    assert one_cast.lan.browser().get(f"{path}/slip.pdf").status_code == 404
