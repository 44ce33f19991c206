"""What the night's examination found stands among what Sơn should look at, once and in words."""

import pytest

from server import audit
from server.database import transaction
from server.files import store
from server.ledger import sequencing, watching
from tests.cast import Cast
from tests.office.ledger.tampering import swap, tamper


def odd(cast: Cast, kind: str) -> list[dict]:
    return cast.son.sees(f"/audit/anomalies?kind={kind}")["items"]


@pytest.mark.sent
def test_a_stored_file_that_was_changed_is_among_them_with_its_paper(one_cast: Cast) -> None:
    row = one_cast.son.sees("/audit/signatures")["items"][0]
    place = store().path(row["revision_sha256"])
    whole = place.read_bytes()
    swap(place, whole + b" ")
    watching.examine()
    watching.examine()  # the same fault the next night is the same anomaly
    (one,) = odd(one_cast, "swapped_file")
    assert (one["paper"], one["code"]) == (f"outgoing/{row['outgoing']}", row["code"])
    assert f"tệp {place.name}: nội dung trong kho đã bị thay đổi" in one["why"]
    assert odd(one_cast, "torn_log") == []
    page = one_cast.son.browser().get("/audit/anomalies").text
    assert "Tệp trong kho bị đổi hoặc mất" in page
    alarm = "thấy 1 chỗ sai"
    assert alarm in one_cast.son.browser().get("/").text, "where he comes in"
    assert alarm not in one_cast.lan.browser().get("/").text
    swap(place, whole)
    watching.examine()
    swap(place, whole + b" ")
    watching.examine()  # mended, and spoilt anew
    assert len(odd(one_cast, "swapped_file")) == 2


def test_a_torn_log_leads_to_its_health_where_all_that_was_found_is_said(one_cast: Cast) -> None:
    with transaction():
        audit.append("start", "incoming/1")
    sequencing.place_all()
    tamper("UPDATE ledger_nodes SET hash = :h", h=b"\x07" * 32)
    watching.examine()
    browser, found = one_cast.son.browser(), odd(one_cast, "torn_log")
    assert found and odd(one_cast, "swapped_file") == []
    assert 'href="/ledger/health"' in browser.get("/audit/anomalies?kind=torn_log").text
    board = browser.get("/ledger/health").text
    assert all(one["why"].split(" (")[0] in board for one in found)
    assert "Kiểm tra nhật ký lúc" in browser.get("/audit").text


def test_the_rooms_of_evidence_lead_to_one_another(one_cast: Cast) -> None:
    """On a phone the rail has one door for all of them."""
    browser = one_cast.son.browser()
    doors = ("/audit", "/audit/signatures", "/ledger/health", "/lasting", "/tombstones")
    for page in doors:
        text = browser.get(page).text
        assert all(f'href="{door}"' in text for door in doors), page
        assert text.count('aria-current="page"') == 2, page
    assert "audit-doors" not in one_cast.kien.browser().get("/lasting").text
