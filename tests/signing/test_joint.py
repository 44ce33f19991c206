"""A paper that several agencies issue: every person signs, then every agency seals (§5.5)."""

from dataclasses import replace
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import pdf_string

from signing import (
    Authority,
    Box,
    SealFailed,
    Trust,
    found_authority,
    issue,
    prepare,
    sign_agency,
    sign_person,
    verify,
)
from signing.writing import next_revision
from tests.signing.desk import DATE, FONT, NUMBER, PIN, PLACES, page

BESIDE = (Box(-1, 120, 205, 250, 292), Box(-1, 61, 197, 163, 299))
TURNS = ["NguoiKy", "NguoiKy2", "CoQuan", "CoQuan2"]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("joint")
    found_authority(folder)
    return Authority(folder, FONT)


@pytest.fixture(scope="module")
def trust(house):
    return Trust.of([house.folder])


@pytest.fixture(scope="module")
def put(house):
    """One turn: the key of the field on the file. Minh and the district lead, Ánh follows."""
    names = ("Nguyễn Văn Minh", "Lê Thị Ánh", "UBND huyện Hoằng Hóa", "UBND xã Hoằng Phú")
    keys = {
        field: issue(house.folder, field.lower(), name, "UBND", PIN)
        for field, name in zip(TURNS, names, strict=True)
    }

    def turn(pdf: bytes, field: str) -> bytes:
        n, means = TURNS.index(field), {"authority": house, "field": field}
        if n < 2:
            return sign_person(pdf, keys[field], PIN, serials=[100 + n], **means)
        given = {"number": NUMBER, "date": DATE, "serials": [110 + n, 120 + n]}
        return sign_agency(pdf, keys[field], PIN, **given, **means)

    return turn


@pytest.fixture(scope="module")
def stages(put):
    """The file after each turn, the blank one first."""
    made = [prepare(page(), replace(PLACES, others=(BESIDE,)))]
    for field in TURNS:
        made.append(put(made[-1], field))
    return made


def reasons(verdict):
    return [
        *verdict.reasons,
        *verdict.lacking,
        *(r for one in verdict.signatures for r in one.reasons),
    ]


def test_all_four_are_sound_over_the_same_bytes_and_the_archive_stamp_comes_last(stages, trust):
    verdict = verify(stages[-1], trust)
    assert (verdict.word, verdict.as_dict()["profile"]) == ("VALID", "joint"), reasons(verdict)
    told = [(one.field, one.kind) for one in verdict.signatures]
    assert told == [
        ("NguoiKy", "person"), ("NguoiKy2", "person"), ("CoQuan", "seal"), ("CoQuan2", "seal"),
        ("LuuTru1", "timestamp"),
    ]  # fmt: skip
    assert [one.signer for one in verdict.signatures[1:4:2]] == ["Lê Thị Ánh", "UBND xã Hoằng Phú"]
    assert all(
        later.startswith(earlier) for earlier, later in zip(stages, stages[1:], strict=False)
    )


@pytest.mark.parametrize("n", [1, 2, 3])
def test_until_all_have_signed_it_says_who_is_missing_and_is_not_valid(stages, trust, n):
    verdict = verify(stages[n], trust)
    assert verdict.lacking == [f"missing:{field}" for field in TURNS[n:]]
    assert (verdict.integrity, verdict.verdict) == ("valid", "invalid")
    assert all(one.verdict == "valid" for one in verdict.signatures)


@pytest.mark.parametrize(("n", "field"), [(0, "NguoiKy2"), (1, "CoQuan"), (2, "CoQuan2")])
def test_nobody_signs_out_of_turn(stages, put, n, field):
    with pytest.raises(SealFailed, match="not_signed"):
        put(stages[n], field)


def test_nobody_signs_twice(stages, put):
    with pytest.raises(SealFailed, match="already_signed"):
        put(stages[2], "NguoiKy2")


@pytest.mark.parametrize(
    ("locked", "why"), [(True, "changed_after:other"), (False, "foreign_field:SoVB")]
)
def test_after_the_seal_that_numbers_it_number_and_date_are_closed(
    trust, put, monkeypatch, locked, why
):
    """By the lock that the seal's field carries, and by the verifier where it carried none."""
    if not locked:
        monkeypatch.setattr("signing.blank._TEXTS", [])
    pdf = prepare(page(), replace(PLACES, others=(BESIDE,)))
    for field in TURNS[:3]:
        pdf = put(pdf, field)
    verdict = verify(put(_renumbered(pdf), "CoQuan2"), trust)
    seal = next(one for one in verdict.signatures if one.field == "CoQuan")
    assert (verdict.word, why in seal.reasons) == ("INVALID", True), reasons(verdict)


def test_after_the_last_seal_nothing_is_filled_in(trust, put, monkeypatch):
    monkeypatch.setattr("signing.blank._TEXTS", [])
    pdf = prepare(page(), replace(PLACES, others=(BESIDE,)))
    for field in TURNS:
        pdf = put(pdf, field)
    last = verify(_renumbered(pdf), trust).signatures[3]
    assert "changed_after:form" in last.reasons


def _renumbered(pdf: bytes) -> bytes:
    writer = next_revision(pdf)
    field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    field.get_object()["/V"] = pdf_string("99")
    writer.mark_update(field)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_paper_of_one_is_no_joint_paper_and_ends_with_its_seal(sealed, office):
    verdict = verify(sealed, office.trust)
    assert (verdict.profile, verdict.word) == ("document", "VALID")
    with pytest.raises(SealFailed, match="no_field"):
        sign_agency(sealed, office.huyen, PIN, number="", date="", authority=office.authority,
                    serials=[131, 132], field="CoQuan2")  # fmt: skip
