"""A copy in PDF/A-2b for the archive: that it is one, and that it shows the same page."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from server.uploads.copies import to_archive
from server.uploads.copies.to_archive import for_the_archive
from signing import lasting_copy
from tests.office.papers import scan
from tests.uploads.sheets import picture
from tests.verapdf import lacks
from workflows.law import Refused


def test_it_is_what_it_says_whatever_it_was(tmp_path: Path) -> None:
    seen = [for_the_archive(one) for one in (scan("Công văn"), picture("PNG"), picture("JPEG"))]
    assert lacks(tmp_path, *map(lasting_copy, seen)) == [[], [], []]
    assert all(lacks(tmp_path, *seen)), "the judge does see what is not said"
    with pikepdf.open(io.BytesIO(seen[0])) as made:
        names = {key for page in made.pages for key in page.Resources}
        assert names == {"/XObject"}, "a picture and nothing else: no face that could be missing"


def test_it_shows_the_same_page_in_the_same_size() -> None:
    data = scan("XXXXXXXXXX")
    old, new = (pypdfium2.PdfDocument(one)[0] for one in (data, for_the_archive(data)))
    assert new.get_size() == pytest.approx(old.get_size(), abs=0.01)
    dark = [sum(byte < 128 for byte in page.render().to_pil().convert("L").tobytes())
            for page in (old, new)]  # fmt: skip
    assert dark[0] > 0 and abs(dark[0] - dark[1]) < dark[0]


def test_the_same_file_gives_the_same_copy() -> None:
    data = scan("Một")
    assert for_the_archive(data) == for_the_archive(data)


def test_what_would_take_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_archive, "PAGES", 0)
    with pytest.raises(Refused, match="draft_too_long"):
        for_the_archive(scan())
