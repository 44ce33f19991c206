"""Agencies: Kiên opens a commune, keeps the directory of those outside, closes what is empty."""

import pytest
from asn1crypto import pem, x509

from server.admin.organisation import agencies, places
from server.admin.organisation.agencies import Body
from server.admin.staff import posts
from server.clock import today
from server.database import db
from server.demo.cast import PIN
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.printing import sheet_of
from server.exchange.directory import inside, known_sender
from server.exchange.envelope import Organ
from server.office import office
from server.org import queries
from server.org.models import Agency
from server.papers import listing
from server.papers.services import find
from signing import SealFailed, check_pin, fitness
from tests.office.admin.desk import DAY, actor, kien, last_change, why
from tests.office.front.clicking import Desk
from tests.office.ledger.test_checking_lines import events
from tests.office.outcome import id_of
from tests.office.outgoing.desk import drafted

TAN = {
    "code": "hoangtan",
    "organ_id": "h56.09.99",
    "name": "Ủy ban nhân dân xã Hoằng Tân",
    "short_name": "UBND xã Hoằng Tân",
    "abbreviation": "UBND",
    "parent": "huyen",
    "place_name": "Hoằng Tân",
}


def opened(**more) -> Agency:
    how = {"valid_from": more.pop("valid_from", today()), "pin": more.pop("pin", "")}
    return agencies.open_agency(kien(), Body(**TAN | more), **how)


def outside(**more) -> Agency:
    said = {**TAN, "code": "so-abc", "organ_id": "H56.77", "name": "Sở ABC", "parent": ""} | more
    return agencies.enter_outside(kien(), Body(**said), valid_from=today())


def row(code: str) -> Agency:
    return queries.agency_by_code(code)


def test_an_identifier_of_ours_is_as_long_as_the_decree_has_room_for_and_others_as_they_are(app):
    """IN-06: thirteen letters; never cut, and a stranger's is taken as he says it."""
    assert why(opened, organ_id="000.00.15.H511") == "over_long"
    assert opened(organ_id="000.00.15.H51").organ_id == "000.00.15.H51"
    assert outside(organ_id="000.00.15.H511.002").organ_id == "000.00.15.H511.002"


def test_an_agency_works_from_its_day_under_its_parent_and_is_in_history_and_ledger(app):
    made = opened()
    kept = row("hoangtan")
    assert (kept.id, kept.organ_id, kept.parent.code) == (made.id, "H56.09.99", "huyen")
    assert not kept.external and kept.seal == ""
    change = last_change()
    assert (change.act, change.by_account) == ("agency_opened", "quantri")
    assert change.words.startswith("Lập cơ quan Ủy ban nhân dân xã Hoằng Tân từ ")


def test_a_seal_is_issued_with_the_pin_that_was_given(one_app):
    seal = opened(pin=PIN).seal
    check_pin(seal, PIN)
    with pytest.raises(SealFailed):
        check_pin(seal, "000000")
    assert why(opened, code="khac", organ_id="H1", pin="12") == "bad_pin"


def test_a_name_longer_than_a_certificate_has_room_for_gets_its_seal_and_may_seal(one_app):
    """Fifty letters are too many for it; to open such an agency broke down."""
    name = "Ban Quản lý dự án đầu tư xây dựng huyện Hoằng Hóa"
    made = opened(code="ttvh", organ_id="H56.09.98", name=name, short_name=name, pin=PIN)
    written = (office().cabinet.keys / "issued" / "seal.ttvh.pem").read_bytes()
    certificate = x509.Certificate.load(pem.unarmor(written)[2])
    assert fitness.examine(certificate, fitness.Owner(made.name), [])
    with pytest.raises(SealFailed):
        fitness.examine(certificate, fitness.Owner(name[1:]), [])


def test_an_agency_of_tomorrow_is_nobodys_today(app):
    opened(valid_from=today() + DAY)
    assert why(row, "hoangtan") == "unknown_agency"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"code": "Hoằng Tân"}, "bad_code"),
        ({"code": "huyen"}, "agency_taken"),
        ({"organ_id": "H56"}, "agency_taken"),
        ({"parent": "khong-co"}, "unknown_agency"),
        ({"level": "thon"}, "unknown_level"),
    ],
)
def test_what_an_agency_must_keep(one_app, more, reason):
    if "organ_id" in more:
        more = {"organ_id": row("huyen").organ_id.lower()}
    assert why(opened, **more) == reason


@pytest.mark.parametrize("account", ["chutich.huyen", "vanthu.huyen", "thanhtra"])
def test_nobody_else_opens_one(one_app, account):
    body = Body(**TAN)
    assert why(agencies.open_agency, actor(account), body, valid_from=today()) == "not_allowed"
    assert why(agencies.enter_outside, actor(account), body, valid_from=today()) == "not_allowed"
    assert why(agencies.close_agency, actor(account), 1, on=today()) == "not_allowed"


def test_an_agency_with_posts_does_not_close_before_them(app):
    made = opened()
    post = places.open_position(
        kien(), "hoangtan", post=places.Post(title="Chủ tịch", roles=["LEADER"]),
        valid_from=today(),
    )  # fmt: skip
    assert why(agencies.close_agency, kien(), made.id, on=today() + DAY) == "agency_has_posts"
    places.close_position(kien(), post.id, on=today() + DAY)
    agencies.close_agency(kien(), made.id, on=today() + DAY, successor="huyen")
    kept = db.session.get_one(Agency, made.id)
    assert kept.valid_to == today() + DAY and kept.successor_id == row("huyen").id
    assert "kế tục" in last_change().words


def test_an_agency_does_not_succeed_itself_and_no_day_goes_back(one_app):
    made = opened()
    close = agencies.close_agency
    assert why(close, kien(), made.id, on=today(), successor="hoangtan") == "succeeds_itself"
    assert why(close, kien(), made.id, on=today() - DAY) == "end_is_backdated"
    assert why(close, kien(), 999_999, on=today()) == "no_such_row"


def test_a_line_of_the_directory_has_no_desks(app):
    made = outside()
    assert made.external and last_change().act == "outside_entered"
    said = {"post": places.Post(title="Giám đốc"), "valid_from": today()}
    assert why(places.open_position, kien(), "so-abc", **said) == "unknown_agency"


def test_a_correction_closes_the_old_line_and_opens_a_new_one(app):
    old = outside()
    agencies.correct_outside(
        kien(), old.id, Body(**{**TAN, "code": "so-abc", "organ_id": "H56.77", "name": "Sở XYZ"}),
        valid_from=today() + DAY,
    )  # fmt: skip
    assert row("so-abc").name == "Sở ABC"
    assert db.session.get_one(Agency, old.id).valid_to == today() + DAY
    assert "Sở ABC thành Sở XYZ" in last_change().words
    assert last_change().before["name"] == "Sở ABC"


def test_a_stranger_whom_the_exchange_entered_is_confirmed_by_a_correction(one_app):
    stranger = known_sender(Organ(organ_id="X1.2", name="Lạ", superior=""))
    db.session.commit()
    assert stranger.flagged
    body = Body(**{**TAN, "code": "la", "organ_id": "X1.2", "name": "Trường Lạ", "parent": ""})
    agencies.correct_outside(kien(), stranger.id, body, valid_from=today())
    assert queries.agency_by_organ("x1.2").name == "Trường Lạ"
    assert not queries.agency_by_organ("x1.2").flagged


def test_an_agency_of_this_office_is_not_corrected_as_one_outside(one_app):
    body, huyen = Body(**TAN), row("huyen").id
    said = {"valid_from": today()}
    assert why(agencies.correct_outside, kien(), huyen, body, **said) == "no_such_row"


def test_letters_to_a_closed_agency_find_who_took_over(one_app):
    made = opened()
    agencies.close_agency(kien(), made.id, on=today(), successor="huyen")
    closed = inside("H56.09.99")
    assert closed is not None and closed.successor_id == row("huyen").id


def test_posts_of_a_new_agency_are_given_as_everywhere_by_two_persons(one_app):
    opened()
    post = places.open_position(
        kien(), "hoangtan", post=places.Post(title="Văn thư", roles=["CLERK"]), valid_from=today()
    )
    terms = posts.Terms(valid_from=today(), decision_code="1/QĐ", main=False)
    assert posts.appoint(kien(), "chuyenvien.huyen", position_id=post.id, terms=terms) is None


def test_who_may_demand_a_second_factor_of_a_post(one_app):
    post = db.session.query(places.Position).first()
    require = places.require_second
    assert why(require, actor("chutich.huyen"), post.id, wanted="any") == "not_allowed"
    assert why(require, kien(), 999_999, wanted="any") == "no_such_row"
    assert why(require, kien(), post.id, wanted="fax") == "no_such_row"


def code_on_the_page(cast) -> str | None:
    """Where the code leads that stands on a page made now."""
    paper = find(OutgoingDocument, cast.nam.actor, id_of(drafted(cast)))
    return sheet_of(paper).qr


def test_an_agency_that_wants_no_codes_prints_none_from_then_on(one_cast):
    """DESIGN §11.11: Kiên takes them off at the agency's page, and puts them on again."""
    kien_, huyen = Desk(one_cast.kien), queries.agency_by_code("huyen")
    here = f"/people/agencies/{huyen.id}"
    page = kien_.opens(here)
    assert f'href="{here}/codes"' in page and "đang in" in page
    assert "/verify/" in code_on_the_page(one_cast)
    assert kien_.sends(f"{here}/codes").status_code == 302
    assert "không in" in kien_.opens(here)
    assert last_change().words == "Thôi in mã QR trên trang của Ủy ban nhân dân huyện Hoằng Hóa"
    told = [one for one in events(f"agency/{huyen.id}") if one["event"] == "page_codes_set"]
    assert [one["prints"] for one in told] == [0]
    assert code_on_the_page(one_cast) is None
    kien_.sends(f"{here}/codes", prints="1")
    kien_.sends(f"{here}/codes", prints="1")  # nothing changes, and nothing is written
    assert "/verify/" in code_on_the_page(one_cast)
    told = [one for one in events(f"agency/{huyen.id}") if one["event"] == "page_codes_set"]
    assert [one["prints"] for one in told] == [0, 1]


def test_an_agency_says_what_an_unanswered_poll_counts_for(one_cast):
    """DOMAIN §10.5: by itself nothing; Kiên writes down what the working rules say."""
    kien_, huyen = Desk(one_cast.kien), queries.agency_by_code("huyen")
    here = f"/people/agencies/{huyen.id}"
    assert "Phiếu lấy ý kiến không trả lời: không tính là đồng ý" in kien_.opens(here)
    assert kien_.sends(f"{here}/silence", agrees="1").status_code == 302
    kien_.sends(f"{here}/silence", agrees="1")  # nothing changes, and nothing is written
    assert f'href="{here}/silence"' in kien_.opens(here)
    assert "Phiếu lấy ý kiến không trả lời: tính là đồng ý" in kien_.opens(here)
    name = "Ủy ban nhân dân huyện Hoằng Hóa"
    assert last_change().words == f"Phiếu lấy ý kiến của {name}: không trả lời tính là đồng ý"
    kien_.sends(f"{here}/silence")
    told = [one for one in events(f"agency/{huyen.id}") if one["event"] == "silence_settled"]
    assert [one["agrees"] for one in told] == [1, 0]
    settle = agencies.settle_silence
    assert why(settle, actor("chutich.huyen"), huyen.id, agrees=True) == "not_allowed"
    there = outside()
    assert one_cast.kien.browser().get(f"/people/agencies/{there.id}/silence").status_code == 404
    assert why(settle, kien(), there.id, agrees=True) == "no_such_row"


def test_who_is_outside_prints_nothing_here(one_cast):
    there = outside()
    assert one_cast.kien.browser().get(f"/people/agencies/{there.id}/codes").status_code == 404
    assert why(agencies.print_codes, kien(), there.id, prints=False) == "no_such_row"


def test_a_program_reads_the_directory_page_by_page(one_cast, monkeypatch):
    """As every other list: newest first, and each agency once (CONTRACT §2)."""
    monkeypatch.setattr(listing, "PAGE", 4)
    opened()
    opened(code="hoangmai", organ_id="h56.98", valid_from=today() + DAY)
    found, cursor, pages = [], "", 0
    while cursor is not None and pages < 30:
        told = one_cast.nam.sees(f"/agencies?cursor={cursor}" if cursor else "/agencies")
        found, cursor, pages = [*found, *told["items"]], told["next_cursor"], pages + 1
    codes = [one["code"] for one in found]
    assert pages > 1 and len(codes) == len(set(codes)) == len(queries.agencies())
    assert codes[0] == "hoangtan" and "hoangmai" not in codes, "in force today"
    assert found[0]["parent"] == "huyen", "which stands on another page"
    assert one_cast.nam.asks("GET", "/agencies?cursor=abc").status_code == 422


def test_who_turns_to_those_outside_finds_the_button_that_enters_one(one_cast):
    """The filter brings the heading and its button along; only the rows came once, and what stood
    above them still opened an agency of this office."""
    page = one_cast.kien.browser().get("/people/agencies?which=outside").text
    head = page[page.index('id="lead"') : page.index('id="rows"')]
    assert "/people/agencies/outside/new" in head and "Ghi cơ quan bên ngoài" in head
    brought = page.split('hx-select-oob="')[1].split('"')[0]
    assert "#lead" in brought.split(",")
