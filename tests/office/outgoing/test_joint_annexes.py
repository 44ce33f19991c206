"""An annex in a file of its own, of a document of two agencies: both of them sign it too (§5.5)."""

from server.files import store
from server.papers.services import files_of
from tests.office.batches.desk import begun, ended
from tests.office.outcome import id_of, waits
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.outgoing.test_joint import PLAN, numbered, pin, told
from tests.office.papers import ok

WITH_LIST = PLAN | {
    "body": ["Danh sách theo Phụ lục.", "=== Danh sách (tệp riêng)", "1. Xã Hoằng Phú."],
}


def annex_of(path: str):
    return files_of("outgoing", id_of(path))[1]


def test_an_annex_in_a_file_of_its_own_is_sealed_by_every_agency_in_its_turn(one_cast):
    """Annex I, II.8b and III.1d; DOMAIN §5.5, §5.8."""
    path = desk.signed(one_cast, **WITH_LIST)
    ok(one_cast.anh.does(path, "sign", pin(one_cast)))
    numbered(one_cast, path)
    ok(one_cast.lan.does(path, "seal", pin(one_cast)))
    half = store().fetch(annex_of(path).sha256)
    assert told(half).lacking == ["missing:CoQuan2"]
    ok(one_cast.dao.does(path, "seal", pin(one_cast)))
    whole = store().fetch(annex_of(path).sha256)
    assert whole.startswith(half), "the commune signs over what the district signed"
    verdict = told(whole)
    assert (verdict.word, verdict.as_dict()["profile"]) == ("VALID", "annex")
    assert [one.kind for one in verdict.signatures] == ["seal", "seal", "timestamp"]
    assert verdict.fields["ThongTin"].startswith(paper_of(path).code), "said once, by who leads"
    made = [(one.field, one.n) for one in paper_of(path).signatures_made]
    assert made[2:] == [("CoQuan", 3), ("CoQuan-PL1", 1), ("CoQuan2", 4), ("CoQuan2-PL1", 2)]
    levels = {one["field"]: one["level"] for one in one_cast.lan.sees(path)["signatures"]}
    assert levels["CoQuan2-PL1"], "it is kept up like the paper itself"
    assert waits(one_cast.lan, path) == {"dispatch"}


def test_sealed_in_a_batch_the_annex_of_two_agencies_bears_both_seals_too(one_cast):
    path = desk.signed(one_cast, **WITH_LIST)
    ok(one_cast.anh.does(path, "sign", pin(one_cast)))
    numbered(one_cast, path)
    for hand in (one_cast.lan, one_cast.dao):
        rows = ended(hand, begun(hand, "seal", [path]))
        assert rows[id_of(path)]["done"] is True
    assert told(store().fetch(annex_of(path).sha256)).word == "VALID"
