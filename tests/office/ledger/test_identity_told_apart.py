"""At /verify: whole, trusted and known are three things; a public authority's name is a claim."""

import html

import pytest
from flask import Flask

from server.files import store
from server.ledger.identities import identity
from tests.office import papers
from tests.office.citizen import ask, office_for_strangers
from tests.office.ledger.test_checking_roots import folder, laid  # noqa: F401
from tests.office.ledger.test_verify_page import document
from tests.signing import abroad
from tests.signing.abroad import Certified

UNKNOWN = "Không có trong danh bạ ở đây: tên do nơi cấp chứng thư xác nhận."
HUYEN = "Ủy ban nhân dân huyện Hoằng Hóa"


def said(kind: str = "other", **who: str) -> dict:
    return {"kind": kind, "certificate": {"subject": "", "organisation": "", "sha256": ""} | who}


def test_our_own_paper_bears_certificates_that_signed_here(one_app: Flask) -> None:
    paper = document(papers.dispatched(office_for_strangers(one_app)))
    text = html.unescape(ask(one_app.test_client(), store().fetch(paper.file_sha256)).text)
    assert f"Chứng thư đã dùng để ký ở đây: {paper.agency.name}." in text
    assert f"Chứng thư đã dùng để ký ở đây: {paper.signer.full_name}." in text


@pytest.mark.usefixtures("laid")
def test_under_a_public_root_a_strangers_paper_is_whole_and_trusted_and_nobodys_here(
    one_app: Flask,
) -> None:
    office_for_strangers(one_app)
    text = html.unescape(ask(one_app.test_client(), abroad.signed(abroad.signer(Certified()))).text)
    assert "Không bị sửa sau khi ký" in text
    assert "không nằm trong danh sách tin cậy" not in text
    assert UNKNOWN in text


def test_a_certificate_in_an_agencys_name_that_never_signed_here_is_not_taken_for_its(
    one_app: Flask,
) -> None:
    """Without marks and in capitals, as certificates bear names (§7.4 e)."""
    with one_app.test_request_context("/verify"):
        told = identity(said(subject="UY BAN NHAN DAN HUYEN HOANG HOA"))
        assert told.startswith(f"Tên trùng với {HUYEN} trong danh bạ")
        assert "chưa từng ký ở đây" in told
        assert identity(said(subject="Nguyễn Văn Ai Đó")) == UNKNOWN
        assert identity(said("timestamp", subject="TSA")) == ""
