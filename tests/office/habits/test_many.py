"""Lan presents what she registered, Hoa gives out what she leads: at once, each with its result."""

import re
from functools import partial

import pytest
from flask import Flask

from server.documents import several
from server.documents.incoming.several import SEVERAL
from server.pages import headline
from tests.cast import Cast, Hand
from tests.office.outcome import id_of, refused, state_of, steps
from tests.office.outgoing.test_drafting import BROKEN
from tests.office.papers import (
    ORDER,
    directed,
    drafted,
    due,
    ok,
    presented,
    ready,
    registered,
)

NAM = {"person": "chuyenvien.huyen"}


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def at_once(hand: Hand, act: str, paths: list[str], **more) -> list[tuple[int, str]]:
    """(id, why not) of each."""
    body = {"ids": [id_of(path) for path in paths], **more}
    rows = ok(hand.asks("POST", f"/incoming/batch/{act}", json=body))["items"]
    return [(row["id"], row["code"]) for row in rows]


def letters(cast: Cast, count: int = 2, **more) -> list[str]:
    return [registered(cast, number=f"13{n}", **more) for n in range(count)]


def ordered(cast: Cast, number: str, **more) -> str:
    """A letter of its own number that Minh gave to a unit."""
    path = registered(cast, number=number)
    ok(cast.lan.does(path, "present"))
    ok(cast.minh.does(path, "direct", ORDER | {"due_at": due(10)} | more))
    return path


def test_lan_presents_all_and_what_is_past_this_step_says_so(cast):
    one, two = letters(cast)
    past = presented(cast)
    told = at_once(cast.lan, "present", [one, past, two])
    assert told == [(id_of(one), ""), (id_of(past), "wrong_state"), (id_of(two), "")]
    assert [state_of(path) for path in (one, past, two)] == ["PRESENTED"] * 3
    assert steps(past).count("present") == 1


class Killed(BaseException):
    """kill −9 between two of them."""


def test_what_a_fall_left_is_done_when_it_is_said_again(cast, monkeypatch):
    """The key is written with the first of them: said again, the answer was an empty list."""
    one, two = letters(cast)
    said = {"json": {"ids": [id_of(one), id_of(two)]}, "key": "trinh"}

    def dies(done: list[object], *given):
        if done:
            raise Killed
        done.append(given)
        return takes(*given)

    takes = several._one
    with monkeypatch.context() as broken, pytest.raises(Killed):
        broken.setattr(several, "_one", partial(dies, []))
        cast.lan.asks("POST", "/incoming/batch/present", **said)
    assert (state_of(one), state_of(two)) == ("PRESENTED", "REGISTERED")
    told = ok(cast.lan.asks("POST", "/incoming/batch/present", **said))["items"]
    assert [(row["id"], row["code"]) for row in told] == [
        (id_of(one), "wrong_state"), (id_of(two), "")]  # fmt: skip
    assert (state_of(two), steps(one).count("present")) == ("PRESENTED", 1)


def test_hoa_gives_all_to_nam_each_until_its_own_day(cast):
    soon, late = ordered(cast, "21", due_at=due(2)), ordered(cast, "22", due_at=due(9))
    told = at_once(cast.hoa, "assign", [soon, late], **NAM, due_at=due(5))
    assert told == [(id_of(soon), "deadlines_are_within_bound"), (id_of(late), "")]
    assert (state_of(soon), state_of(late)) == ("DIRECTED", "ASSIGNED")


def test_what_is_not_hers_or_not_there_is_said_of_each_and_nothing_of_it(cast):
    hers, others = ordered(cast, "21"), ordered(cast, "22", lead="tckh")
    told = at_once(cast.hoa, "assign", [others, hers, "/incoming/9999"], **NAM)
    assert told == [(id_of(others), "not_found"), (id_of(hers), ""), (9999, "not_found")]
    assert state_of(others) == "DIRECTED"


def test_whose_step_it_is_not_is_refused_before_any(cast):
    (path,) = letters(cast, 1)
    body = {"ids": [id_of(path)]}
    refused(cast.nam.asks("POST", "/incoming/batch/present", json=body), "wrong_role")
    refused(cast.lan.asks("POST", "/incoming/batch/assign", json=body | NAM), "wrong_role")
    assert cast.lan.asks("POST", "/incoming/batch/present", json={"ids": []}).status_code == 422
    assert cast.nam.browser().get("/incoming/batch/present").status_code == 403
    assert state_of(path) == "REGISTERED"


def test_said_twice_with_one_key_it_is_done_once_and_told_the_same(cast):
    paths = letters(cast)
    body = {"ids": [id_of(path) for path in paths]}
    first, again = (
        cast.lan.asks("POST", "/incoming/batch/present", json=body, key="k-many") for _ in range(2)
    )
    assert first.json == again.json and len(first.json["items"]) == 2
    assert [steps(path).count("present") for path in paths] == [1, 1]


def test_lan_unticks_one_on_her_page_and_reads_what_became_of_the_others(cast):
    paths, browser = letters(cast, 3, subject="mời họp giao ban"), cast.lan.browser()
    assert 'href="/incoming/batch/present"' in browser.get("/").text
    page = browser.get("/incoming/batch/present").text
    docs = re.findall(r'name="doc" value="([\d.]+)" checked', page)
    assert len(docs) == 3
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    typed = {"csrf_token": token, "op_id": "m1", "doc": docs[:2], "to": "chutich.huyen"}
    ok(cast.lan.does(paths[0], "present"))
    done = browser.post("/incoming/batch/present", data=typed).text
    result = done.split('id="results"')[1].split("</section>")[0]
    assert result.count(">chưa xong<") == 1 and result.count(">xong<") == 1
    assert "Kết quả: 1 xong, 1 chưa xong" in result
    assert f'href="{paths[2]}" data-go' in page, "and each may be looked at before"
    for thing in map(cast.lan.sees, paths[:2]):
        name = f"{thing['arrival_no']} {headline(thing['subject'])}"
        assert f">{name}</a>" in result, "as in the list, by no id of ours"
    assert [state_of(path) for path in paths] == ["PRESENTED", "PRESENTED", "REGISTERED"]
    assert browser.post("/incoming/batch/present", data=typed).status_code == 200
    assert steps(paths[1]).count("present") == 1


def test_nothing_ticked_or_nobody_chosen_keeps_the_page(cast):
    path, browser = directed(cast), cast.hoa.browser()
    page = browser.get("/incoming/batch/assign").text
    assert 'value="chuyenvien.huyen"' in page and 'value="cv-tckh.huyen"' not in page
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    none = browser.post("/incoming/batch/assign", data={"csrf_token": token, **NAM})
    assert none.status_code == 422 and "Chưa chọn dòng nào trong danh sách." in none.text
    nobody = {"csrf_token": token, "doc": f"{id_of(path)}.1", "person": "cv-tckh.huyen"}
    assert browser.post("/incoming/batch/assign", data=nobody).status_code == 422
    assert state_of(path) == "DIRECTED"


def test_a_line_of_the_page_is_a_document_once_and_no_more_than_fit(cast, monkeypatch):
    letters(cast, 3)
    assert len(several.waiting(SEVERAL, cast.lan.actor, "present")) == 3
    monkeypatch.setattr(several, "MOST", 2)
    assert len(several.waiting(SEVERAL, cast.lan.actor, "present")) == 2
    assert several.waiting(SEVERAL, cast.hoa.actor, "present") == []


def test_who_has_one_paper_for_a_step_is_offered_no_page_of_many(cast):
    letters(cast, 1)
    assert "/incoming/batch/present" not in cast.lan.browser().get("/").text
    for number in ("21", "22"):
        ordered(cast, number)
    assert 'href="/incoming/batch/assign"' in cast.hoa.browser().get("/").text
    assert "/incoming/batch/assign" not in cast.tckh.browser().get("/").text


def test_a_paper_that_changed_since_the_page_was_drawn_is_left_and_says_so(cast):
    one, two = letters(cast)
    browser = cast.lan.browser()
    page = browser.get("/incoming/batch/present").text
    docs = re.findall(r'name="doc" value="([\d.]+)" checked', page)
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    fixed = {"subject": "V/v đã sửa", "reason": "Gõ nhầm"}
    ok(cast.lan.does(one, "correct_line", fixed))
    typed = {"csrf_token": token, "op_id": "m2", "doc": docs, "to": "chutich.huyen"}
    done = browser.post("/incoming/batch/present", data=typed).text
    result = done.split('id="results"')[1].split("</section>")[0]
    assert result.count(">chưa xong<") == 1 and "vừa thay đổi sau khi" in result
    assert (state_of(one), state_of(two)) == ("REGISTERED", "PRESENTED")


def test_what_no_page_wrote_into_the_form_is_no_document(cast):
    (path,) = letters(cast, 1)
    browser = cast.lan.browser()
    page = browser.get("/incoming/batch/present").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    for doc in ("x", "1", "1.x", "-1.1", "1.1.1", "9" * 30 + ".1"):
        typed = {"csrf_token": token, "doc": doc, "to": "chutich.huyen"}
        assert browser.post("/incoming/batch/present", data=typed).status_code == 422, doc
    assert state_of(path) == "REGISTERED"


def test_a_program_names_fifty_at_most_and_each_once(cast):
    (path,) = letters(cast, 1)
    many_ids = {"ids": list(range(1, 52))}
    assert cast.lan.asks("POST", "/incoming/batch/present", json=many_ids).status_code == 422
    assert at_once(cast.lan, "present", [path, path]) == [(id_of(path), "")]
    assert steps(path).count("present") == 1


def test_another_agencys_clerk_presents_nothing_of_ours(cast):
    (path,) = letters(cast, 1)
    assert at_once(cast.dao, "present", [path]) == [(id_of(path), "not_found")]
    page = cast.dao.browser().get("/incoming/batch/present").text
    assert "Không còn văn bản nào chờ bước này." in page and 'name="doc"' not in page
    assert state_of(path) == "REGISTERED"


def test_a_leader_that_is_none_stops_each_and_says_so(cast):
    one, two = letters(cast)
    told = at_once(cast.lan, "present", [one, two], to="chuyenvien.huyen")
    assert {id_of(path) for path in (one, two)} == {row[0] for row in told}
    assert all(code for _id, code in told), "each has its reason"
    assert [state_of(path) for path in (one, two)] == ["REGISTERED"] * 2


def test_nam_submits_his_drafts_at_once_and_a_faulty_one_says_which_rule(cast):
    good, bad = drafted(cast, subject="V/v một"), drafted(cast, **BROKEN)
    other = drafted(cast, subject="V/v ba")
    ok(cast.nam.does(other, "submit"))
    rows = ok(cast.nam.asks("POST", "/outgoing/batch/submit", json={"ids": [
        id_of(path) for path in (bad, good, other)]}))["items"]  # fmt: skip
    assert [row["code"] for row in rows] == ["has_no_layout_error", "", "wrong_state"]
    assert [state_of(path) for path in (bad, good)] == ["DRAFT", "SUBMITTED"]
    refused(cast.lan.asks("POST", "/outgoing/batch/submit", json={"ids": [1]}), "wrong_role")
    assert cast.lan.browser().get("/outgoing/batch/submit").status_code == 403


def test_what_lan_ticks_in_her_list_is_ticked_on_the_page_of_many(cast):
    one, two, three = letters(cast, 3)
    browser = cast.lan.browser()
    page = browser.get("/incoming").text
    assert 'formaction="/incoming/batch/present"' in page
    assert {f"/incoming/{n}" for n in re.findall(r'name="id" value="(\d+)"', page)} == {
        one, two, three,
    }  # fmt: skip
    step = browser.get(f"/incoming/batch/present?id={id_of(one)}&id={id_of(three)}&id=x").text
    assert _ticked(step) == {id_of(one), id_of(three)} and 'href="/incoming"' in step
    assert len(_ticked(browser.get("/incoming/batch/present").text)) == 3


def _ticked(page: str) -> set[int]:
    return {int(one) for one in re.findall(r'name="doc" value="(\d+)\.\d+" checked', page)}


def test_a_no_keeps_what_was_ticked(cast):
    paths = [ordered(cast, number) for number in ("21", "22")]
    browser = cast.hoa.browser()
    page = browser.get("/incoming/batch/assign").text
    docs = re.findall(r'name="doc" value="([\d.]+)" checked', page)
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    no = browser.post("/incoming/batch/assign", data={"csrf_token": token, "doc": docs[:1]})
    assert no.status_code == 422 and len(_ticked(no.text)) == 1 < len(paths)


def test_who_has_nothing_to_do_with_several_sees_no_boxes(cast):
    registered(cast)
    assert 'name="id"' not in cast.lan.browser().get("/incoming").text
    letters(cast, 2)
    assert 'name="id"' not in cast.nam.browser().get("/incoming").text
    for text in ("một", "hai"):
        drafted(cast, subject=f"V/v {text}")
    mine = cast.nam.browser().get("/outgoing").text
    assert 'formaction="/outgoing/batch/submit"' in mine and mine.count('name="id"') == 2
    assert 'href="/outgoing/batch/submit"' in cast.nam.browser().get("/").text


def test_minh_ticks_what_he_signs_and_looks_at_these(cast):
    paths = [ready(cast, subject=f"V/v {text}") for text in ("một", "hai")]
    browser = cast.minh.browser()
    page = browser.get("/outgoing").text
    assert 'formaction="/outgoing/batch/sign/review"' in page
    ids = re.findall(r'name="id" value="(\d+)"', page)
    assert {int(one) for one in ids} == {id_of(path) for path in paths}
    review = browser.get(f"/outgoing/batch/sign/review?id={ids[0]}")
    assert review.status_code == 302 and f"docs={ids[0]}&" in review.headers["Location"]
