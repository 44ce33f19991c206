"""What a body may say, field by field: the decree's lengths, real days, no NUL (PL.VI P.II)."""

import datetime as dt
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from server import shapes
from server.admin import shapes as office
from server.documents.incoming import shapes as incoming
from server.documents.outgoing import shapes as outgoing
from server.shapes import Asked
from workflows.kinds import KINDS


def takes(kind: Any, said: Any) -> bool:
    try:
        TypeAdapter(kind).validate_python(said)
    except ValidationError:
        return False
    return True


LENGTHS = [
    ("Code", 1, 60),
    ("Word", 0, 60),
    ("Number", 0, 11),
    ("Notation", 0, 30),
    ("Line", 0, 200),
    ("Name", 0, 300),
    ("Reason", 0, 2000),
    ("FullText", 0, 5000),
    ("Paragraph", 0, 20000),
    ("Subject", 0, 500),
    ("Pin", 0, 64),
]


@pytest.mark.parametrize(("name", "least", "most"), LENGTHS)
def test_a_text_is_as_long_as_its_column_and_not_a_letter_longer(
    name: str, least: int, most: int
) -> None:
    kind = getattr(shapes, name)
    assert takes(kind, "ệ" * most) and not takes(kind, "ệ" * (most + 1))
    assert takes(kind, "a" * least) and takes(kind, "") is (least == 0)


@pytest.mark.parametrize("name", [row[0] for row in LENGTHS])
@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("Tệp", True), ("e\u0323", True), ("\u200b", True), ("\u202e\u05d0", True), ("a\nb", True),
        ("a\0", False), ("\0", False), ("a\0b", False), (1, False), (None, False), ([], False),
    ],
)  # fmt: skip
def test_any_letter_goes_in_but_nul_and_what_is_no_text(name: str, said: Any, goes: bool) -> None:
    assert takes(getattr(shapes, name), said) is goes


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("2026-02-17", True), ("2024-02-29", True), ("1900-01-01", True), ("2999-12-31", True),
        (dt.date(2026, 2, 17), True),
        ("2025-02-29", False), ("1899-12-31", False), ("3000-01-01", False), ("2026-2-7", False),
        ("17/02/2026", False), ("2026-02-17T00:00:00", False), ("20260217", False), ("0", False),
        ("", False), (" 2026-02-17", False), ("2026-02-17\n", False), (True, False),
    ],
)  # fmt: skip
def test_a_day_is_iso_real_and_of_these_centuries(said: Any, goes: bool) -> None:
    assert takes(shapes.Day, said) is goes


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("2026-02-17T17:00:00+07:00", True), ("2026-02-17T10:00:00Z", True),
        ("2026-02-17T17:00+07:00", True), ("1900-01-01T00:00:00+00:00", True),
        ("2999-12-31T16:59:59+00:00", True),
        ("2026-02-17T17:00:00", False), ("2026-02-17", False), ("2026-02-30T17:00:00Z", False),
        ("2026-02-17T24:30:00Z", False), ("1899-12-31T23:59:59Z", False), ("0", False),
        ("", False),
        ("3000-01-01T00:00:00Z", False), ("9999-12-31T23:59:59Z", False),
        (dt.datetime(2026, 2, 17, tzinfo=dt.UTC), True),
        (dt.datetime.fromisoformat("2026-02-17"), False),
        (dt.datetime(1, 1, 1, tzinfo=dt.UTC), False),
        (dt.datetime(9999, 12, 31, tzinfo=dt.UTC), False), (1_700_000_000, False),
    ],
)  # fmt: skip
def test_a_moment_has_its_offset_and_is_of_these_centuries(said: Any, goes: bool) -> None:
    """A typed 31/12/9999 is a moment too: days after it cannot be counted."""
    assert takes(shapes.When, said) is goes


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        *((1, True), (2**53, True), (0, False), (-1, False), (2**53 + 1, False)),
        *((1.5, False), ("x", False)),
    ],
)
def test_an_id_is_one_that_javascript_can_hold(said: Any, goes: bool) -> None:
    assert takes(shapes.Id, said) is goes


def test_the_types_of_documents_are_the_29_by_their_names() -> None:
    assert [str(one) for one in shapes.DocType] == [kind.name for kind in KINDS]
    assert not any(takes(shapes.DocType, said) for said in ("công văn", "", "Thông tư"))


SAID: dict[type[Asked], dict[str, Any]] = {
    shapes.Nothing: {},
    shapes.Why: {"reason": "x"},
    shapes.MaybeWhy: {},
    shapes.KeyAsked: {"pin": "246810"},
    incoming.RegisterFields: {},
    incoming.Registering: {},
    incoming.Presenting: {},
    incoming.Returning: {"code": "UNREADABLE"},
    incoming.Informing: {"to": ["x"]},
    incoming.Directing: {"text": "x", "lead": "vhtt"},
    incoming.Redirecting: {"text": "x", "lead": "vhtt", "reason": "x"},
    incoming.Routing: {"lead": "vhtt", "rule": "Điều 5"},
    incoming.Assigning: {"person": "x"},
    incoming.Extending: {"until": "2026-02-17T17:00:00Z", "reason": "x"},
    incoming.Contributing: {"text": "x"},
    incoming.Waiving: {"who": "x", "reason": "x"},
    incoming.ProposingClose: {},
    incoming.Filing: {"case_file": "x"},
    outgoing.Draft: {
        "doc_type": "Công văn", "subject": "x", "body": ["x"], "signer": "x", "capacity": "TM",
    },
    outgoing.DraftChange: {},
    outgoing.Consulting: {"units": ["vhtt"], "due_at": "2026-02-17T17:00:00Z"},
    outgoing.Opining: {"text": "x"},
    outgoing.Submitting: {},
    outgoing.Approving: {},
    outgoing.Recalling: {},
    outgoing.Printing: {},
    outgoing.SendingByPost: {"to": "x"},
    outgoing.Lending: {"borrower": "x", "allowed_by": "x"},
    outgoing.TakingBack: {},
}  # fmt: skip
FIELDS = [(shape, name) for shape in SAID for name in shape.model_fields]


@pytest.mark.parametrize("shape", SAID, ids=lambda shape: shape.__name__)
def test_a_body_with_what_it_must_say_is_taken_and_one_word_more_is_not(shape: type[Asked]) -> None:
    shape.model_validate(SAID[shape])
    with pytest.raises(ValidationError, match="extra_forbidden"):
        shape.model_validate(SAID[shape] | {"state": "SIGNED"})


@pytest.mark.parametrize(
    ("shape", "name"),
    [(shape, name) for shape, name in FIELDS if shape.model_fields[name].is_required()],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_what_must_be_said_is_missed(shape: type[Asked], name: str) -> None:
    with pytest.raises(ValidationError, match=f"{name}\n  Field required"):
        shape.model_validate({key: SAID[shape][key] for key in SAID[shape] if key != name})


def test_a_key_that_opens_here_asks_for_its_pin_and_one_elsewhere_for_its_answer() -> None:
    shapes.KeyAsked.model_validate({"answer": "x"})
    for said in ({}, {"answer": ""}):
        with pytest.raises(ValidationError, match="pin\n  Field required"):
            shapes.KeyAsked.model_validate(said)


def _texts_in(shape: type[BaseModel]) -> list[str]:
    return [name for name, field in shape.model_fields.items() if _is_text(field.annotation)]


def _is_text(kind: Any) -> bool:
    if get_origin(kind) is Annotated:
        return _is_text(get_args(kind)[0])
    return kind is str or str in get_args(kind)


@pytest.mark.parametrize(
    ("shape", "name"),
    [(shape, name) for shape in SAID for name in _texts_in(shape)],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_no_text_of_any_body_is_without_end_or_with_nul(shape: type[Asked], name: str) -> None:
    for said in ("x" * 20_001, "a\0b"):
        with pytest.raises(ValidationError, match=name):
            shape.model_validate(SAID[shape] | {name: said})


LISTS = [
    (incoming.Informing, "to", 200),
    (incoming.Directing, "cooperate", 100),
    (incoming.Directing, "for_information", 200),
    (incoming.Redirecting, "cooperate", 100),
    (outgoing.Draft, "body", 500),
    (outgoing.Draft, "bases", 100),
    (outgoing.Draft, "to", 500),
    (outgoing.Draft, "for_info", 500),
    (outgoing.Draft, "joint", 10),
    (outgoing.DraftChange, "body", 500),
    (outgoing.DraftChange, "bases", 100),
    (outgoing.DraftChange, "to", 500),
    (outgoing.DraftChange, "for_info", 500),
    (outgoing.DraftChange, "joint", 10),
    (outgoing.Consulting, "units", 100),
]


@pytest.mark.parametrize(("shape", "name", "most"), LISTS)
def test_a_list_has_an_end_and_each_of_it_is_bounded(
    shape: type[Asked], name: str, most: int
) -> None:
    shape.model_validate(SAID[shape] | {name: ["x"] * most})
    for said in (["x"] * (most + 1), ["a\0"], ["x" * 20_001], [1], "x"):
        with pytest.raises(ValidationError, match=name):
            shape.model_validate(SAID[shape] | {name: said})


def test_every_list_of_a_body_stands_in_the_table() -> None:
    lists = {(it, name) for it, name in FIELDS if "list[" in str(it.model_fields[name].annotation)}
    elsewhere = {(incoming.Redirecting, "for_information"), (outgoing.Submitting, "waive")}
    elsewhere |= {(it, "envelope") for it in (incoming.RegisterFields, incoming.Registering)}
    assert lists - elsewhere == {(shape, name) for shape, name, _ in LISTS}


def test_a_hundred_units_may_have_days_of_their_own() -> None:
    day = "2026-02-17T17:00:00Z"
    said = SAID[incoming.Directing]
    incoming.Directing.model_validate(said | {"due": {f"u{n}": day for n in range(100)}})
    for due in ({f"u{n}": day for n in range(101)}, {"": day}, {"vhtt": "mai"}):
        with pytest.raises(ValidationError, match="due"):
            incoming.Directing.model_validate(said | {"due": due})


@pytest.mark.parametrize(("copies", "goes"), [(1, True), (1000, True), (0, False), (1001, False)])
def test_a_print_run_is_one_to_a_thousand(copies: int, goes: bool) -> None:
    assert takes(outgoing.Printing, {"copies": copies}) is goes


@pytest.mark.parametrize(
    ("reply", "goes"), [(1, True), (2**53, True), (0, False), (2**53 + 1, False)]
)
def test_a_reply_is_named_by_its_id(reply: int, goes: bool) -> None:
    assert takes(incoming.ProposingClose, {"reply": reply}) is goes


@pytest.mark.parametrize(
    ("kind", "goes"), [("", True), ("form", True), ("content", True), ("x", False)]
)
def test_an_error_is_of_form_or_of_content(kind: str, goes: bool) -> None:
    assert takes(outgoing.Draft, SAID[outgoing.Draft] | {"error_kind": kind}) is goes


@pytest.mark.parametrize("capacity", ["TM", "DIRECT", "Q", "KT", "TL", "TUQ"])
def test_every_capacity_of_the_decree_can_be_said(capacity: str) -> None:
    assert takes(outgoing.Draft, SAID[outgoing.Draft] | {"capacity": capacity})
    assert not takes(outgoing.Draft, SAID[outgoing.Draft] | {"capacity": capacity.lower() + "."})


def test_a_draft_is_kept_in_words_and_not_in_enums() -> None:
    change = outgoing.DraftChange(doc_type="Báo cáo", capacity="KT", urgency="KHAN", personal=False)
    assert change.changes() == {
        "doc_type": "Báo cáo", "capacity": "KT", "urgency": "KHAN", "personal": False,
    }  # fmt: skip
    assert all(type(value) in (str, bool) for value in change.changes().values())
    assert outgoing.DraftChange().changes() == {}


def test_the_registers_fields_are_kept_in_words_and_what_is_left_out_stays_open() -> None:
    said = incoming.Registering(doc_type="Báo cáo", urgency="KHAN", reason="x").fields()
    assert (said["doc_type"], said["urgency"]) == ("Báo cáo", "KHAN")
    assert type(said["doc_type"]) is str and type(said["urgency"]) is str
    assert set(said) == set(incoming.RegisterFields.model_fields)
    assert [name for name, value in said.items() if value is None] == [
        "number", "notation", "issued_on", "issuer", "subject", "printed_due",
    ]  # fmt: skip


FILLED = [("Nguyễn Văn An", True), ("", False), ("  ", False), ("\u200b", True), ("a\0", False)]


@pytest.mark.parametrize(("said", "goes"), [*FILLED, ("x" * 200, True), ("x" * 201, False)])
def test_what_the_administrator_must_fill_in_is_not_only_spaces(said: str, goes: bool) -> None:
    assert takes(office.Filled, said) is goes


@pytest.mark.parametrize(
    ("said", "goes"),
    [("1950-01-01", True), ("2999-12-31", True), ("1949-12-31", False), ("3000-01-01", False)],
)
def test_a_day_of_the_organisation_is_not_older_than_the_state_it_serves(
    said: str, goes: bool
) -> None:
    assert takes(office.Date, said) is goes
