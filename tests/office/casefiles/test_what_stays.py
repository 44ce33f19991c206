"""When its time is over a file goes, and what the agency issued stays for ever (AR-08)."""

import pytest
from sqlalchemy import select

from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.copies.making import copies_of
from server.documents.incoming import handling
from server.files import store
from server.papers.destroyed import DestroyedFile
from server.papers.services import Ref
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import opened, pack, put
from tests.office.casefiles.test_destroyed import HOW, TEN_YEARS, decided, files_of, takes, whole
from tests.office.incoming import desk
from tests.office.incoming.test_copying import brought, scanned
from tests.office.outcome import change, id_of


def gone() -> dict[str, str]:
    """The digests that are told as destroyed, and of which kind of paper."""
    rows = db.session.scalars(select(DestroyedFile))
    return {one.sha256: one.paper_kind for one in rows}


def carried_out(cast: Cast, path: str) -> None:
    papers.ok(takes(cast.thu, decided(cast, path), "carry_out", **HOW))
    db.session.rollback()


@pytest.mark.sent
def test_the_original_of_what_went_out_is_neither_destroyed_nor_told_to_be(one_cast: Cast) -> None:
    path = whole(one_cast)
    package, came, went = files_of(one_cast, path)
    carried_out(one_cast, path)
    assert gone() == {package: "casefiles", came: "incoming"}
    assert [one["sha256"] for one in one_cast.nam.sees(papers.SENT)["files"]][:1] == [went]


def test_a_copy_with_a_number_of_its_own_stays_where_its_letter_goes(one_cast: Cast) -> None:
    """Sao y of a letter is a document that the agency issued (article 25)."""
    letter = brought(one_cast, scanned())
    body = {"pin": one_cast.pin, "recipients": "Các xã, thị trấn"}
    papers.ok(one_cast.lan.does(letter, "copy_electronically", body))
    ref = Ref(id_of(letter))
    handling.assign(one_cast.hoa.actor, ref, person="chuyenvien.huyen", due_at=desk.day(7))
    handling.start(one_cast.nam.actor, ref)
    handling.propose_close(one_cast.nam.actor, ref, no_reply_reason="Để biết")
    handling.close(one_cast.hoa.actor, ref)
    (sealed,) = [one.sealed_sha256 for one in copies_of("incoming", id_of(letter))]
    path = opened(one_cast.nam)
    put(one_cast.nam, path, letter)
    papers.ok(one_cast.nam.does(path, "close"))
    papers.ok(one_cast.nam.does(path, "transfer"))
    pack()
    papers.ok(one_cast.thu.does(path, "accept_transfer"))
    change(CaseFile, {"id": id_of(path)}, **TEN_YEARS)
    carried_out(one_cast, path)
    assert sealed not in gone() and store().has(sealed)
