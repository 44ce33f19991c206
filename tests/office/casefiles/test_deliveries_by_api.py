"""A program hands files over together, reads how far they are, and signs their minutes (AR-06)."""

import pytest

from server.archive.models import Handover
from server.clock import now
from server.database import db
from server.files import store
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import closed, id_of, opened, pack, packed
from tests.office.casefiles.test_minutes_signed import works
from tests.office.front.clicking import Desk
from tests.office.front.desks import statements

pytestmark = pytest.mark.sent
PATH = "/casefiles/deliveries"


def test_a_program_hands_over_reads_and_signs(one_cast: Cast):
    nam, thu = one_cast.nam, one_cast.thu
    opened(nam, code="02.VHTT", title="Thư viện")  # so that file and delivery bear other numbers
    path = closed(one_cast)
    said = {"files": [id_of(path)]}
    first = nam.asks("POST", PATH, json=said, key="once")
    again = nam.asks("POST", PATH, json=said, key="once")
    assert first.status_code == again.status_code == 201 and first.json == again.json
    here = f"{PATH}/{first.json['id']}"
    assert [it["state"] for it in first.json["files"]] == ["SUBMITTED_TO_ARCHIVE"]
    assert nam.asks("POST", PATH, json=said).status_code == 409
    assert thu.asks("POST", PATH, json=said).status_code == 403
    pack()
    papers.ok(thu.does(path, "accept_transfer"))
    works()
    seen = thu.sees(here)
    assert (seen["giver"], seen["taker"]) == (nam.account, thu.actor.name) and seen["signs"]
    assert [it["signed"] for it in seen["signers"]] == [False, False]
    assert [it["id"] for it in thu.sees(PATH)["items"]] == [seen["id"]]
    wrong = thu.asks("POST", f"{here}/actions/sign", json={"pin": "000000"})
    assert wrong.json["code"] == "wrong_pin"
    for hand in (thu, nam):
        key = f"k-{hand.account}"
        pin = {"pin": one_cast.pin}
        done = papers.ok(hand.asks("POST", f"{here}/actions/sign", json=pin, key=key))
        twice = papers.ok(hand.asks("POST", f"{here}/actions/sign", json=pin, key=key))
        assert done == twice and not done["signs"]
    assert all(it["signed"] for it in nam.sees(here)["signers"])
    with nam.asks("GET", f"{here}/signed") as got:
        assert got.data == store().fetch(nam.sees(here)["minutes_sha256"])
    for hand in (one_cast.dao, one_cast.cv_tckh):
        assert hand.asks("GET", here).status_code == 404
        assert (
            hand.asks("POST", f"{here}/actions/sign", json={"pin": one_cast.pin}).status_code == 404
        )


def test_deliveries_are_read_page_by_page(one_cast: Cast):
    """A year of them: fifty, and the rest."""
    who = one_cast.nam.actor
    said = {"agency_id": who.agency_id, "unit_id": who.unit_id, "giver_id": who.person_id}
    db.session.add_all(Handover(**said, giver_post="", given_at=now()) for _one in range(53))
    db.session.commit()
    first = one_cast.thu.sees(PATH)
    rest = one_cast.thu.sees(f"{PATH}?cursor={first['next_cursor']}")
    ids = [it["id"] for it in (*first["items"], *rest["items"])]
    assert (len(first["items"]), len(ids), rest["next_cursor"]) == (50, 53, None)
    assert ids == sorted(ids, reverse=True)
    page = Desk(one_cast.thu).opens("/casefiles/deliveries")
    assert f'href="?cursor={first["next_cursor"]}"' in page
    assert one_cast.thu.asks("GET", f"{PATH}?cursor=x").status_code == 422


@pytest.mark.parametrize("door", ["/casefiles/deliveries", "/api/v1/casefiles/deliveries"])
def test_fifty_deliveries_ask_no_more_than_one(one_cast: Cast, door: str):
    thu = one_cast.thu
    papers.ok(thu.does(packed(one_cast), "accept_transfer"))
    works()
    given = db.session.query(Handover).one()
    said = {"agency_id": given.agency_id, "unit_id": given.unit_id, "giver_id": given.giver_id}
    browser = thu.browser()

    def asked() -> int:
        browser.get(door)
        db.session.remove()
        with statements() as told:
            assert browser.get(door).status_code == 200
        return len(told)

    one = asked()
    db.session.add_all(Handover(**said, giver_post="", given_at=now()) for _one in range(49))
    db.session.commit()
    assert asked() == one <= 8
    page = browser.get("/casefiles/deliveries").text
    assert page.count("chờ tôi ký biên bản") == 1 and page.count("đã nhận 1") == 1
