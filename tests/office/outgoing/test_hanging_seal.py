"""Minh heads a team that may not use the district's seal: Lan hangs it over the team's name.

Dấu treo (article 33.1c, d): nothing is stamped at the signature, number and date come with it.
"""

import html

import pytest
from flask import Flask

import signing
from server.admin.organisation import bodies
from server.documents.outgoing import printing
from server.documents.outgoing.handed import placing
from server.exchange.carrier import carry
from server.files import store
from server.office import office
from server.uploads.handed.layout_pdf import describe_pdf
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import kien
from tests.office.front.clicking import Desk
from tests.office.ledger.findings import found
from tests.office.outcome import line_of
from tests.office.outgoing.desk import paper_of
from tests.office.outgoing.files import hands_in, letter
from tests.office.papers import ok
from workflows.layout import Described, Picture, Verdict, judge

TEAM = bodies.Body(
    name="Tổ công tác triển khai Đề án 06 huyện Hoằng Hóa",
    short_name="Tổ công tác",
    abbreviation="TCT",
    decision_code="812/QĐ-UBND",
    may_use_seal=False,
    members=("chutich.huyen: Tổ trưởng", "truongphong.huyen: Tổ phó"),
)
PLAN = {"in_name_of": "TCT", "doc_type": "Kế hoạch", "to": ["hoangphu"], "for_info": ["huyen"]}


IN_THEIR_WORDS = {
    "superior": "UBND huyện Hoằng Hóa", "agency": TEAM.name, "notation": "TCT-VHTT",
    "authority": ("TM. TỔ CÔNG TÁC", "TỔ TRƯỞNG"),
}  # fmt: skip


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    cast = Cast(one_app)
    bodies.settle(kien(), "huyen", TEAM)
    return cast


def seen(path: str) -> Described:
    return describe_pdf(store().fetch(paper_of(path).file_sha256), ours=True)


def reds(path: str) -> list[Picture]:
    return [one for one in seen(path).pictures if one.colour == "red"]


def verdict_of(path: str, rule: str) -> Verdict:
    return next(one.verdict for one in judge(seen(path)) if one.rule == rule)


def test_from_draft_to_the_copy_that_the_commune_has(cast: Cast):
    """Signed by its head, numbered in its own book, sealed by the agency's clerk."""
    path = papers.drafted(cast, **PLAN)
    assert cast.nam.sees(path)["seal_hangs"] is True
    path = papers.dispatched(cast, **PLAN)
    paper, line = paper_of(path), line_of(path)
    assert (paper.code, line.book, line.signer) == ("01/KH-TCT", "OUT:TCT", "Trịnh Quang Minh")
    said = signing.verify(
        store().fetch(paper.file_sha256), signing.Trust.of([office().cabinet.keys])
    )
    assert (said.word, said.fields["SoVB"]) == ("VALID", "01")
    assert said.fields["NgayVB"].startswith("ngày ")
    (seal,) = (
        one for one in cast.nam.sees(f"{path}/history")["items"] if one["transition"] == "seal"
    )
    assert seal["reason"] == f"Dấu treo trên tên {TEAM.name}"
    carry()
    letter = cast.dao.sees("/incoming")["items"][0]
    got = cast.dao.sees(f"/incoming/{letter['id']}")
    assert (got["verdict"], got["code"]) == ("VALID", "01/KH-TCT")
    assert got["files"][0]["sha256"] == paper.file_sha256
    assert found() == []


def test_the_sealed_page_has_the_seal_over_the_name_and_none_at_the_signature(cast: Cast):
    """And over his name nothing of what he is in the agency (II.7c)."""
    path = papers.sealed(cast, **PLAN)
    assert printing.sheet_of(paper_of(path)).post == ""
    page = seen(path)
    (red,) = reds(path)
    name = next(one for one in page.blocks if one.text.startswith("TỔ CÔNG TÁC"))
    left, top, right, bottom = name.place.box
    assert red.page == 1 and red.box[0] < left < red.box[2] < (left + right) / 2
    assert red.box[1] < top and bottom < red.box[3]
    assert verdict_of(path, "FMT-20") is verdict_of(path, "FMT-22") is Verdict.PASS
    assert {one.rule for one in judge(page) if one.verdict is Verdict.FAIL} <= {"TXT-05"}


def test_lan_reads_before_she_seals_where_the_seal_goes_and_nam_in_whose_name_it_may(cast: Cast):
    path = papers.signed(cast, **PLAN)
    for name in ("number", "register"):
        ok(cast.lan.does(path, name))
    page = html.unescape(Desk(cast.lan).opens(path))
    assert f"đóng treo trên tên {TEAM.name} ở đầu trang, không đóng lên chữ ký" in page
    assert "dấu treo của UBND huyện Hoằng Hóa" in page
    editor = html.unescape(cast.nam.browser().get("/outgoing/new").text)
    assert f"{TEAM.name} (dấu treo)" in editor


def test_of_a_draft_that_came_as_a_file_it_hangs_above_the_number(cast: Cast):
    mine = {name: said for name, said in PLAN.items() if name != "doc_type"}
    path = f"/outgoing/{ok(hands_in(cast.nam, letter(**IN_THEIR_WORDS), **mine))['id']}"
    number = paper_of(path).current.fields["places"]["number"]
    _page, left, low, right, high = placing.seal_hung(number)
    assert 0 <= left < right < number[1] and low < number[2] < number[4] < high
    ok(cast.nam.does(path, "submit"))
    for hand, step in (
        (cast.hoa, "content_check"),
        (cast.mai, "form_check"),
        (cast.minh, "approve"),
    ):
        ok(hand.does(path, step))
    ok(cast.minh.does(path, "sign", {"pin": cast.pin}))
    for step, key in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, step, key))
    assert reds(path)[0].box[2] == pytest.approx(right, abs=1)
    assert verdict_of(path, "FMT-22") is Verdict.PASS


def test_one_that_may_use_it_has_it_at_the_signature(cast: Cast):
    path = papers.drafted(cast, **PLAN | {"in_name_of": "BCĐ"})
    paper = paper_of(path)
    assert (paper.seal_hangs, cast.nam.sees(path)["seal_hangs"]) == (False, False)
    assert not printing.sheet_of(paper).seal_hangs and printing.sheet_of(paper).post
