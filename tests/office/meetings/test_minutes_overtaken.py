"""Who signs the minutes signs what he has read: another hand's words or file come in between."""

from collections.abc import Callable

from sqlalchemy import update

from server.database import run, table, transaction
from server.documents.outgoing.signatures import signing
from server.meetings.minutes import signing as minutes_signing
from server.meetings.minutes.models import Minutes, MinutesLine
from server.meetings.minutes.sheet import printed
from tests.cast import PIN, Hand
from tests.office.meetings.closed import drafted
from tests.office.meetings.gathering import does, id_of, opened
from tests.office.outcome import refused

SIGN = "/actions/sign_minutes"


def test_tuan_who_looked_before_binh_wrote_is_told_so(one_cast):
    cast = one_cast
    path = opened(cast, secretaries=[cast.binh.account])
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    read = _read(cast.tuan, path)
    does(cast.binh, path, "write_minutes", text="Bình ghi thêm")
    said = {"json": {"pin": PIN}}
    refused(cast.tuan.asks("POST", f"{path}{SIGN}", match=read, **said), "stale")
    assert cast.tuan.sees(path)["state"] == "MINUTES_DRAFT"
    read = _read(cast.tuan, path)
    assert cast.tuan.asks("POST", f"{path}{SIGN}", match=read, **said).status_code == 200


def _read(hand: Hand, path: str) -> str:
    return f'"{hand.sees(path)["version"]}"'


def test_a_line_that_moved_no_version_while_the_page_is_set_is_not_left_out(one_cast, monkeypatch):
    """The page itself is compared, before a key is asked for anything."""
    path = drafted(one_cast)

    def late(sheet):
        tuan = one_cast.tuan.actor
        with transaction() as session:
            session.add(MinutesLine(
                meeting_id=id_of(path), line="ended", adds=True, text="Ghi thêm",
                person_id=tuan.person_id, name=tuan.name,
            ))  # fmt: skip
        return printed(sheet)

    monkeypatch.setattr(minutes_signing, "printed", late)
    refused(one_cast.tuan.does(path, "sign_minutes", {"pin": PIN}), "stale")
    assert one_cast.tuan.sees(path)["state"] == "MINUTES_DRAFT"


def test_the_chair_signs_over_no_other_file_than_the_one_that_was_laid_before_him(
    one_cast, monkeypatch
):
    path = drafted(one_cast)
    assert one_cast.tuan.does(path, "sign_minutes", {"pin": PIN}).status_code == 200
    signed = one_cast.minh.sees(path)["files"]
    _while_the_key_signs(monkeypatch, _another_file_lies_there)
    refused(one_cast.minh.does(path, "sign_minutes", {"pin": PIN}), "signature_is_sound")
    assert one_cast.minh.sees(path)["files"] == signed


def _another_file_lies_there() -> None:
    with transaction():
        run(update(table(Minutes)).values(file_sha256="0" * 64))


def _while_the_key_signs(monkeypatch, happens: Callable[[], None]) -> None:
    def late(way, actor, ref, mark, pin):
        def claim(*given):
            taken = way.claim(*given)
            happens()
            return taken

        return signing.bring_down(
            type(way)(way.kind, way.ready, claim, way.record), actor, ref, mark, pin
        )

    where = "server.documents.outgoing.signatures.two_phases.bring_down"
    monkeypatch.setattr(where, late)
