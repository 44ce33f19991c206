"""One signature before a court: chain, revocation, stamps, revisions, right, the log's proof."""

import pickle
import re

import pytest

from server import pool
from server.auditing.checks import asked_of, judged
from server.database import db
from server.files import store
from server.ledger import sequencing
from server.ledger.heads import sign_head_now
from server.office import office
from signing.merkle import includes, leaf_hash
from signing.verifier.policy import POLICY
from tests.cast import Cast
from tests.office.ledger.tampering import swap, tamper
from tests.office.outcome import refused
from tests.office.papers import signed

pytestmark = pytest.mark.sent


def ids(cast: Cast) -> dict[str, int]:
    return {one["kind"]: one["id"] for one in cast.son.sees("/audit/signatures")["items"]}


def page_of(cast: Cast, kind: str) -> str:
    return cast.son.browser().get(f"/audit/signatures/{ids(cast)[kind]}").text


def test_the_agencys_seal_is_laid_out_with_all_that_it_rests_on(one_cast: Cast) -> None:
    sequencing.place_all()
    sign_head_now()
    page = page_of(one_cast, "seal")
    for word in (
        "Chữ ký hợp lệ", "Mức B-LTA", "CN=Công Sở Demo ROOT", "EC secp256r1",
        "ký số, chống chối bỏ",
        "CRL, C=VN, O=Công Sở Demo, CN=Công Sở Demo CA", "không bị thu hồi", "±1 s",
        "trên cả tệp (LuuTru1)", "điền SoVB: “01”", "ký vào ô CoQuan", "ký vào ô NguoiKy",
        "Văn thư, Văn phòng HĐND và UBND", "127.0.0.1", "chữ ký của cơ quan",
        "tệp khóa trên máy chủ (PKCS#12)",
        "nằm trong điểm chốt đã ký",
    ):  # fmt: skip
        assert word in page, word
    assert page.count("<rect class=") == 4
    assert 'class="bad"' not in page


def test_the_persons_page_says_by_which_decision_he_held_the_post(one_cast: Cast) -> None:
    page = page_of(one_cast, "person")
    for word in ("Chủ tịch", "/QĐ-UBND", "ký thay mặt (TM)", "Giá trị băm đã ký", "sha256: "):
        assert word in page, word


def test_a_file_that_still_waits_for_the_seal_is_not_called_broken(one_cast: Cast) -> None:
    """Minh signed, Lan has not sealed yet: what is missing is told, in its own words; and his
    signature is valid in a child that has read no other file: the authority's list of revoked
    certificates travelled there as an object and arrived unmade, so that it was called broken."""
    path = signed(one_cast)
    pool.close()
    row = next(
        one for one in one_cast.son.sees("/audit/signatures")["items"] if one["paper"] == path[1:]
    )
    page = one_cast.son.browser().get(f"/audit/signatures/{row['id']}").text
    assert "cả tệp: Chưa đủ chữ ký phải có" in page
    assert re.findall(r'id="verdict">([^<]+)</h2><p>(Mức [^ ]+)', page) == [
        ("Chữ ký hợp lệ", "Mức B-T")
    ]
    assert page.count('<li class="bad">') == 1, "the seal that is still missing, and nothing else"


def test_trust_is_read_in_where_it_is_used(one_cast: Cast) -> None:
    with pytest.raises(TypeError, match="does not travel"):
        pickle.dumps(office().cabinet.trust)


def test_a_file_that_was_swapped_in_the_store_is_said_first(one_cast: Cast) -> None:
    sha256 = one_cast.son.sees("/audit/signatures")["items"][0]["revision_sha256"]
    place, whole = store().path(sha256), store().fetch(sha256)
    swap(place, whole.replace(b"/Kids", b"/Kidz", 1))
    page = page_of(one_cast, "seal")
    assert "Tệp trong kho đã bị đổi" in page and "không đạt" in page
    place.unlink()
    assert "Không đọc được tệp trong kho" in page_of(one_cast, "seal")


def test_a_server_too_busy_to_read_it_says_so_and_raises_no_alarm(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_call: object, timeout: float) -> None:
        raise TimeoutError(timeout)

    monkeypatch.setattr(pool, "submit", busy)
    page = page_of(one_cast, "seal")
    assert "Chưa đọc xong tệp sau 20 giây" in page and "chữ ký của cơ quan" in page
    assert "Không đọc được tệp trong kho" not in page and 'role="alert"' not in page


def test_a_stranger_can_check_the_entrys_path_to_the_signed_head(one_cast: Cast) -> None:
    sequencing.place_all()
    sign_head_now()
    said = one_cast.son.sees(f"/audit/signatures/{ids(one_cast)['person']}")
    proof, path = said["proof"], [bytes.fromhex(one) for one in said["proof"]["path"]]
    assert said["revision_sha256"] in proof["data"]
    head = one_cast.son.sees("/ledger/checkpoint")
    assert head["size"] == proof["size"]
    leaf, root = leaf_hash(proof["data"].encode()), bytes.fromhex(proof["root"])
    assert includes(leaf, proof["seq"], proof["size"], path, root) and proof["holds"]


def test_an_entry_that_was_altered_no_longer_leads_to_the_signed_head(one_cast: Cast) -> None:
    sequencing.place_all()
    sign_head_now()
    tamper("UPDATE ledger_leaves SET data = replace(data, '\"field\":', '\"fielx\":')")
    db.session.rollback()
    one = one_cast.son.sees(f"/audit/signatures/{ids(one_cast)['person']}")
    assert one["proof"]["holds"] is False
    assert "nhật ký đã bị sửa" in page_of(one_cast, "person")


def test_who_is_not_there_is_not_found(one_cast: Cast) -> None:
    refused(one_cast.son.asks("GET", "/audit/signatures/999"), "not_found")
    assert one_cast.son.browser().get("/audit/signatures/999").status_code == 404


def test_a_court_reads_every_row_of_the_policy_with_a_source_that_it_can_look_up() -> None:
    rows = [row.code for _part, rows in POLICY for row in rows]
    ours, others = ([one.code for one in asked_of(of)] for of in ("document", "generic"))
    assert [code for code in rows if code in {*ours, *others}] == rows
    sources = {one.code: one.source for one in asked_of("document")}
    assert sources["revoked"] == "TT 15/2025 PL.II"
    assert sources["padding"] == "", "the house's own: said once above them"


def test_a_reason_marks_its_check_alone_and_a_silent_one_is_not_named() -> None:
    told = {one.code: (holds, why) for one, holds, why in judged(["weak:SHA-1", "?"], "document")}
    assert told["weak"] == (False, "SHA-1") and told["broken"][0] is False
    assert sum(not holds for holds, _why in told.values()) == 2
    assert "look_changed" not in told
