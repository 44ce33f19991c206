"""What may be a state secret is seen by the clerks alone until a leader releases it (SEC-02)."""

from tests.office.incoming import desk
from tests.office.incoming.shredder import purged
from tests.office.incoming.test_receiving import hand_in
from tests.office.outcome import id_of, last_step, reads, refused, state_of, waits
from tests.office.papers import ok
from tests.uploads.sheets import written

SECRET = "V/v bố trí lực lượng"


def secret(cast) -> str:
    """Scanned at the counter with a stamp in its head: A15."""
    head = written([(60, 700, "MẬT"), (60, 650, "Công văn")])
    return f"/incoming/{ok(hand_in(cast, 'a.pdf', head, subject=SECRET))['id']}"


def test_a_suspected_secret_is_hidden_until_a_leader_says_it_is_none(cast):
    path = desk.arrived(cast)
    ok(cast.lan.does(path, "quarantine", {"reason": "Có dấu MẬT"}))
    assert not any(reads(hand, path) for hand in (cast.tuan, cast.hoa, cast.nam, cast.son))
    refused(cast.lan.does(path, "register"), "wrong_state")
    assert waits(cast.minh, path) == {"release"}
    refused(cast.minh.does(path, "release", {"reason": " "}), "has_reason")
    ok(cast.minh.does(path, "release", {"reason": "Dấu nội bộ, không phải mật."}))
    assert last_step(path) == ("release", "chutich.huyen", "Dấu nội bộ, không phải mật.")
    assert waits(cast.lan, path) == {"register"}
    assert waits(cast.minh, path) == set()


def test_a_file_with_a_stamp_of_secrecy_is_seen_by_the_clerks_alone(cast):
    path = secret(cast)
    assert state_of(path) == "QUARANTINED"
    for hand in (cast.lan, cast.lien):
        thing = hand.sees(path)
        assert (thing["subject"], len(thing["files"])) == (SECRET, 1)
        assert hand.asks("GET", f"{path}/files/1", buffered=True).status_code == 200
        assert hand.browser().get(f"{path}/files/1", buffered=True).status_code == 200
        text = hand.browser().get(path).text
        assert SECRET in text
        assert ">Số đến tạm<" in text, "the number by which the leader was told of it"


def test_of_a_suspected_secret_a_leader_reads_that_it_is_here_and_nothing_else(cast):
    path = secret(cast)
    thing = cast.minh.sees(path)
    blank = ("subject", "number", "notation", "code", "issuer", "doc_type", "organ_id")
    assert {thing[name] for name in blank} == {""}
    assert (thing["files"], thing["issued_on"], thing["actions"]) == ([], None, ["release"])
    refused(cast.minh.asks("GET", f"{path}/files/1"), "not_found")
    browser = cast.minh.browser()
    assert browser.get(f"{path}/files/1").status_code == 404
    for page in (path, "/", "/incoming", "/notices"):
        text = browser.get(page).text
        assert f"Có 01 văn bản nghi mật, số đến tạm T{id_of(path)}" in text, page
        assert not any(word in text for word in (SECRET, "1250", "UBND-VX", "UBND tỉnh")), page


def test_the_leaders_page_says_why_no_page_of_it_is_there(cast):
    path = secret(cast)
    page = cast.minh.browser().get(path).text
    assert "chỉ văn thư đang giữ văn bản mở được" in page
    assert "chưa có tệp nào" not in page
    purged(cast, path)
    assert "Tệp và nội dung đã tiêu hủy." in cast.minh.browser().get(path).text


def test_what_the_clerk_wrote_about_it_is_for_clerks_too(cast):
    """Lan's reason may quote the paper; the leader reads that she set it apart, not why."""
    path, why = desk.arrived(cast), "Trang 2 nói về lực lượng thường trực."
    ok(cast.lan.does(path, "quarantine", {"reason": why}))
    steps = f"{path}/history"
    assert cast.lan.sees(steps)["items"][-1]["reason"] == why
    told = cast.minh.sees(steps)["items"][-1]
    assert (told["transition"], told["reason"]) == ("quarantine", "")
    assert why in cast.lan.browser().get(path).text
    assert why not in cast.minh.browser().get(path).text


def test_a_suspected_secret_is_not_found_by_a_word_of_its_own(cast):
    path = secret(cast)
    for asked in ("q=luc+luong", "number=1250", "issuer=Thanh", "doc_type=Công văn"):
        for hand in (cast.minh, cast.lan):
            assert hand.sees(f"/incoming?{asked}")["items"] == [], "nothing of it is in a column"
    (row,) = cast.minh.sees("/incoming?state=QUARANTINED")["items"]
    assert (row["id"], row["subject"], row["issuer"]) == (id_of(path), "", "")
    assert SECRET not in cast.minh.browser().get(f"/outgoing/new?replies_to={id_of(path)}").text


def test_once_released_it_is_a_paper_like_any_other(cast):
    path = secret(cast)
    ok(cast.minh.does(path, "release", {"reason": "Dấu nội bộ, không phải mật."}))
    assert cast.minh.sees(path)["subject"] == SECRET
    assert cast.minh.asks("GET", f"{path}/files/1", buffered=True).status_code == 200
    assert SECRET in cast.minh.browser().get("/incoming").text


def test_for_use_inside_the_office_is_no_secret(cast):
    """A17: LƯU HÀNH NỘI BỘ says who may have it, not that it is a state secret (SEC-06)."""
    head = written([(60, 700, "LƯU HÀNH NỘI BỘ"), (60, 650, "Công văn")])
    path = f"/incoming/{ok(hand_in(cast, 'a.pdf', head))['id']}"
    assert state_of(path) == "ARRIVED"
    assert ok(cast.lan.does(path, "register"))["state"] == "REGISTERED"
