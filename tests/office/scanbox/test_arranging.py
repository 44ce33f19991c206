"""Lan takes a stack apart and binds it anew: nothing is lost, and the way back stays open."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from server import jobs
from server.database import db
from server.desks.models import History
from server.documents.incoming import arriving, queries
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.papers.intake import take_in
from server.papers.services import Ref, files_of
from server.scanbox import arranging, binding, plans, table
from server.scanbox.models import Arrangement
from server.scanbox.plans import Leaf as Placed
from server.scanbox.plans import Plan
from tests.cast import Cast
from tests.office.outcome import says, waits
from tests.office.papers import fields, registered
from tests.office.scanbox.stacks import STACK, arranged, paper, scanned, split, state, words, work
from tests.uploads.sheets import picture
from tests.uploads.test_bindings import stack
from workflows import Refused


class Killed(BaseException):
    """kill −9."""


def test_a_stack_becomes_two_documents_and_stays_as_it_came(cast: Cast) -> None:
    whole = scanned(cast)
    came = paper(whole).arrived_at
    row = arranged(cast, split(whole))
    assert (row.stage, state(whole)) == ("MADE", "REARRANGED")
    assert [words(n) for n in row.made] == [["Công văn một"], ["Công văn hai", "trang hai"]]
    assert [state(n) for n in row.made] == ["ARRIVED", "ARRIVED"]
    assert [files_of("incoming", n)[0].name for n in row.made] == ["scan-1.pdf", "scan-2.pdf"]
    assert {paper(n).arrived_at for n in row.made} == {came}
    assert paper(row.made[1]).note == "Từ bản quét: scan.pdf, trang 3–4."
    assert store().fetch(paper(whole).file_sha256) == STACK
    assert waits(cast.lan, f"/incoming/{whole}") == set()
    assert waits(cast.lan, f"/incoming/{row.made[0]}") == {"register"}


def test_a_document_cut_out_of_a_stack_keeps_the_stack_s_turn(cast: Cast) -> None:
    whole, younger = scanned(cast), scanned(cast, stack("Công văn đến sau"))
    row = arranged(cast, split(whole))
    assert queries.clerk_queue(cast.lan.actor) == (row.made[0], 3)
    assert queries.clerk_queue(cast.lan.actor, besides=younger)[1] == 2


def test_history_names_lan_and_not_the_server(cast: Cast) -> None:
    whole = scanned(cast)
    arranged(cast, split(whole))
    mine = select(History).filter_by(paper_kind="incoming", paper_id=whole).order_by(History.id)
    last = db.session.scalars(mine).all()[-1]
    assert (last.transition, last.account) == ("rearrange", "vanthu.huyen")


def test_scans_are_joined_in_lan_s_order_and_what_she_typed_stays(cast: Cast) -> None:
    first = scanned(cast, stack("Công văn"))
    typed = {name: fields()[name] for name in ("number", "notation", "subject")}
    arriving.fill(db.session.get_one(IncomingDocument, first), typed)
    db.session.commit()
    photo = scanned(cast, picture("PNG"), "anh.png")
    row = arranged(cast, Plan(((Placed(first, 1), Placed(photo, 1, 90)),)))
    (made,) = row.made
    assert words(made) == ["Công văn", ""] and paper(made).subject == typed["subject"]
    assert paper(made).note == "Từ bản quét: scan.pdf, trang 1; anh.png, trang 1."


STEPS: dict[str, tuple[Any, str]] = {
    "one document is in the store": (binding, "take_in"),
    "the first has entered": (binding.arriving, "enter"),
    "the act is done": (binding, "_enter"),
}


@pytest.mark.parametrize("step", STEPS)
def test_killed_after_any_step_each_document_comes_once(
    cast: Cast, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = scanned(cast)
    row_id = arranging.arrange(cast.lan.actor, split(whole)).id
    with monkeypatch.context() as patch:
        patch.setattr(*STEPS[step], _killed_after(getattr(*STEPS[step])))
        with pytest.raises(Killed):
            work(binding.JOB)
    db.session.rollback()
    work(binding.JOB)
    work(binding.JOB)
    row = db.session.get_one(Arrangement, row_id)
    everything = select(IncomingDocument.id).where(IncomingDocument.id != whole)
    assert (row.stage, db.session.scalars(everything).all()) == ("MADE", row.made)
    assert len(row.made) == 2 and store().fetch(paper(whole).file_sha256) == STACK


def _killed_after(call: Callable[..., Any]) -> Callable[..., Any]:
    def killed(*args: Any, **kw: Any) -> Any:
        call(*args, **kw)
        raise Killed

    return killed


def test_undone_the_stack_waits_again_and_what_was_made_of_it_is_put_aside(cast: Cast) -> None:
    whole = scanned(cast)
    row = arranged(cast, split(whole))
    arranging.undo(cast.lan.actor, row.id)
    assert (state(whole), waits(cast.lan, f"/incoming/{whole}")) == ("ARRIVED", {"register"})
    assert {state(n) for n in row.made} == {"REARRANGED"}
    with pytest.raises(Refused, match="arrangement_settled"):
        arranging.undo(cast.lan.actor, row.id)
    again = arranged(cast, split(whole))
    assert again.stage == "MADE" and again.made != row.made


def test_undone_before_the_job_came_to_it_nothing_is_made(cast: Cast) -> None:
    whole = scanned(cast)
    row_id = arranging.arrange(cast.lan.actor, split(whole)).id
    arranging.undo(cast.lan.actor, row_id)
    work(binding.JOB)
    assert (db.session.get_one(Arrangement, row_id).made, state(whole)) == ([], "ARRIVED")


def test_undone_while_the_job_is_at_it_nothing_enters(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = scanned(cast)
    row_id = arranging.arrange(cast.lan.actor, split(whole)).id
    taken, undone = binding.take_in, []

    def undone_meanwhile(name: str, data: bytes) -> Any:
        if not undone:
            undone.append(arranging.undo(cast.lan.actor, row_id).stage)
        return taken(name, data)

    monkeypatch.setattr(binding, "take_in", undone_meanwhile)
    work(binding.JOB)
    assert (undone, state(whole)) == (["UNDONE"], "ARRIVED")
    assert db.session.scalars(select(IncomingDocument.id)).all() == [whole]


def test_once_registered_there_is_no_way_back(cast: Cast) -> None:
    row = arranged(cast, split(scanned(cast)))
    (first, _second), row_id = row.made, row.id
    issued = fields() | {"issued_on": jobs.now().date()}
    arriving.register(cast.lan.actor, Ref(first), fields=issued)
    with pytest.raises(Refused, match="arrangement_registered"):
        arranging.undo(cast.lan.actor, row_id)
    assert arranging.undoable([db.session.get_one(Arrangement, row_id)]) == set()


def test_what_cannot_be_cut_comes_back_and_says_why(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_args: Any, **_kw: Any) -> Any:
        raise Refused("scan_is_signed", "file")

    whole = scanned(cast)
    monkeypatch.setattr(binding, "ask", no)
    row = arranged(cast, split(whole))
    assert (row.stage, row.reason, state(whole)) == ("FAILED", "scan_is_signed", "ARRIVED")


def test_what_may_not_lie_on_the_table(cast: Cast) -> None:
    done = int(registered(cast).rsplit("/", 1)[1])
    letter = arriving.receive(cast.lan.actor, fields={}, files=[]).id
    theirs = arriving.receive(cast.dao.actor, fields={}, files=[take_in("a.pdf", STACK)]).id
    for paper_id, reason in (
        (done, "wrong_state"),
        (letter, "scan_not_pages"),
        (theirs, "not_found"),
    ):
        with pytest.raises(Refused, match=reason):
            arranging.arrange(cast.lan.actor, Plan(((Placed(paper_id, 1),),)))
        with pytest.raises(Refused, match=reason):
            table.laid_out(cast.lan.actor, [paper_id])
    with pytest.raises(Refused, match="wrong_role"):
        arranging.arrange(cast.minh.actor, split(scanned(cast)))
    row = arranged(cast, split(scanned(cast)))
    with pytest.raises(Refused, match="not_found"):
        arranging.undo(cast.dao.actor, row.id)


def test_a_table_holds_so_many_scans_and_pages_and_no_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, other, lan = scanned(cast), scanned(cast, stack("Công văn ba")), cast.lan.browser()
    page = lan.get(f"/scans/pages?paper={whole}").text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]

    def binds(*leaves: str) -> str:
        return lan.post("/scans/pages", data={"csrf_token": token, "leaf": [*leaves]}).text

    assert says("arrangement_too_large", binds(*[f"{whole}.1"] * (plans.MOST_LEAVES + 1)))
    many = lan.get("/scans/pages?" + "&".join(f"paper={n}" for n in range(1, 22)))
    assert says("arrangement_too_large", many.text)
    monkeypatch.setattr(plans, "MOST_SCANS", 1)
    assert says("arrangement_too_large", binds(f"{whole}.1", f"{other}.1"))
    monkeypatch.setattr(table, "MOST_LEAVES", 3)
    assert says("arrangement_too_large", lan.get(f"/scans/pages?paper={whole}").text)
    assert (state(whole), state(other)) == ("ARRIVED", "ARRIVED")
    assert db.session.scalars(select(Arrangement.id)).all() == []
