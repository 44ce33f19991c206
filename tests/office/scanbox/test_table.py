"""The table on which Lan sees the leaves of her scans, and a program's way to the same."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from server.database import db
from server.scanbox import binding, table
from server.scanbox.models import Leaf
from tests.cast import Cast
from tests.office.scanbox.conftest import ScanBox
from tests.office.scanbox.stacks import STACK, scanned, work
from tests.uploads.test_bindings import stack
from workflows import Refused


def test_a_page_that_breaks_its_reader_lies_there_without_a_picture(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, asked = scanned(cast), []

    def ask(_data: bytes, _name: str, _task: str, first: int) -> dict[str, Any]:
        asked.append(first)
        if first == 1:
            raise Refused("file_broken", "file")
        return {"blank": [False], "files": [b"jpeg"], "count": 4}

    monkeypatch.setattr(table, "ask", ask)
    assert table.laid_out(cast.lan.actor, [whole])
    work(table.JOB)
    assert asked == [0, 1, 2, 3]
    with pytest.raises(Refused, match="not_found"):
        table.picture(cast.lan.actor, whole, 2)
    table.clear_table()
    assert len(db.session.scalars(select(Leaf)).all()) == 4
    monkeypatch.setattr(table, "KEPT", -table.KEPT)
    table.clear_table()
    assert db.session.scalars(select(Leaf)).all() == []


def test_a_stack_from_the_scanner_says_by_itself_that_it_may_be_two(
    one_box: ScanBox, cast: Cast
) -> None:
    for name, data in (("stack.pdf", STACK), ("one.pdf", stack("Công văn", "trang hai"))):
        one_box.lay(name, data)
    one_box.work()
    one_box.work()
    said = cast.lan.browser().get("/scans").text
    assert said.count("có thể gồm 2 văn bản") == 1 and said.count("có thể gồm") == 1


def test_lan_s_table_shows_what_is_proposed_and_takes_what_she_marks(cast: Cast) -> None:
    whole, lan = scanned(cast), cast.lan.browser()
    where = f"/scans/pages?paper={whole}"
    assert "Đang mở các trang" in lan.get(where).text
    work(table.JOB)
    page = lan.get(where).text
    assert page.count("data-leaf-rotate") == 4 and page.count("trang trắng</span>") == 1
    assert f'name="drop.{whole}.2" value="1" data-leaf-drop checked' in page
    assert f'name="cut.{whole}.3" value="1" data-leaf-cut checked' in page
    assert lan.get(f"/scans/pages/{whole}/1.jpg").mimetype == "image/jpeg"
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    keys = [f"{whole}.{n}" for n in (1, 2, 3, 4)]
    form = {"csrf_token": token, "leaf": keys} | {f"drop.{key}": "1" for key in keys}
    empty = lan.post("/scans/pages", data=form | {f"turn.{whole}.4": "90"})
    assert empty.status_code == 422 and "Không còn trang nào" in empty.text
    assert "turn-90" in empty.text, "what was marked stays"
    moved = lan.post("/scans/pages", data=form | {"leaf": [keys[2], *keys[:2], keys[3]]}).text
    assert re.findall(r'name="leaf" value="\d+\.(\d)"', moved) == ["3", "1", "2", "4"]
    for move, order in (("3 sooner", "1324"), ("1 sooner", "1234"), ("3 later", "1243"),
                        ("4 later", "1234"), ("9 later", "1234")):  # fmt: skip
        without_script = {"csrf_token": token, "leaf": keys, "move": f"{whole}.{move}"}
        text = lan.post("/scans/pages", data=without_script | {f"turn.{whole}.4": "90"}).text
        assert "".join(re.findall(r'name="leaf" value="\d+\.(\d)"', text)) == order
        assert "turn-90" in text and f'value="{whole}.1 later"' in text
    form = {"csrf_token": token, "leaf": keys, f"cut.{whole}.3": "1", f"drop.{whole}.2": "1"}
    assert lan.post("/scans/pages", data=form).status_code == 302
    work(binding.JOB)
    text = lan.get("/scans").text
    assert "scan.pdf: thành 2 bản" in text and "Hoàn tác" in text


def test_a_program_does_the_same(cast: Cast) -> None:
    whole, door = scanned(cast), "/scans/arrangements"
    assert cast.lan.asks("GET", f"/scans/pages?paper={whole}").json == {"ready": False, "pages": []}
    work(table.JOB)
    pages = cast.lan.asks("GET", f"/scans/pages?paper={whole}").json["pages"]
    assert [(one["drop"], one["starts"]) for one in pages] == [
        (False, True),
        (True, False),
        (False, True),
        (False, False),
    ]
    leaf = [{"paper": whole, "page": n} for n in (1, 2, 3, 4)]
    body = {"documents": [leaf[:1], leaf[2:]], "dropped": leaf[1:2]}
    short = cast.lan.asks("POST", door, json=body | {"dropped": []})
    assert (short.status_code, short.json["code"]) == (422, "arrangement_incomplete")
    asked = cast.lan.asks("POST", door, json=body, key="sap-1")
    assert asked.status_code == 202
    assert cast.lan.asks("POST", door, json=body, key="sap-1").json == asked.json
    work(binding.JOB)
    where = asked.headers["Location"].removeprefix("/api/v1")
    done = cast.lan.asks("GET", where).json
    assert (done["stage"], len(done["made"]), done["can_be_undone"]) == ("MADE", 2, True)
    assert cast.lan.asks("POST", f"{where}/undo").json["stage"] == "UNDONE"
