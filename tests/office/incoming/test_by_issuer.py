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
