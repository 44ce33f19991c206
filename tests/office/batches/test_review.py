"""The review room: page by page, in and out of the batch, one PIN, the result in words."""

import re

from server.documents.outgoing.batch import batches
from tests.office.batches.desk import ended
from tests.office.outcome import id_of, says, state_of
from tests.office.outgoing import desk

SIGN = "/outgoing/batch/sign"


def href(page: str, turn: str) -> str:
    (found,) = re.findall(rf'href="([^"]*)" data-turn="{turn}"', page)
    return found.replace("&amp;", "&")


def form(page: str) -> dict[str, list[str]]:
    hidden = dict(re.findall(r'name="(csrf_token|op_id)" value="([^"]*)"', page))
    ticked = re.findall(r'name="doc" id="[^"]*" value="([^"]*)"', page)
    return {name: [value] for name, value in hidden.items()} | {"doc": ticked}


def test_minh_reviews_each_document_leaves_one_out_and_signs_the_rest(one_cast):
    kept, dropped, early = (
        desk.checked(one_cast, subject="V/v họp"),
        desk.ready(one_cast, subject="V/v đi"),
        desk.submitted(one_cast, subject="V/v chưa kiểm tra"),
    )
    minh = one_cast.minh.browser()
    page = minh.get(SIGN).text
    assert re.findall(r'name="id" id="[^"]*" value="(\d+)"', page) == [
        str(id_of(kept)),
        str(id_of(dropped)),
    ]
    assert str(id_of(early)) not in re.findall(r'value="(\d+)"', page)
    room = minh.get(f"{SIGN}/review?id={id_of(kept)}&id={id_of(dropped)}").headers["Location"]
    first = minh.get(room).text
    assert "<kbd>n</kbd>" in first
    (picture,) = re.findall(r'<img src="([^"]+)"', first)
    got = minh.get(picture)
    assert (got.mimetype, got.data[:4]) == ("image/png", b"\x89PNG")
    assert minh.get(picture, headers={"If-None-Match": got.headers["ETag"]}).status_code == 304
    second = minh.get(href(first, "next")).text
    assert "V/v đi" in second
    page = minh.get(href(second, "drop")).text
    asked = form(page)
    assert asked["doc"] == [f"{id_of(kept)}.{one_cast.minh.sees(kept)['version']}"]
    again = minh.post(SIGN, data=asked | {"pin": ["000000"]})
    assert (again.status_code, "Còn 4 lần thử" in again.text) == (422, True)
    assert form(again.text)["doc"] == asked["doc"]
    done = minh.post(SIGN, data=form(again.text) | {"pin": [one_cast.pin]})
    job = done.headers["Location"]
    ended(one_cast.minh, {"id": job.rsplit("/", 1)[1]})
    assert "Xong 1 trong 1 văn bản." in minh.get(job).text
    assert (state_of(kept), state_of(dropped)) == ("SIGNED", "READY_TO_SIGN")
    assert one_cast.binh.browser().get(job).status_code == 404


def test_what_was_not_looked_at_or_changed_since_is_not_offered_to_the_pin(one_cast):
    seen, unseen, edited = (desk.checked(one_cast, subject=f"V/v số {n}") for n in range(3))
    docs = [f"{id_of(p)}.{one_cast.minh.sees(p)['version']}" for p in (seen, edited)]
    one_cast.nam.asks(
        "PATCH", edited, json={"subject": "V/v khác"}, match=f'"{docs[1].split(".")[1]}"'
    )
    desk.checking.content_check(one_cast.hoa.actor, desk.Ref(id_of(edited)))
    desk.checking.form_check(one_cast.mai.actor, desk.Ref(id_of(edited)))
    page = (
        one_cast.minh.browser()
        .get(f"{SIGN}/review?docs={docs[0]},{id_of(unseen)},{docs[1]}&at=3")
        .text
    )
    assert form(page)["doc"] == docs[:1]
    assert "Chưa xem" in page
    assert "Đã thay đổi sau khi xem" in page


def test_only_what_the_page_itself_writes_is_understood(one_cast):
    minh = one_cast.minh.browser()
    for said in (
        "docs=&at=0",
        "docs=0,-1,x.y,9.9.9,%25&at=0",
        "docs=999999&at=9",
        "at=-1",
        "docs=1&at=x",
    ):
        assert minh.get(f"{SIGN}/review?{said}").status_code in (200, 404), said
    assert minh.get(f"{SIGN}/review?docs=999999&at=0").status_code == 404


def test_lan_finds_her_papers_in_one_form_with_the_word_to_send(one_cast, monkeypatch):
    path = desk.signed(one_cast)
    asked = []
    monkeypatch.setattr(batches, "seal", lambda *given, **said: asked.append((given, said)) or 7)
    lan = one_cast.lan.browser()
    page = form(lan.get("/outgoing/batch/seal").text)
    none = lan.post("/outgoing/batch/seal", data=page | {"doc": [], "pin": ["1"]})
    assert (none.status_code, says("nothing_chosen", none.text)) == (422, True)
    assert asked == []
    done = lan.post("/outgoing/batch/seal", data=page | {"pin": ["1"], "dispatch": ["1"]})
    assert done.headers["Location"] == "/jobs/7"
    ((given, said),) = asked
    assert [ref.id for ref in given[1]] == [id_of(path)]
    assert said == {"pin": "1", "answer": "", "dispatch": True}
