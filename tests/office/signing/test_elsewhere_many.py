"""A key at its owner's desk, for more than one paper: batches, volumes of the books, copies."""

import json
from base64 import b64decode

import pytest
from sqlalchemy import select

from server import press
from server.database import db
from server.documents.copies.making import copies_of
from server.documents.incoming import copying
from server.documents.outgoing.batch import batches
from server.documents.outgoing.signatures import two_phases
from server.files import store
from server.home.volume_signing import VOLUMES
from server.office import office
from server.papers.services import Ref
from server.signatures import claims
from server.signatures.elsewhere import Asked
from server.signatures.models import SigningJob
from tests.office.batches.desk import ended
from tests.office.front.test_volumes import closed, signs
from tests.office.incoming.test_copying import brought, scanned
from tests.office.incoming.test_extracting import TAKEN
from tests.office.outcome import id_of, last_step, refused, state_of
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.outgoing.test_annex_files import BODY
from tests.office.papers import ok
from tests.office.signing.keys import answered, on_own_machine
from tests.office.signing.test_elsewhere import jobs, why
from workflows.copies import CopyForm

SY = {"form": "SY", "of_a_copy": False, "recipients": "Các xã"}


@pytest.fixture
def cast(one_cast):
    return one_cast


@pytest.fixture
def token(cast):
    return on_own_machine(cast)


@pytest.fixture
def seal(cast):
    return on_own_machine(cast, "huyen")


def refs(hand, *paths) -> list[Ref]:
    return [Ref(id_of(path), hand.sees(path)["version"]) for path in paths]


def worked(hand, job_id: int):
    return ended(hand, {"id": job_id})


# --- many papers, one PIN at the desk


def test_minh_signs_many_papers_with_one_pin_at_his_desk(cast, token):
    paths = [desk.ready(cast, subject=f"V/v họp lần {n}") for n in range(3)]
    listed = refs(cast.minh, *paths)
    asked = batches.begin(cast.minh.actor, listed, "sign", "ecdsa")
    assert len(asked.attributes) == len(asked.files) == 3
    assert "V/v họp lần 0" in asked.files[0]
    rows = worked(cast.minh, batches.sign(cast.minh.actor, listed, answer=answered(token, asked)))
    assert {row["done"] for row in rows.values()} == {True}
    assert {state_of(path) for path in paths} == {"SIGNED"}
    assert {paper_of(path).signatures_made[0].verdict for path in paths} == {"valid"}


def test_what_he_saw_last_of_all_is_approved_and_signed_there(cast, token):
    path = desk.checked(cast)
    listed = refs(cast.minh, path)
    asked = batches.begin(cast.minh.actor, listed, "sign", "ecdsa")
    worked(cast.minh, batches.sign(cast.minh.actor, listed, answer=answered(token, asked)))
    assert state_of(path) == "SIGNED"


def test_lan_numbers_seals_and_sends_many_with_the_agencys_token(cast, seal):
    paths = [desk.signed(cast, body=BODY), desk.signed(cast, subject="V/v khác")]
    listed = refs(cast.lan, *paths)
    asked = batches.begin(cast.lan.actor, listed, "seal", "ecdsa")
    assert len(asked.attributes) == 3
    answer = answered(seal, asked)
    worked(cast.lan, batches.seal(cast.lan.actor, listed, answer=answer, dispatch=True))
    assert [state_of(path) for path in paths] == ["DISPATCHED", "DISPATCHED"]
    assert [paper_of(path).number for path in paths] == [1, 2]


def test_one_that_will_not_do_stops_no_other_and_says_why(cast, token):
    good, other = desk.ready(cast), desk.ready(cast, subject="V/v khác")
    listed = refs(cast.minh, good, other)
    ok(cast.minh.does(other, "refuse_sign", {"reason": "Sai căn cứ"}))
    asked = batches.begin(cast.minh.actor, listed, "sign", "ecdsa")
    assert len(asked.attributes) == 1
    rows = worked(cast.minh, batches.sign(cast.minh.actor, listed, answer=answered(token, asked)))
    assert rows[id_of(good)]["done"]
    assert (rows[id_of(other)]["done"], rows[id_of(other)]["code"]) == (False, "stale")


def test_where_nothing_will_do_the_page_says_why_and_nothing_is_held(cast, token):
    path = desk.ready(cast)
    late = [Ref(id_of(path), 1)]
    assert why(batches.begin, cast.minh.actor, late, "sign", "ecdsa") == "stale"
    assert why(batches.begin, cast.minh.actor, [], "sign", "ecdsa") == "nothing_chosen"
    assert jobs() == []


def test_what_another_key_signed_is_put_into_none_of_them(cast, token):
    paths = [desk.ready(cast), desk.ready(cast, subject="V/v khác")]
    listed = refs(cast.minh, *paths)
    asked = batches.begin(cast.minh.actor, listed, "sign", "ecdsa")
    answer = answered(on_own_machine(cast, "binh"), asked)
    rows = worked(cast.minh, batches.sign(cast.minh.actor, listed, answer=answer))
    assert {row["code"] for row in rows.values()} == {"signature_misfits"}
    assert jobs() == []


def test_who_says_no_gives_all_of_them_back(cast, token):
    paths = [desk.ready(cast), desk.ready(cast, subject="V/v khác")]
    asked = batches.begin(cast.minh.actor, refs(cast.minh, *paths), "sign", "ecdsa")
    browser = cast.minh.browser()
    page = browser.get("/outgoing/batch/sign/review?docs=&at=0").text
    csrf = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    said = {"csrf_token": csrf, "claim": asked.claim}
    assert browser.post("/outgoing/batch/agent/give-back", data=said).status_code == 200
    assert jobs() == []


@pytest.mark.parametrize("claim", ["", "x", "1.2", "1.-1.3.a", "1.1.0.a", "²" + ".1.1.a"])
def test_a_batchs_answer_that_makes_no_sense_is_told(cast, token, claim):
    path = desk.ready(cast)
    answer = json.dumps({"claim": claim, "signatures": []})
    call = lambda: batches.sign(cast.minh.actor, refs(cast.minh, path), answer=answer)  # noqa: E731
    assert why(call) == "answer_malformed"


def test_the_page_of_a_batch_asks_the_agent_and_not_for_a_pin(cast, token):
    path = desk.ready(cast)
    (ref,) = refs(cast.minh, path)
    page = cast.minh.browser().get(f"/outgoing/batch/sign/review?docs={ref.id}.{ref.seen}&at=1")
    assert 'data-begin="/outgoing/batch/agent/sign"' in page.text
    assert 'name="pin"' not in page.text


def test_a_key_that_is_here_is_not_asked_for_elsewhere(cast):
    path = desk.ready(cast)
    listed = refs(cast.minh, path)
    assert why(batches.begin, cast.minh.actor, listed, "sign", "ecdsa") == "key_is_here"
    call = lambda: batches.sign(cast.minh.actor, listed, answer="{}")  # noqa: E731
    assert why(call) == "key_is_here"


# --- volumes of the books


@pytest.fixture
def volume(cast):
    desk.as_registered(cast)
    return closed(cast.lan)


def turning(hand, path: str, step: str) -> Asked:
    return two_phases.begin(VOLUMES, hand.actor, Ref(id_of(path), None), step, "ecdsa")


def test_a_volume_is_signed_by_the_heads_token_and_sealed_by_the_agencys(cast, token, seal, volume):
    for hand, key, step in ((cast.minh, token, "sign"), (cast.lan, seal, "seal")):
        answer = answered(key, turning(hand, volume, step))
        ok(hand.asks("POST", f"{volume}/actions/{step}", json={"answer": answer}))
    assert cast.lan.sees(volume)["stage"] == "sealed"
    with cast.lan.asks("GET", f"{volume}/file") as got:
        read = press.read_signatures(got.data, office().cabinet)
    assert read["verdict"] == "valid"


def test_a_volume_at_the_heads_desk_is_nobody_elses_meanwhile(cast, token, volume):
    refused(signs(cast.minh, volume, "sign"), "key_is_with_signer")
    asked = turning(cast.minh, volume, "sign")
    assert why(turning, cast.minh, volume, "sign") == "being_signed"
    assert why(turning, cast.lan, volume, "sign") == "wrong_role"
    body = {"answer": answered(on_own_machine(cast, "binh"), asked)}
    refused(cast.minh.asks("POST", f"{volume}/actions/sign", json=body), "signature_misfits")
    assert (cast.lan.sees(volume)["stage"], jobs()) == ("to_sign", [])


def test_a_volumes_page_asks_the_agent_and_gives_it_what_to_sign(cast, token, volume):
    browser, page = cast.minh.browser(), f"/registers/volumes/{id_of(volume)}"
    text = browser.get(page).text
    assert f'data-begin="{page}/agent/sign"' in text
    assert 'name="pin"' not in text
    csrf = text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    told = browser.post(f"{page}/agent/sign", data={"csrf_token": csrf, "mechanism": "ecdsa"}).json
    assert told["shown"]["title"].endswith("Quyển số 1")
    answer = {"claim": told["claim"], "signatures": []}
    sent = browser.post(page + "/sign", data={"csrf_token": csrf, "answer": json.dumps(answer)})
    assert sent.status_code == 422
    given = browser.post(f"{page}/agent/give-back", data={"csrf_token": csrf, **answer})
    assert (given.status_code, jobs()) == (200, [])


# --- electronic copies


@pytest.fixture
def came(cast):
    return brought(cast, scanned())


def copying_begun(cast, path: str, **more) -> Asked:
    asked = SY | {"form": CopyForm.SY} | more
    return copying.begin_copy(cast.lan.actor, Ref(id_of(path)), "ecdsa", **asked)


def test_lan_makes_a_true_copy_with_the_agencys_token(cast, seal, came):
    answer = answered(seal, copying_begun(cast, came))
    ok(cast.lan.does(came, "copy_electronically", SY | {"answer": answer}))
    (made,) = copies_of("incoming", id_of(came))
    read = press.read_signatures(store().fetch(made.sealed_sha256), office().cabinet)
    assert (read["word"], read["profile"]) == ("VALID", "copy")
    assert last_step(came) == ("copy_electronically", "vanthu.huyen", "01/SY-UBND")
    refused(cast.lan.does(came, "copy_electronically", SY | {"answer": answer}), "answer_too_late")
    assert len(copies_of("incoming", id_of(came))) == 1


def test_what_was_signed_is_the_copy_that_the_form_says(cast, seal, came):
    answer = answered(seal, copying_begun(cast, came))
    other = SY | {"recipients": "Nơi khác", "answer": answer}
    refused(cast.lan.does(came, "copy_electronically", other), "answer_too_late")
    assert copies_of("incoming", id_of(came)) == []


def test_a_copy_on_its_way_holds_its_paper_for_nobody(cast, seal, came):
    """Nothing of the paper is signed: whoever works on it goes on, and another copy may begin."""
    copying_begun(cast, came)
    copying_begun(cast, came, recipients="Nơi khác")
    assert not claims.held_by_another(f"incoming/{id_of(came)}")
    assert {job.paper for job in jobs()} == {f"incoming/{id_of(came)}/copy"}


def test_a_copy_signed_by_another_key_was_never_made(cast, seal, came):
    asked = copying_begun(cast, came)
    other = answered(on_own_machine(cast, "binh"), asked)
    refused(cast.lan.does(came, "copy_electronically", SY | {"answer": other}), "signature_misfits")
    assert (copies_of("incoming", id_of(came)), jobs()) == ([], [])


@pytest.mark.parametrize("signatures", [[], ["QQ==", "QQ=="]])
def test_a_copys_answer_is_one_signature(cast, seal, came, signatures):
    asked = copying_begun(cast, came)
    answer = json.dumps({"claim": asked.claim, "signatures": signatures})
    said = SY | {"answer": answer}
    refused(cast.lan.does(came, "copy_electronically", said), "answer_malformed")


def test_an_extract_of_our_own_is_sealed_by_the_token_through_its_page(cast, seal):
    path = desk.as_dispatched(cast, body=["Điều 1. Giao.", "Điều 2. Hạn."])
    browser = cast.lan.browser()
    text = browser.get(path).text
    step, doors = "extract_electronically", f"{path}/agent/copy"
    assert f'data-begin="{doors}/{step}"' in text
    csrf = text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    form = {"csrf_token": csrf, "parts": "1", "recipients": "Các xã", "mechanism": "ecdsa"}
    told = browser.post(f"{doors}/{step}", data=form).json
    asked = Asked(told["claim"], "", "", tuple(map(b64decode, told["attributes"])), "")
    sent = {"parts": [1], "recipients": "Các xã", "answer": answered(seal, asked)}
    ok(cast.lan.does(path, step, sent))
    assert last_step(path) == (step, "vanthu.huyen", "01/TrS-UBND")
    empty = browser.post(f"{doors}/{step}", data={"csrf_token": csrf, "mechanism": "ecdsa"})
    assert (empty.status_code, empty.json["code"]) == (422, "is_a_part")


def test_an_extract_of_what_came_is_sealed_by_the_token_and_may_be_given_back(cast, seal, came):
    browser, step = cast.lan.browser(), "extract_electronically"
    csrf = browser.get(came).text.split('name="csrf_token"', 1)[1].split('value="', 1)[1]
    taken = TAKEN | {"recipients": "Các xã"}
    form = taken | {"csrf_token": csrf.split('"', 1)[0], "mechanism": "ecdsa"}
    told = [browser.post(f"{came}/agent/copy/{step}", data=form).json for _twice in range(2)]
    back = {"csrf_token": form["csrf_token"], "claim": told[0]["claim"]}
    assert browser.post(f"{came}/agent/copy/give-back", data=back).status_code == 200
    asked = Asked(told[1]["claim"], "", "", tuple(map(b64decode, told[1]["attributes"])), "")
    ok(cast.lan.does(came, step, taken | {"answer": answered(seal, asked)}))
    assert last_step(came) == (step, "vanthu.huyen", "01/TrS-UBND")


def test_who_may_not_copy_prepares_nothing(cast, seal, came):
    begun = {**SY, "form": CopyForm.SY}
    ref = Ref(id_of(came))
    assert why(copying.begin_copy, cast.nam.actor, ref, "ecdsa", **begun) == "not_found"
    assert why(copying.begin_copy, cast.minh.actor, ref, "ecdsa", **begun) == "wrong_role"
    assert db.session.scalars(select(SigningJob)).all() == []
