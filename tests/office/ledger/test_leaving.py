"""The log leaves the office: exported, proved, and verified where there is no office."""

import json

import pytest

from server.audit.services import canonical
from server.ledger import heads, sequencing
from server.ledger.outside import leaving
from server.ledger.outside.bundle import examine
from server.ledger.outside.evidence import Bad, Trusted, Unreadable
from signing.checkpoint import make_log_key
from signing.merkle import leaf_hash
from signing.note import NoteKey
from tests.cast import Cast
from tests.office import papers
from workflows import Refused


@pytest.fixture
def office(one_app):
    """Two letters are registered, each with its line; the second after a head was signed."""
    cast = Cast(one_app)
    papers.registered(cast)
    sequencing.place_all()
    papers.registered(cast, number="1251")
    return cast


@pytest.fixture
def export(office):
    return list(leaving.export())


def changed(export: list[str], n: int, **said: object) -> list[str]:
    """Entry `n` of the export with other values."""
    lines = [*export]
    lines[n + 1] = json.dumps(json.loads(lines[n + 1]) | said)
    return lines


def test_an_export_holds_all_and_is_sound(export):
    sound = examine(export, Trusted(heads.log_key()))
    assert sound.entries == sound.head == len(export) - 1 == 6


def test_an_export_places_and_signs_what_still_waited(export):
    assert json.loads(export[0])["size"] == 6
    assert len(json.loads(export[0])["checkpoints"]) == 2


@pytest.mark.parametrize("n", range(6))
def test_an_entry_whose_words_were_changed_is_named(export, n):
    data = json.loads(export[n + 1])["data"].replace('"doc":"', '"doc":"x')
    with pytest.raises(Bad, match=f"mục {n} .*đã bị sửa"):
        examine(changed(export, n, data=data))


def test_a_forger_who_also_hashes_anew_meets_the_signed_head(export):
    data = json.loads(export[5])["data"].replace("register", "returned")
    forged = changed(export, 4, data=data, hash=leaf_hash(data.encode()).hex())
    with pytest.raises(Bad, match="mục 3–5: có mục không khớp"):
        examine(forged)


def test_an_entry_that_was_taken_out_is_named(export):
    with pytest.raises(Bad, match="mục 1: thiếu$"):
        examine([*export[:2], *export[3:]])


def test_entries_that_were_cut_off_are_missed(export):
    with pytest.raises(Bad, match=r"mục 5: thiếu, tệp bị cắt ở cuối"):
        examine(export[:-1])


def test_entries_that_were_added_stand_under_no_signed_head(export):
    data = canonical({"doc": "incoming/9", "event": "start", "seq": 6})
    more = json.dumps({"seq": 6, "data": data, "hash": leaf_hash(data.encode()).hex()})
    with pytest.raises(Bad, match="mục 6: không nằm trong điểm chốt"):
        examine([*export, more])


def test_an_export_without_any_signed_head_proves_nothing(export):
    first = json.dumps(json.loads(export[0]) | {"checkpoints": []})
    with pytest.raises(Bad, match="không có điểm chốt"):
        examine([first, *export[1:]])


def test_whoever_pins_the_key_is_not_fooled_by_another_log(export, tmp_path):
    other = make_log_key(tmp_path)
    with pytest.raises(Bad, match="khóa đã ghim"):
        examine(export, Trusted(other))
    swapped = json.dumps(json.loads(export[0]) | {"key": str(other)})
    with pytest.raises(Bad, match="không do khóa của nhật ký ký"):
        examine([swapped, *export[1:]])


@pytest.mark.parametrize(
    "lines",
    [[], [""], ["{"], ["[]"], ["{}"], ['{"format": "khác", "key": "x"}'], ["[" * 9000]],
)
def test_what_is_no_export_is_unreadable(lines):
    with pytest.raises(Unreadable):
        examine(lines)


def test_a_broken_line_is_named(export):
    with pytest.raises(Bad, match="mục 2: không đọc được"):
        examine([*export[:3], "{", *export[4:]])


@pytest.mark.parametrize("name", ["incoming/1", "1250/UBND-VX"])
def test_a_letters_way_is_proved_by_its_path_and_by_its_code(office, name):
    lines = list(leaving.prove(name))
    assert [json.loads(line)["document"] for line in lines] == ["incoming/1"]
    assert examine(lines, Trusted(heads.log_key())).entries == 2


def test_a_bare_number_means_an_outgoing_document(office):
    papers.dispatched(office)
    (line,) = leaving.prove("1")
    assert json.loads(line)["document"] == "outgoing/1"
    assert examine([line]).entries >= 8


def test_a_code_that_two_papers_bear_proves_both(office):
    papers.arrived(office)
    assert len(list(leaving.prove("1250/UBND-VX"))) == 2


@pytest.mark.parametrize("name", ["99", "incoming/99", "khong-co/UBND", "", "tasks/1"])
def test_an_unknown_document_is_refused(office, name):
    with pytest.raises(Refused) as no:
        list(leaving.prove(name))
    assert no.value.reason == "not_found"


def test_a_proof_whose_words_were_changed_fails(office):
    (line,) = leaving.prove("incoming/1")
    with pytest.raises(Bad, match="không nằm trong điểm chốt"):
        examine([line.replace("REGISTERED", "RETURNED")])


def test_a_proof_of_one_letter_is_none_of_another(office):
    (line,) = leaving.prove("incoming/1")
    said = json.loads(line) | {"document": "incoming/2"}
    with pytest.raises(Bad, match="không nói về incoming/2"):
        examine([json.dumps(said)])


def test_an_office_in_which_nothing_happened_has_nothing_to_export(one_app):
    with pytest.raises(leaving.LogEmpty):
        list(leaving.export())


def test_the_auditor_reads_the_log_page_by_page_and_nobody_else(office):
    sequencing.place_all()
    got = office.son.asks("GET", "/ledger/entries")
    assert [one["seq"] for one in got.json["items"]] == [5, 4, 3, 2, 1, 0]
    first = got.json["items"][-1]
    assert leaf_hash(first["data"].encode()).hex() == first["leaf_hash"]
    earlier = office.son.asks("GET", "/ledger/entries?cursor=2").json
    assert [one["seq"] for one in earlier["items"]] == [1, 0]
    assert earlier["next_cursor"] is None
    for other in (office.lan, office.minh, office.kien, office.yen):
        assert other.asks("GET", "/ledger/entries").status_code == 403


def test_everybody_may_keep_the_signed_head(office, one_app):
    got = one_app.test_client().get("/api/v1/ledger/checkpoint")
    assert got.status_code == 200
    assert got.json["size"] == 3
    assert NoteKey.parse(got.json["key"]) == heads.log_key()


def test_before_the_first_event_there_is_no_head(one_app):
    assert one_app.test_client().get("/api/v1/ledger/checkpoint").status_code == 404
