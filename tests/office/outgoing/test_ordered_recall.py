"""Minh orders a recall by a document of the registers; only another agency's is typed (OUT-T17)."""

import re

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.sending.ordering import RecallOrder
from tests.office.front.clicking import Desk
from tests.office.incoming import desk as coming
from tests.office.outcome import change, id_of, refused, state_of
from tests.office.outgoing import desk
from tests.office.papers import ok

WHY = {"reason": "Sai số liệu"}


def gone(cast, **more) -> str:
    path = desk.as_sealed(cast, **more)
    ok(cast.lan.does(path, "dispatch"))
    return path


def code_of(path: str) -> str:
    return desk.paper_of(path).code


def test_by_a_document_of_ours_and_each_shows_the_other(cast):
    path, order = gone(cast), gone(cast, subject="V/v thu hồi văn bản")
    said = WHY | {"order": order.strip("/")}
    assert cast.minh.does(path, "recall", said).status_code == 202
    page = cast.lan.browser().get(path).text
    assert f'<a href="{order}">{code_of(order)}</a>' in page, "she opens it before she executes"
    thing = ok(cast.lan.does(path, "recall"))
    assert (thing["state"], thing["recalled_by"]) == ("RECALLED", order.strip("/"))
    assert f'href="{order}"' in cast.minh.browser().get(path).text
    page = cast.minh.browser().get(order).text
    assert "Theo văn bản này đã thu hồi" in page and f'<a href="{path}">{code_of(path)}</a>' in page
    lines = ok(cast.lan.asks("GET", f"/registers/out/{desk.paper_of(path).year}"))["items"]
    (line,) = (it for it in lines if it["code"] == code_of(path))
    assert f"Thu hồi theo {code_of(order)}" in str(line)


def test_by_what_came_from_above_and_stands_in_the_book(one_cast):
    path, order = gone(one_cast), coming.presented(one_cast)
    said = WHY | {"order": order.strip("/")}
    assert one_cast.minh.does(path, "recall", said).status_code == 202
    ok(one_cast.lan.does(path, "recall"))
    assert f'href="{order}"' in one_cast.lan.browser().get(path).text
    assert f'href="{path}"' in one_cast.minh.browser().get(order).text


def test_what_is_no_order_is_refused_at_its_entry(one_cast):
    cast = one_cast
    path, draft, unread = gone(cast), desk.submitted(cast), desk.drafted(cast, by="cv_tckh")
    arrived = coming.arrived(cast, electronic=True)
    for order, no in (
        (path, "order_is_itself"), (draft, "order_is_not_issued"), (unread, "unknown_order"),
        (arrived, "unknown_order"), ("/outgoing/999999", "unknown_order"),
    ):  # fmt: skip
        said = refused(cast.minh.does(path, "recall", WHY | {"order": order.strip("/")}), no)
        assert [it["field"] for it in said["errors"]] == ["order"]
    refused(cast.minh.does(path, "recall", WHY | {"order": "meetings/1"}), "invalid")
    refused(cast.minh.does(path, "recall", WHY), "has_order")
    assert state_of(path) == "DISPATCHED"


def test_a_code_of_our_own_register_is_chosen_there_and_not_typed(one_cast):
    cast = one_cast
    path, order = gone(cast), gone(cast, subject="V/v thu hồi văn bản")
    typed = WHY | {"order_code": code_of(order)}
    no = refused(cast.minh.does(path, "recall", typed), "order_is_in_register")
    assert code_of(order) in no["detail"]
    typed["order_code"] += " của UBND tỉnh Thanh Hóa"
    assert cast.minh.does(path, "recall", typed).status_code == 202
    assert ok(cast.lan.does(path, "recall"))["recalled_by"] is None


def test_another_order_takes_the_place_of_one_that_was_taken_back(one_cast):
    cast = one_cast
    path, order = gone(cast), gone(cast, subject="V/v thu hồi văn bản")
    assert cast.minh.does(path, "recall", WHY | {"order": order.strip("/")}).status_code == 202
    ok(cast.minh.asks("POST", f"{path}/actions/recall/withdraw"))
    assert cast.minh.sees(path)["recalled_by"] is None
    assert cast.minh.does(path, "recall", WHY | {"order_code": "7/CT của tỉnh"}).status_code == 202
    db.session.rollback()
    assert db.session.get(RecallOrder, id_of(path)) is None


def test_on_his_page_he_picks_it(one_cast):
    cast = one_cast
    path, order = gone(cast), gone(cast, subject="V/v thu hồi văn bản")
    at = Desk(cast.minh)
    page = at.opens(path)
    assert f'<option value="{order.strip("/")}">{code_of(order)} – ' in page
    assert re.search(r'<input[^>]*name="order_code"[^>]*>', page)
    at.sends(f"{path}/recall", page=path, order=order.strip("/"), **WHY)
    ok(cast.lan.does(path, "recall"))
    assert cast.lan.sees(path)["recalled_by"] == order.strip("/")


def test_who_may_not_read_the_order_is_not_led_there(one_cast):
    cast = one_cast
    path, order = gone(cast), coming.presented(cast)
    change(IncomingDocument, {"id": id_of(order)}, notation="MẬT-RIÊNG")
    cast.minh.does(path, "recall", WHY | {"order": order.strip("/")})
    ok(cast.lan.does(path, "recall"))
    assert f'href="{order}"' not in cast.nam.browser().get(path).text
    assert cast.nam.sees(path)["recalled_by"] is None
