"""What was issued shows who signed as he was called then, whatever he is called since (§2.4)."""

import html

import pytest
from flask import Flask

from server.admin.staff import people
from server.archive.metadata import _went
from server.clock import today
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import kien
from tests.office.outcome import line_of
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok

OLD, NEW = "Trịnh Quang Minh", "Trịnh An Minh"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def renamed() -> None:
    people.rename(kien(), "chutich.huyen", full_name=NEW, valid_from=today())


def test_what_minh_signed_bears_his_old_name_on_its_page_and_in_the_archive(cast: Cast):
    path = papers.dispatched(cast)
    renamed()
    page = html.unescape(cast.lan.browser().get(path).text)
    assert f"{OLD}, Chủ tịch (TM)" in page
    assert _went(paper_of(path))["SignerInfo"] == {"Position": "Chủ tịch", "FullName": OLD}


def test_what_he_signed_in_the_morning_is_registered_and_sent_under_the_name_on_it(cast: Cast):
    path = papers.signed(cast)
    renamed()
    for step in ("number", "register"):
        ok(cast.lan.does(path, step))
    assert line_of(path).signer == OLD


def test_what_he_has_not_approved_yet_is_under_his_new_one(cast: Cast):
    path = papers.drafted(cast)
    renamed()
    assert NEW in html.unescape(cast.nam.browser().get(path).text)
