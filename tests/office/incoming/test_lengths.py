"""What Annex VI gives a length stands whole in the register, or is asked about (IN-06)."""

import pytest
from pydantic import TypeAdapter, ValidationError

from server.api.incoming import ArrivalNo
from server.documents.incoming.models import IncomingDocument
from server.shapes import ArrivingType
from tests.office.incoming import desk
from tests.office.outcome import change, id_of, line_of, refused, state_of
from tests.office.papers import ok
from workflows.kinds import ARRIVING

MOST = {"number": 11, "notation": 30, "issuer": 200, "subject": 500}
"""CodeNumber, CodeNotation, OrganName, Subject (Annex VI, P.II.II)."""


@pytest.mark.parametrize("name", MOST)
def test_the_longest_there_is_stands_whole_and_one_letter_more_is_asked_about(one_cast, name):
    path, longest = desk.arrived(one_cast), "ộ" * MOST[name]
    no = refused(one_cast.lan.does(path, "register", {name: longest + "ộ"}), "invalid")
    assert [one["field"] for one in no["errors"]] == [name]
    assert state_of(path) == "ARRIVED"
    ok(one_cast.lan.does(path, "register", {name: longest}))
    row = line_of(path)
    said = row.code.partition("/") if name in ("number", "notation") else ()
    assert longest in said or getattr(row, name, "") == longest


@pytest.mark.parametrize("name", MOST)
def test_so_is_what_nobody_typed(one_cast, name):
    """An envelope, or a scan, said it at more length than the register has room for."""
    path = desk.arrived(one_cast)
    change(IncomingDocument, {"id": id_of(path)}, **{name: "ộ" * (MOST[name] + 1)})
    no = refused(one_cast.lan.does(path, "register"), "over_long")
    assert no["errors"][0]["field"] == name and str(MOST[name]) in no["detail"]


def test_a_type_has_a_hundred_letters_and_a_so_den_ten_digits() -> None:
    assert max(len(one.name) for one in ARRIVING) <= 100
    assert {str(one) for one in ArrivingType} == {one.name for one in ARRIVING}
    longest = TypeAdapter(ArrivalNo)
    assert longest.validate_python(10**10 - 1) == 9_999_999_999
    with pytest.raises(ValidationError):
        longest.validate_python(10**10)
