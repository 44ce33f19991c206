"""A list by a part of who sent it: each issuer is looked at once, not each paper (DESIGN §8)."""

from server.documents.incoming import senders
from tests.office.incoming import desk


def _found(hand, part):
    return sorted(it["number"] for it in hand.sees(f"/incoming?issuer={part}")["items"])


def test_a_part_of_the_name_is_enough_in_capitals_or_not(cast):
    for number, issuer in (("1", "Sở Nội vụ"), ("2", "SỞ NỘI VỤ TỈNH"), ("3", "Sở Y tế")):
        desk.arrived(cast, number=number, issuer=issuer)
    assert _found(cast.lan, "nội vụ") == _found(cast.lan, "NỘI V") == ["1", "2"]
    assert _found(cast.lan, "sở") == ["1", "2", "3"]
    assert _found(cast.lan, "%25") == _found(cast.lan, "Sở_Nội") == []
    assert _found(cast.lan, "Bộ Nội vụ") == _found(cast.hoa, "sở") == []


def test_a_part_that_many_names_have_is_asked_of_the_papers(cast, monkeypatch):
    desk.arrived(cast, number="1", issuer="Sở Nội vụ")
    desk.arrived(cast, number="2", issuer="Sở Y tế")
    monkeypatch.setattr(senders, "MOST", 1)
    assert _found(cast.lan, "Sở") == ["1", "2"]


def test_a_name_is_meant_by_what_it_is_short_for(cast):
    names = (
        "Ủy ban nhân dân tỉnh Thanh Hóa",
        "Sở Tài nguyên và Môi trường",
        "UBND tỉnh",
        "Tỉnh ủy",
    )
    for number, issuer in enumerate(names, start=1):
        desk.arrived(cast, number=str(number), issuer=issuer)
    assert _found(cast.lan, "UBND tỉnh") == _found(cast.lan, "ubnd tinh") == ["1", "3"]
    assert _found(cast.lan, "sở TN%26MT") == ["2"]
    found = cast.lan.sees('/search?q=nơi gửi:"UBND tỉnh"')["items"]
    assert sorted(it["code"][:1] for it in found) == ["1", "3"]
