"""The two signatures and the PIN that opens a key (OUT-T10, OUT-T14, SIG-01, SIG-02, SOD-03)."""

import datetime as dt

import time_machine

from server.clock import now
from server.documents.outgoing.models import OutgoingDocument
from server.files import store
from server.office import office
from signing import Trust, verify
from tests.office.front.clicking import Desk as Page
from tests.office.outcome import (
    change,
    id_of,
    last_step,
    reads,
    refused,
    state_of,
    steps,
    waits,
)
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.office.signing.keys import HUYEN

WRONG = {"pin": "000000"}


def pin(cast) -> dict[str, str]:
    return {"pin": cast.pin}


def test_the_approver_signs_what_he_approved_and_the_clerks_get_it(cast):
    path = desk.ready(cast)
    page = paper_of(path).file_sha256
    assert not reads(cast.lan, path)
    thing = ok(cast.minh.does(path, "sign", pin(cast)))
    assert thing["state"] == "SIGNED"
    assert [(one["kind"], one["signer"]) for one in thing["signatures"]] == [
        ("person", cast.minh.actor.name)
    ]
    assert reads(cast.lan, path)
    assert reads(cast.son, path)
    assert waits(cast.lan, path) == waits(cast.lien, path) == {"number"}
    assert waits(cast.minh, path) == set()
    log = paper_of(path).signatures_made[0]
    assert (log.input_sha256, log.output_sha256) == (page, paper_of(path).file_sha256)
    assert (log.account, log.capacity, log.verdict) == ("chutich.huyen", "TM", "valid")
    assert store().fetch(log.output_sha256).startswith(store().fetch(page))


def test_the_clerk_seals_over_the_signature_with_number_and_date(cast):
    """B04: first Bình or Minh, then the agency (OUT-T10–T15, SIG-07)."""
    path = desk.signed(cast)
    signed = store().fetch(paper_of(path).file_sha256)
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    thing = ok(cast.lan.does(path, "seal", pin(cast)))
    assert [one["kind"] for one in thing["signatures"]] == ["person", "seal"]
    assert waits(cast.lan, path) == {"dispatch"}
    assert store().fetch(paper_of(path).file_sha256).startswith(signed)
    assert paper_of(path).signatures_made[1].account == "vanthu.huyen"


def test_what_binh_signed_goes_out_with_his_signature_first_and_the_agencys_over_it(cast):
    """B04 as it is told: Bình KT., then Lan's four steps; the verifier reads the order."""
    path = desk.checked(cast, signer="phochutich.huyen", capacity="KT")
    ok(cast.binh.does(path, "approve"))
    ok(cast.binh.does(path, "sign", pin(cast)))
    for step, said in (("number", {}), ("register", {}), ("seal", pin(cast)), ("dispatch", {})):
        thing = ok(cast.lan.does(path, step, said))
    assert (thing["state"], thing["code"]) == ("DISPATCHED", "01/UBND-VHTT")
    pdf = store().fetch(paper_of(path).file_sha256)
    told = verify(pdf, Trust.of([office().cabinet.keys])).as_dict()
    made = [(one["field"], one["signer"]) for one in told["signatures"]]
    assert made[:2] == [("NguoiKy", cast.binh.actor.name), ("CoQuan", HUYEN)]
    assert (told["verdict"], told["integrity"]) == ("valid", "valid")
    assert [one.capacity for one in paper_of(path).signatures_made] == ["KT", ""]


def test_who_signed_does_not_seal(cast):
    desk.also(cast.minh, "CLERK")
    path = desk.as_registered(cast)
    refused(cast.minh.does(path, "seal", WRONG), "sealer_did_not_sign")


def test_what_no_person_signed_is_not_sealed(cast):
    """B05: SIG-01, article 32.2d."""
    path = desk.as_registered(cast)
    desk.take_signature_away(cast, path, "person")
    refused(cast.lan.does(path, "seal", pin(cast)), "is_signed")


def test_a_signature_is_asked_for_with_the_version_that_was_seen(cast):
    path = desk.ready(cast)
    where = f"{path}/actions/sign"
    seen = cast.minh.asks("GET", path).headers["ETag"]
    refused(cast.minh.asks("POST", where, json=pin(cast)), "version_required")
    refused(cast.minh.asks("POST", where, json=pin(cast), match="moi"), "version_malformed")
    etag = cast.nam.asks("GET", path).headers["ETag"]
    ok(cast.nam.asks("PATCH", path, json={"body": ["Sửa một số liệu./."]}, match=etag))
    no = refused(cast.minh.asks("POST", where, json=pin(cast), match=seen), "stale")
    assert cast.nam.actor.name in no["difference"][0]
    assert paper_of(path).signatures_made == []


def test_a_file_that_is_not_what_was_approved_is_not_signed(cast):
    path = desk.ready(cast)
    other = paper_of(desk.submitted(cast, subject="V/v khác")).file_sha256
    change(OutgoingDocument, {"id": id_of(path)}, file_sha256=other)
    refused(cast.minh.does(path, "sign", pin(cast)), "is_what_was_approved")
    assert state_of(path) == "READY_TO_SIGN"


def test_five_wrong_pins_close_the_key_to_this_person_for_a_while(cast):
    path = desk.as_registered(cast)
    for left in (4, 3, 2, 1):
        no = refused(cast.lan.does(path, "seal", WRONG), "wrong_pin")
        assert f"Còn {left} lần thử" in no["detail"]
    assert "15 phút" in refused(cast.lan.does(path, "seal", WRONG), "pin_locked")["detail"]
    refused(cast.lan.does(path, "seal", pin(cast)), "pin_locked")
    no = refused(cast.lien.does(path, "seal", WRONG), "wrong_pin")
    assert "Còn 4 lần thử" in no["detail"]
    assert (state_of(path), waits(cast.lan, path)) == ("REGISTERED", {"seal"})
    with time_machine.travel(now() + dt.timedelta(minutes=15, seconds=1), tick=False):
        refused(cast.lan.does(path, "seal", WRONG), "wrong_pin")


def test_five_wrong_pins_of_his_own_key_leave_minh_with_an_unsigned_paper(cast):
    path = desk.ready(cast)
    for _ in range(4):
        refused(cast.minh.does(path, "sign", WRONG), "wrong_pin")
    for tried in (WRONG, pin(cast)):
        refused(cast.minh.does(path, "sign", tried), "pin_locked")
    assert (state_of(path), waits(cast.minh, path)) == ("READY_TO_SIGN", {"sign"})
    assert paper_of(path).signatures_made == []


def test_a_right_pin_forgets_the_wrong_ones(cast):
    path = desk.ready(cast)
    for _ in range(2):
        refused(cast.minh.does(path, "sign", WRONG), "wrong_pin")
    ok(cast.minh.does(path, "sign", pin(cast)))
    other = desk.ready(cast)
    no = refused(cast.minh.does(other, "sign", WRONG), "wrong_pin")
    assert "Còn 4 lần thử" in no["detail"]


def test_a_pin_is_not_tried_where_the_step_is_not_open(cast):
    path = desk.checked(cast)
    refused(cast.minh.does(path, "sign", WRONG), "wrong_state")
    ready = desk.ready(cast)
    no = refused(cast.minh.does(ready, "sign", WRONG), "wrong_pin")
    assert "Còn 4 lần thử" in no["detail"]


def test_approve_and_sign_is_one_button_for_who_comes_last(cast):
    path = desk.checked(cast)
    refused(cast.minh.does(path, "approve", WRONG), "wrong_pin")
    assert (state_of(path), paper_of(path).approved_by) == ("SUBMITTED", None)
    where = f"{path}/actions/approve"
    refused(cast.minh.asks("POST", where, json=pin(cast)), "version_required")
    assert ok(cast.minh.does(path, "approve", pin(cast)))["state"] == "SIGNED"
    assert steps(path)[-5:] == ["approve", "pass_content", "pass_form", "ready", "sign"]
    assert last_step(path)[1] == "chutich.huyen"


def test_minh_reads_that_he_approved_and_signed_or_that_he_only_approved(cast):
    whole, half = desk.checked(cast), desk.submitted(cast)
    for path, words in ((whole, "Đã ghi: Duyệt, Ký số."), (half, "Đã ghi: Duyệt.")):
        page, seen = Page(cast.minh), str(paper_of(path).version)
        typed = {"version": seen, "read": "1", **pin(cast)}
        assert page.sends(f"{path}/approve", path, **typed).status_code == 302
        assert words in page.opens(path)


def test_with_a_check_missing_the_one_button_only_approves(cast):
    path = desk.submitted(cast)
    ok(cast.mai.does(path, "form_check"))
    assert ok(cast.minh.does(path, "approve", pin(cast)))["state"] == "APPROVED"
    assert paper_of(path).signatures_made == []
