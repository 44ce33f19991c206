"""Kiểm tra thể thức: of a draft, of any file, and by a program."""

import io

import pytest

from tests.cast import Cast
from tests.office.outcome import refused
from tests.office.outgoing import desk
from tests.uploads.layout_docx import docx


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def _asks(hand, path, data, name):
    return hand.asks("POST", path, data={"file": (io.BytesIO(data), name)})


def test_nam_sees_his_page_with_its_faults_marked(cast):
    path = desk.drafted(cast, body=["Vận động nhân dân tham gia.", "Theo Khoản 2 Điều 3."])
    page = cast.nam.browser().get(f"{path}/layout").text
    assert "“nhân dân”: viết hoa “Nhân dân”." in page
    assert 'id="mark-1"' in page and "<rect" in page
    assert "Phụ lục II, Mục V.1" in page


def test_submitting_asks_for_a_reason_only_where_a_rule_is_broken(cast):
    good, broken = desk.drafted(cast), desk.drafted(cast, subject="CÔNG VĂN v/v họp")
    browser = cast.nam.browser()
    assert 'name="waive"' not in browser.get(good).text
    page = browser.get(broken).text
    assert 'name="waive"' in page and "FMT-17: Trích yếu công văn" in page


def test_a_program_hears_every_rule(cast):
    said = _asks(cast.nam, "/layout", docx(signer="LÊ VĂN MINH"), "a.docx").get_json()
    verdicts = {one["rule"]: one["verdict"] for one in said["results"]}
    assert (verdicts["FMT-21"], verdicts["FMT-10"]) == ("fail", "pass")
    assert verdicts["FMT-22"] == "uncheckable"


def test_a_picture_has_no_layout_to_check(cast):
    refused(_asks(cast.nam, "/layout", b"\x89PNG\r\n\x1a\n", "a.png"), "file_broken")
