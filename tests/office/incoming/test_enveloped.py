"""Lan looks at the envelope before she enters what was in it (art. 21.1a; IN-T02)."""

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from server.database import db
from server.desks.models import Mention
from server.documents.incoming.shapes import Flaw, Registering
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.incoming.test_confirming import confirms
from tests.office.outcome import id_of, last_step, line_of, refused, says, state_of
from tests.office.papers import ok
from workflows.enveloped import FLAWS

TORN = {"envelope": ["STATE", "SEAL"], "outside": "1251/UBND-VX", "reason": "Bì rách góc, mất niêm"}
SAID = (
    "Kiểm tra bì: bì rách, ướt hoặc đã bị mở; dấu niêm phong mất hoặc không nguyên vẹn; "
    "ngoài bì ghi 1251/UBND-VX."
)


def test_one_in_order_costs_lan_nothing_and_the_page_says_that_she_looked(cast: Cast) -> None:
    path = desk.arrived(cast)
    assert cast.lan.sees(path)["envelope"] is None
    ok(cast.lan.does(path, "register"))
    assert cast.lan.sees(path)["envelope"] == {"wrong": [], "outside": ""}
    assert "Đã kiểm tra: đủ, nguyên vẹn" in cast.lan.browser().get(path).text
    assert line_of(path).note == ""


def test_what_is_wrong_needs_its_reason_and_is_kept_told_and_shown(cast: Cast) -> None:
    path = desk.arrived(cast)
    refused(cast.lan.does(path, "register", TORN | {"reason": " "}), "has_reason_for_envelope")
    assert state_of(path) == "ARRIVED"
    ok(cast.lan.does(path, "register", TORN))
    kept = {"wrong": ["STATE", "SEAL"], "outside": "1251/UBND-VX"}
    assert cast.lan.sees(path)["envelope"] == kept
    assert last_step(path) == ("register", "vanthu.huyen", "Bì rách góc, mất niêm")
    assert line_of(path).note == SAID
    page = cast.lan.browser().get(path).text
    assert SAID in page and "Ngoài bì ghi 1251/UBND-VX, trong bì 1250/UBND-VX" in page
    told = select(Mention.person_id).filter_by(paper_id=id_of(path), what="odd")
    people = {cast.minh.actor.person_id, cast.tuan.actor.person_id}
    assert set(db.session.scalars(told)) == people, "whoever answers for it hears at once"


def test_the_same_number_written_another_way_is_no_flaw(one_cast: Cast) -> None:
    path = desk.arrived(one_cast)
    ok(one_cast.lan.does(path, "register", {"outside": "1250 / ubnd-vx"}))
    assert one_cast.lan.sees(path)["envelope"] == {"wrong": [], "outside": ""}


def test_at_the_desk_she_ticks_it_and_what_she_typed_stays_with_a_no(one_cast: Cast) -> None:
    path = desk.arrived(one_cast)
    page = one_cast.lan.browser().get(f"{path}/confirm").text
    assert 'name="envelope"' in page and 'name="outside"' in page
    got = confirms(one_cast, path, envelope="SEAL")
    assert got.status_code == 422 and says("has_reason_for_envelope", got.text)
    assert '<option value="SEAL" selected' in got.text


def test_what_came_electronically_has_none(one_cast: Cast) -> None:
    path = desk.arrived(one_cast, electronic=True)
    assert 'name="envelope"' not in one_cast.lan.browser().get(f"{path}/confirm").text
    refused(one_cast.lan.does(path, "register", TORN), "came_in_an_envelope")
    ok(one_cast.lan.does(path, "register"))
    assert one_cast.lan.sees(path)["envelope"] is None
    assert "Bì văn bản" not in one_cast.lan.browser().get(path).text


def test_the_envelope_of_the_paper_that_came_second_stands_at_the_entry(cast: Cast) -> None:
    entry = desk.registered(cast, electronic=True)
    path = desk.arrived(cast)
    ok(cast.lan.does(path, "same_document", TORN))
    assert cast.lan.sees(entry)["envelope"]["wrong"] == ["STATE", "SEAL"]
    assert line_of(entry).note.endswith(SAID)
    assert SAID in cast.lan.browser().get(entry).text


def test_and_it_stays_there_when_the_electronic_one_comes_second(one_cast: Cast) -> None:
    entry = desk.arrived(one_cast)
    ok(one_cast.lan.does(entry, "register", TORN))
    second = desk.arrived(one_cast, electronic=True)
    ok(one_cast.lan.does(second, "same_document"))
    assert one_cast.lan.sees(entry)["envelope"]["wrong"] == ["STATE", "SEAL"]


def test_the_doors_know_the_flaws_of_the_law() -> None:
    assert tuple(Flaw) == FLAWS


@pytest.mark.parametrize("said", [[*FLAWS, *FLAWS], ["x"], ["a\0b"], "torn"])
def test_each_flaw_is_one_that_the_law_names_and_said_once(said: object) -> None:
    assert Registering(envelope=[*FLAWS]).envelope == [*FLAWS]  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="envelope"):
        Registering.model_validate({"envelope": said})
