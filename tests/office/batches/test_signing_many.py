"""Minh signs what waits for him with one PIN; one bad document stops no other (issue 3)."""

import json
import re

from sqlalchemy import event, select

from server import at_once, jobs
from server.database import db
from server.documents.outgoing.batch import abreast, batches
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures import signing
from server.papers.services import Ref
from server.signatures.models import PinTry
from tests.office.batches.desk import begun, ended
from tests.office.front.desks import statements
from tests.office.outcome import id_of, last_step, refused, state_of, steps, waits
from tests.office.outgoing import desk
from tests.office.papers import ok


def refs_of(cast, *paths: str) -> list[Ref]:
    return [Ref(id_of(path), cast.minh.sees(path)["version"]) for path in paths]


def test_one_pin_signs_many_and_one_bad_document_stops_no_other(cast):
    ready = [desk.ready(cast, subject=f"V/v họp lần {n}") for n in range(2)]
    early, foreign = desk.submitted(cast), "/outgoing/987654321"
    order = [ready[0], early, foreign, ready[1]]
    job = begun(cast.minh, "sign", order)
    rows = ended(cast.minh, job)
    page = cast.minh.browser().get(f"/jobs/{job['id']}").text
    tones = re.findall(r'<li class="(ok|bad)"', page)
    assert tones == ["bad", "bad", "ok", "ok"], "what is left to do stands first"
    assert list(rows) == [id_of(path) for path in order]
    for path in ready:
        assert rows[id_of(path)] == {
            "id": id_of(path), "done": True, "state": "SIGNED", "code": "", "detail": "",
        }  # fmt: skip
        assert state_of(path) == "SIGNED"
        assert last_step(path)[1] == "chutich.huyen"
        assert waits(cast.lan, path) == {"number"}
    bad = rows[id_of(early)]
    assert (bad["done"], bad["state"], bad["code"]) == (False, "SUBMITTED", "wrong_state")
    assert bad["detail"].startswith("Không còn ở bước này")
    assert (rows[id_of(foreign)]["code"], rows[id_of(foreign)]["state"]) == ("not_found", None)


def test_a_wrong_pin_begins_nothing_and_is_counted_once(one_cast):
    path = desk.ready(one_cast)
    body = {"ids": [id_of(path)], "pin": "000000"}
    no = refused(one_cast.minh.asks("POST", "/outgoing/batch/sign", json=body), "wrong_pin")
    assert "Còn 4 lần thử" in no["detail"]
    assert db.session.scalar(select(jobs.Job.id).filter_by(kind=batches.KIND)) is None
    assert state_of(path) == "READY_TO_SIGN"


def test_who_signs_nothing_is_told_so_before_the_pin_is_tried(one_cast):
    body = {"ids": [1], "pin": "000000"}
    refused(one_cast.nam.asks("POST", "/outgoing/batch/sign", json=body), "wrong_role")
    refused(one_cast.minh.asks("POST", "/outgoing/batch/seal", json=body), "wrong_role")
    refused(one_cast.minh.asks("POST", "/outgoing/batch/sign", json=body | {"ids": []}), "invalid")


def test_the_version_that_was_seen_is_the_one_that_is_signed(one_cast):
    seen, edited = desk.checked(one_cast), desk.checked(one_cast)
    refs = refs_of(one_cast, seen, edited)
    ok(
        one_cast.nam.asks(
            "PATCH", edited, json={"subject": "V/v khác hẳn"}, match=f'"{refs[1].seen}"'
        )
    )
    job_id = batches.sign(one_cast.minh.actor, refs, pin=one_cast.pin)
    rows = ended(one_cast.minh, {"id": job_id})
    assert (rows[refs[0].id]["state"], steps(seen)[-1]) == ("SIGNED", "sign")
    assert rows[refs[1].id]["code"] == "stale"
    assert (state_of(edited), "approve" in steps(edited)) == ("SUBMITTED", False)


def test_without_a_version_nothing_is_approved_in_passing(one_cast):
    path = desk.checked(one_cast)
    rows = ended(one_cast.minh, begun(one_cast.minh, "sign", [path]))
    assert (rows[id_of(path)]["code"], state_of(path)) == ("wrong_state", "SUBMITTED")


def test_a_batch_said_twice_is_one_batch(one_cast):
    path = desk.ready(one_cast)
    said = {"json": {"ids": [id_of(path)], "pin": one_cast.pin}, "key": "lo-sang"}
    first = one_cast.minh.asks("POST", "/outgoing/batch/sign", **said)
    ended(one_cast.minh, first.json)
    again = one_cast.minh.asks("POST", "/outgoing/batch/sign", **said)
    assert (again.status_code, again.data) == (202, first.data)
    assert again.headers["Location"] == first.headers["Location"]
    assert steps(path).count("sign") == 1


def test_a_fault_of_ours_at_one_document_is_told_and_the_next_is_signed(one_cast, monkeypatch):
    first, broken, beside = (desk.ready(one_cast) for _ in range(3))
    real = signing.ready_to_sign

    def ready_to_sign(actor, ref):
        if ref.id == id_of(broken):
            raise ZeroDivisionError
        return real(actor, ref)

    monkeypatch.setattr(signing, "ready_to_sign", ready_to_sign)
    monkeypatch.setattr(abreast, "AHEAD", 1000)
    rows = ended(one_cast.minh, begun(one_cast.minh, "sign", [first, broken, beside]))
    assert rows[id_of(broken)]["code"] == "broke_off"
    assert rows[id_of(first)]["done"] and rows[id_of(beside)]["done"]


def test_what_a_killed_process_did_not_sign_is_given_back(one_cast, monkeypatch):
    """The thread never runs, as after a kill -9; the consumer's sweep finds the row."""
    signed, left = desk.signed(one_cast), desk.ready(one_cast)
    monkeypatch.setattr(at_once, "start", lambda *_: None)
    job = begun(one_cast.minh, "sign", [signed, left])
    assert job["state"] == "running"
    jobs.work(job["id"])
    assert ok(one_cast.minh.asks("GET", f"/jobs/{job['id']}"))["state"] == "running"
    monkeypatch.setattr(jobs, "now", lambda: at_once.now() + 2 * jobs.LEASE)
    jobs.work(job["id"])
    rows = ended(one_cast.minh, job)
    assert (rows[id_of(signed)]["done"], rows[id_of(signed)]["state"]) == (True, "SIGNED")
    assert rows[id_of(left)]["code"] == "given_back"
    assert "Hãy ký lại" in rows[id_of(left)]["detail"]


def test_no_row_of_the_office_ever_holds_the_pin(one_cast, one_app, tmp_path):
    path = desk.ready(one_cast)
    ended(one_cast.minh, begun(one_cast.minh, "sign", [path]))
    for row in db.session.scalars(select(jobs.Job)):
        assert one_cast.pin not in json.dumps([row.payload, row.result])
    kept = [file for file in tmp_path.rglob("*") if file.is_file() and "keys" not in file.parts]
    found = [f.name for f in kept if f.suffix != ".pdf" and b'"246810"' in f.read_bytes()]
    assert found == []


def test_a_batch_whose_job_another_hand_took_hands_out_no_more(one_cast, monkeypatch):
    """A process that slept longer than its lease wakes up beside the one that gave back."""
    paths = [desk.ready(one_cast) for _ in range(3)]
    started = []
    monkeypatch.setattr(abreast, "PAUSE", 0)
    monkeypatch.setattr(at_once, "start", lambda *given: started.append(given[1]))
    begun(one_cast.minh, "sign", paths)
    started[0](lambda *_: False)
    assert state_of(paths[0]) == "SIGNED"
    assert state_of(paths[2]) == "READY_TO_SIGN"


def test_what_is_told_as_done_is_kept_already(one_cast, monkeypatch):
    """While the batch is under way, its row is read by somebody else's connection."""
    paths = [desk.ready(one_cast) for _ in range(3)]
    started, told = [], []
    monkeypatch.setattr(abreast, "PAUSE", 0)
    monkeypatch.setattr(abreast, "AHEAD", 1000)
    monkeypatch.setattr(at_once, "start", lambda *given: started.append(given[1]))
    begun(one_cast.minh, "sign", paths)
    state = select(OutgoingDocument.id, OutgoingDocument.state)

    def say(percent, so_far):
        with db.engine.connect() as other:
            kept = {paper_id: stands for paper_id, stands in other.execute(state)}
        done = [row["id"] for row in so_far["items"] if row["done"]]
        told.append((percent, len(done), {kept[n] for n in done}))
        return True

    started[0](say)
    assert told == [(33, 1, {"SIGNED"}), (33, 1, {"SIGNED"})]
    assert {state_of(path) for path in paths} == {"SIGNED"}


def test_a_paper_more_costs_its_own_statements_and_no_commit(one_cast, monkeypatch):
    """What is the same for all is asked once, and a group is kept at once."""
    monkeypatch.setattr(abreast, "AHEAD", 1000)
    works, kept = [], []
    monkeypatch.setattr(at_once, "start", lambda _claim, work: works.append(work))
    event.listen(db.engine, "commit", kept.append)  # the office ends with the test
    spent = []
    for count in (2, 3):
        begun(one_cast.minh, "sign", [desk.ready(one_cast) for _ in range(count)])
        kept.clear()
        with statements() as asked:
            works.pop()(lambda *_: True)
        spent.append((len(kept), len(asked)))
    (commits, few), (commits_more, more) = spent
    assert commits_more == commits
    assert more - few <= 30


def test_a_key_that_tells_a_wrong_pin_only_when_it_signs_is_asked_once(one_cast, monkeypatch):
    """A service far away may lock its key for good after a few."""
    asked = []

    def put_down(taken, *_):
        asked.append(taken)
        raise signing.SealFailed("wrong_pin")

    monkeypatch.setattr(signing, "put_down", put_down)
    paths = [desk.ready(one_cast) for _ in range(3)]
    rows = ended(one_cast.minh, begun(one_cast.minh, "sign", paths))
    codes = [rows[id_of(path)]["code"] for path in paths]
    assert codes == ["wrong_pin"] * 3
    assert len(asked) == 1
    assert db.session.scalars(select(PinTry.wrong)).all() == [1]
    assert rows[id_of(paths[2])]["state"] == "READY_TO_SIGN"
