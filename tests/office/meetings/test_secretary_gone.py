"""Who kept the minutes leaves before they are signed: another who was there does it (§10.10)."""

from server.database import db
from tests.cast import PIN
from tests.office.meetings.gathering import does, opened
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_succession import leaves
from tests.office.outcome import refused, waits
from tests.office.papers import ok


def over(cast, **more):
    """The session is closed, and Tuấn, who wrote, has left his post since."""
    path = opened(cast, **more)
    does(cast.tuan, path, "check_in")
    does(cast.minh, path, "close")
    leaves(cast.tuan)
    db.session.expire_all()
    return path


def test_the_chair_names_one_who_was_there_and_he_writes_and_signs(one_cast):
    cast = one_cast
    path = over(cast)
    page = Page(cast.minh, path)
    assert "Chưa có thư ký" in page.text and cast.nam.actor.name not in page.text
    adds = f"{path}/actions/add_secretary"
    refused(cast.minh.asks("POST", adds, json={"person": cast.nam.account}),
            "next_secretary_was_there")  # fmt: skip
    refused(cast.hoa.asks("POST", adds, json={"person": cast.hoa.account}), "wrong_role")
    assert page.presses("add_secretary", person=cast.binh.account).status_code == 302
    assert "Chưa có thư ký" not in Page(cast.minh, path).text
    assert "draft_minutes" in waits(cast.binh, path)
    does(cast.binh, path, "draft_minutes")
    told = " ".join(one["text"] for one in cast.binh.sees(f"{path}/minutes")["items"])
    assert f"{cast.binh.actor.name} cùng làm thư ký" in told
    for hand in (cast.binh, cast.minh):
        ok(hand.does(path, "sign_minutes", {"pin": PIN}))


def test_after_the_signatures_another_still_adds_what_was_forgotten(one_cast):
    """Tuấn signed and left: the minutes stay his and Minh's, the supplement is Bình's."""
    cast = one_cast
    path = opened(cast)
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    for hand in (cast.tuan, cast.minh):
        ok(hand.does(path, "sign_minutes", {"pin": PIN}))
    leaves(cast.tuan)
    db.session.expire_all()
    does(cast.minh, path, "add_secretary", person=cast.binh.account)
    assert not waits(cast.binh, path) & {"sign_minutes"}, "they are signed"
    does(cast.binh, path, "supplement_minutes", text="Bổ sung ý kiến của bà Hoa.")
    assert "sign_supplement" in waits(cast.binh, path)
