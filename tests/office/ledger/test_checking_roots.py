"""A root that somebody laid into the folder is named: with it he signs as whom he likes."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.ledger import roots, vouching
from server.office import _here, office
from tests.cast import Cast
from tests.office.ledger.findings import found
from tests.signing import abroad
from workflows import Refused


@pytest.fixture
def folder(one_app, tmp_path: Path) -> Iterator[Path]:
    """An empty folder of roots, as `CONGSO_TRUST_DIR` names one; what stood there is told of."""
    before, place = office(), tmp_path / "trust"
    place.mkdir()
    outside = replace(before.cabinet.outside, trust=(place,))
    _here[:] = [replace(before, cabinet=replace(before.cabinet, outside=outside))]
    vouching.bind_all()
    yield place
    _here[:] = [before]


@pytest.fixture
def laid(folder: Path, tmp_path: Path) -> Path:
    """Somebody lays the root of another house into it, by hand."""
    made = tmp_path / "abroad"
    made.mkdir()
    abroad.trust(made)
    return Path(shutil.copy(made / "root.pem", folder / "quocgia.pem"))


def test_a_root_laid_in_by_hand_is_named_and_once_accepted_it_is_in_order(laid: Path) -> None:
    (said,) = found()
    digest = (roots.believed().keys() - roots.accepted()).pop()
    assert said.startswith(f"gốc tin cậy {digest[:16]} (")
    assert "nhật ký không ghi; ai giữ khóa" in said
    roots.accept(digest[:12])
    assert found() == []
    with pytest.raises(Refused, match="no_such_root"):
        roots.accept(digest[:12])


def test_a_root_that_was_taken_out_is_named_until_somebody_says_so(laid: Path) -> None:
    digest = (roots.believed().keys() - roots.accepted()).pop()
    roots.accept(digest)
    with pytest.raises(Refused, match="no_such_root"):
        roots.drop(digest)  # it still lies there
    laid.unlink()
    assert found() == [f"gốc tin cậy {digest[:16]}: nhật ký ghi nhưng không còn trong thư mục"]
    roots.drop(digest)
    assert found() == []


def test_the_health_board_names_it_at_once(laid: Path, one_app) -> None:
    browser = Cast(one_app).of("thanhtra").browser()
    page = browser.get("/ledger/health").text
    assert "nhật ký không ghi: " in page and "Gốc tin cậy" in page
    red = page.count('class="st failed"')
    roots.accept(*(roots.believed().keys() - roots.accepted()))
    assert browser.get("/ledger/health").text.count('class="st failed"') == red - 1
