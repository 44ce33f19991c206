"""The clerk takes back what she proposed of a letter that came in (IN-T04, IN-T24)."""

from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.incoming.shredder import secret
from tests.office.ledger.findings import found
from tests.office.outcome import last_step, refused, state_of, waits
from tests.office.papers import ok


def test_to_say_no_to_a_recall(cast: Cast) -> None:
    path = desk.asked(desk.directed(cast, electronic=True), "recall", words="Gửi nhầm")
    cast.lan.does(path, "refuse_recall", {"reason": "Đã xử lý"})
    ok(cast.lan.asks("POST", f"{path}/actions/refuse_recall/withdraw"))
    assert "refuse_recall" not in waits(cast.minh, path)
    assert last_step(path)[0] == "withdraw_refuse_recall"
    ok(cast.lan.does(path, "recall_received"))


def test_to_destroy_what_is_no_secret_after_all(cast: Cast) -> None:
    path = secret(cast)
    assert cast.lan.does(path, "purge", {"reason": "Có dấu mật"}).status_code == 202
    ok(cast.lan.asks("POST", f"{path}/actions/purge/withdraw"))
    refused(cast.minh.does(path, "purge"), "not_proposed")
    assert (state_of(path), found()) == ("QUARANTINED", [])
    ok(cast.minh.does(path, "release", {"reason": "Không phải mật"}))
    assert found() == []
