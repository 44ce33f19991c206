"""Văn bản liên tịch: the district leads, a commune issues it too (DOMAIN §5.5, test B20)."""

from types import SimpleNamespace

import pypdfium2
import pytest

import signing
from server.documents.outgoing.signatures.sealed import is_sealed_well
from server.files import store
from server.office import office
from server.org.models import Agency, Appointment
from server.uploads.handed.layout_pdf import describe_pdf
from tests.cast import Hand
from tests.office.batches.desk import begun, ended
from tests.office.front.desks import statements
from tests.office.outcome import change, id_of, last_step, line_of, reads, refused, state_of, waits
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from workflows.layout import Verdict, judge

ANH, DONG = "chutich.hoangphu", "chutich.hoangdong"
PLAN = {"doc_type": "Kế hoạch", "subject": "Phối hợp chuyển đổi số", "to": [], "joint": [ANH]}
WHY = {"reason": "Mục 2 chưa thống nhất giữa hai cơ quan"}


def pin(cast):
    return {"pin": cast.pin}


@pytest.fixture
def path(one_cast):
    """Minh of the district has signed; Ánh of the commune is waited for."""
    return desk.signed(one_cast, **PLAN)


@pytest.fixture
def both(one_cast, path):
    ok(one_cast.anh.does(path, "sign", pin(one_cast)))
    return path


def numbered(cast, path):
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))


@pytest.fixture
def half_sealed(one_cast, both):
    numbered(one_cast, both)
    ok(one_cast.lan.does(both, "seal", pin(one_cast)))
    return both


def told(pdf: bytes):
    return signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))


def test_both_names_and_both_signatures_are_printed_and_the_district_leads(one_cast):
    path = desk.submitted(one_cast, **PLAN)
    with pypdfium2.PdfDocument(store().fetch(paper_of(path).file_sha256)) as pdf:
        words = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "HUYỆN HOẰNG HÓA -" in words and "XÃ HOẰNG PHÚ" in words
    assert one_cast.minh.actor.name in words and one_cast.anh.actor.name in words
    assert paper_of(path).notation == "KH-UBND", "each abbreviation once (Annex I, II.3b)"
    assert words.count("TM. ỦY BAN NHÂN DÂN") == 2


def test_when_the_one_that_leads_has_signed_the_other_finds_it_on_her_desk(one_cast, path):
    assert waits(one_cast.anh, path) == {"sign"}
    assert waits(one_cast.lan, path) == set(), "no number before all have signed"
    assert ok(one_cast.anh.asks("GET", path))["actions"] == ["sign", "refuse_sign"]
    page = one_cast.lan.browser().get(path).text
    anh = one_cast.anh.actor
    assert f"Đang ở bàn Chủ tịch {anh.name}, UBND xã Hoằng Phú từ" in page
    assert f"UBND xã Hoằng Phú ({anh.name}, TM): chưa ký" in page
    assert "Đã ký 1/2 cơ quan" in page and "còn thiếu số và ngày" not in page


def test_nobody_reads_it_in_the_commune_before_its_turn(one_cast):
    path = desk.ready(one_cast, **PLAN)
    assert not reads(one_cast.anh, path)
    ok(one_cast.minh.does(path, "sign", pin(one_cast)))
    assert reads(one_cast.anh, path) and not reads(one_cast.dao, path)


def test_she_signs_over_the_same_bytes_and_then_the_district_numbers_it(one_cast, path):
    before = store().fetch(paper_of(path).file_sha256)
    thing = ok(one_cast.anh.does(path, "sign", pin(one_cast)))
    assert [one["field"] for one in thing["signatures"]] == ["NguoiKy", "NguoiKy2"]
    assert store().fetch(paper_of(path).file_sha256).startswith(before)
    assert paper_of(path).signatures_made[1].capacity == "TM"
    assert waits(one_cast.lan, path) == {"number"}
    assert waits(one_cast.anh, path) == set()


def test_without_her_it_has_no_number(one_cast, path):
    refused(one_cast.lan.does(path, "number"), "is_signed")


def test_nobody_signs_in_her_place_and_she_only_once(one_cast, path):
    refused(one_cast.minh.does(path, "sign", pin(one_cast)), "not_yours")
    ok(one_cast.anh.does(path, "sign", pin(one_cast)))
    refused(one_cast.anh.does(path, "sign", pin(one_cast)), "not_yours")


def test_where_the_commune_refuses_both_begin_anew_without_a_number(one_cast, path):
    """B20."""
    ok(one_cast.anh.does(path, "refuse_sign", WHY))
    assert last_step(path) == ("refuse_sign", ANH, WHY["reason"])
    thing = one_cast.nam.sees(path)
    assert (thing["state"], thing["number"], thing["signatures"]) == ("DRAFT", None, [])
    assert thing["signed_off"] == []
    assert waits(one_cast.nam, path) == {"submit"}
    row = paper_of(path)
    assert [one.voided_at is None for one in row.signatures_made] == [False]
    assert thing["files"][0]["sha256"] == row.current.page_sha256, "no longer what Minh signed"


def test_and_the_same_text_may_be_signed_again(one_cast, path):
    ok(one_cast.anh.does(path, "refuse_sign", WHY))
    ok(one_cast.nam.does(path, "submit"))
    for hand, step in (("hoa", "content_check"), ("mai", "form_check"), ("minh", "approve")):
        ok(getattr(one_cast, hand).does(path, step))
    ok(one_cast.minh.does(path, "sign", pin(one_cast)))
    ok(one_cast.anh.does(path, "sign", pin(one_cast)))
    assert told(store().fetch(paper_of(path).file_sha256)).lacking == [
        "missing:CoQuan", "missing:CoQuan2"
    ]  # fmt: skip


def test_a_refusal_says_why(one_cast, path):
    refused(one_cast.anh.does(path, "refuse_sign", {"reason": " "}), "has_reason")


def test_who_leads_may_take_it_back_while_the_other_is_waited_for(one_cast, path):
    refused(one_cast.binh.does(path, "refuse_sign", WHY), "not_found")
    ok(one_cast.minh.does(path, "refuse_sign", WHY))
    assert state_of(path) == "DRAFT"


def test_once_all_have_signed_nobody_takes_it_back(one_cast, both):
    refused(one_cast.minh.does(both, "refuse_sign", WHY), "awaits_signature")


def test_the_number_is_the_districts_and_the_commune_has_none(one_cast, both):
    numbered(one_cast, both)
    line = line_of(both)
    assert (line.agency_id, line.code) == (one_cast.lan.actor.agency_id, paper_of(both).code)


def test_each_agencys_clerk_seals_and_only_then_it_is_sent(one_cast, half_sealed):
    path = half_sealed
    assert waits(one_cast.dao, path) == {"seal"} and waits(one_cast.lan, path) == set()
    refused(one_cast.lan.does(path, "dispatch"), "is_sealed")
    refused(one_cast.lan.does(path, "seal", pin(one_cast)), "not_yours")
    page = one_cast.lan.browser().get(path).text
    assert f"{one_cast.dao.actor.name}, UBND xã Hoằng Phú từ" in page
    assert "đã ký, chưa ký số của cơ quan" in page and "Đã ký số 1/2 cơ quan" in page
    ok(one_cast.dao.does(path, "seal", pin(one_cast)))
    verdict = told(store().fetch(paper_of(path).file_sha256))
    assert (verdict.word, verdict.as_dict()["profile"]) == ("VALID", "joint")
    assert waits(one_cast.lan, path) == {"dispatch"} and waits(one_cast.dao, path) == set()
    refused(one_cast.dao.does(path, "dispatch"), "not_yours")


def test_who_signed_for_the_commune_does_not_seal_for_it(one_cast, half_sealed):
    desk.also(one_cast.anh, "CLERK")
    refused(one_cast.anh.does(half_sealed, "seal", {"pin": "000000"}), "sealer_did_not_sign")


def test_a_right_to_sign_that_ended_meanwhile_is_said_and_what_minh_signed_stands(one_cast, path):
    change(Agency, {"code": "hoangphu"}, regime="head")
    refused(one_cast.anh.does(path, "sign", pin(one_cast)), "wrong_regime")
    assert (state_of(path), paper_of(path).signatures) == ("SIGNED", 1)


def acting(hand: Hand) -> None:
    change(Appointment, {"id": hand.actor.appointment_id}, kind="acting")


def test_an_acting_chair_of_the_commune_signs_as_that(one_cast):
    """Q. is printed before her title, and is what she signs as (Annex I, II.7b)."""
    acting(one_cast.anh)
    path = desk.submitted(one_cast, **PLAN)
    (other,) = paper_of(path).co_issuers
    assert other.capacity == "Q"
    with pypdfium2.PdfDocument(store().fetch(paper_of(path).file_sha256)) as pdf:
        words = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert words.count("Q. CHỦ TỊCH") == 1


def test_who_was_named_as_chair_and_only_acts_by_now_does_not_sign_as_chair(one_cast, path):
    acting(one_cast.anh)
    refused(one_cast.anh.does(path, "sign", pin(one_cast)), "acting_signs_as_q")
    assert (state_of(path), paper_of(path).signatures) == ("SIGNED", 1)


def test_each_leader_finds_it_in_his_own_batch_when_it_is_his_turn(one_cast, path):
    def listed(hand):
        return f'value="{id_of(path)}"' in hand.browser().get("/outgoing/batch/sign").text

    third = Hand(one_cast.lan.app, DONG)
    assert [listed(hand) for hand in (one_cast.minh, one_cast.anh, third)] == [False, True, False]
    rows = ended(one_cast.anh, begun(one_cast.anh, "sign", [path]))
    assert (rows[id_of(path)]["done"], paper_of(path).signatures) == (True, 2)
    assert not listed(one_cast.anh)


def test_a_batch_that_seals_and_sends_stops_where_the_commune_is_waited_for(one_cast, both):
    rows = ended(one_cast.lan, begun(one_cast.lan, "seal", [both], dispatch=True))
    assert (rows[id_of(both)]["done"], state_of(both)) == (True, "SEALED")
    assert waits(one_cast.dao, both) == {"seal"}
    assert f'value="{id_of(both)}.' in one_cast.dao.browser().get("/outgoing/batch/seal").text
    rows = ended(one_cast.dao, begun(one_cast.dao, "seal", [both], dispatch=True))
    assert (rows[id_of(both)]["done"], waits(one_cast.lan, both)) == (True, {"dispatch"})


def test_three_sign_and_seal_in_their_turn(one_cast):
    path = desk.signed(one_cast, **PLAN | {"to": ["hoangthinh"], "joint": [ANH, DONG]})
    third = Hand(one_cast.lan.app, DONG)
    refused(third.does(path, "sign", pin(one_cast)), "not_found")
    for hand in (one_cast.anh, third):
        ok(hand.does(path, "sign", pin(one_cast)))
    numbered(one_cast, path)
    for hand in (one_cast.lan, one_cast.dao, one_cast.dao2):
        ok(hand.does(path, "seal", pin(one_cast)))
    assert told(store().fetch(paper_of(path).file_sha256)).word == "VALID"
    ok(one_cast.lan.does(path, "dispatch"))


def test_the_page_as_it_is_sealed_keeps_the_rules_of_marks_and_seals(one_cast, half_sealed):
    ok(one_cast.dao.does(half_sealed, "seal", pin(one_cast)))
    pdf = store().fetch(paper_of(half_sealed).file_sha256)
    results = {one.rule: one.verdict for one in judge(describe_pdf(pdf, ours=True))}
    assert results["FMT-20"] is results["FMT-22"] is Verdict.PASS
    assert {rule for rule, verdict in results.items() if verdict is Verdict.FAIL} <= {"TXT-05"}


GOOD = {"verdict": "valid"}
LATE = {"verdict": "invalid", "integrity": "valid", "trust": "unknown"}
LATE |= {"reasons": ["no_trusted_time"]}
"""Made while no stamp was to be had (LTV-01)."""
FALSE = LATE | {"trust": "revoked", "reasons": ["revoked"]}
SOUND = {"verdict": "invalid", "integrity": "valid", "reasons": ["missing:CoQuan2"]}
SOUND |= {"signatures": [GOOD] * 3}
"""What is read of a file that only the last seal is missing from."""


def test_a_file_beside_is_held_to_the_same_while_another_is_to_seal_yet():
    halfway, over = (SimpleNamespace(signatures=made, issuers=2) for made in (2, 3))
    assert is_sealed_well(halfway, SOUND, [SOUND])
    assert not is_sealed_well(halfway, SOUND, [SOUND | {"integrity": "invalid"}])
    assert not is_sealed_well(over, SOUND | {"verdict": "valid"}, [SOUND])


@pytest.mark.parametrize(
    ("read", "made", "kept"),
    [
        (SOUND, 2, True),
        (SOUND | {"integrity": "invalid"}, 2, False),
        (SOUND | {"signatures": [GOOD, FALSE]}, 2, False),
        (SOUND, 3, False),
        (SOUND | {"verdict": "valid"}, 3, True),
        (SOUND | {"reasons": [], "signatures": [LATE] * 4}, 3, True),
        (SOUND | {"reasons": [], "signatures": [LATE, FALSE]}, 3, False),
    ],
)
def test_a_seal_is_kept_only_where_all_that_is_there_is_sound(read, made, kept):
    paper = SimpleNamespace(signatures=made, issuers=2)
    assert is_sealed_well(paper, read, []) is kept


def test_a_paper_of_one_agency_asks_the_database_nothing_more(one_cast):
    with statements() as said:
        path = desk.signed(one_cast)
        numbered(one_cast, path)
        ok(one_cast.lan.does(path, "seal", pin(one_cast)))
        ok(one_cast.lan.does(path, "dispatch"))
        assert one_cast.lan.browser().get(path).status_code == 200
    assert not [one for one in said if "co_issuers" in one]
