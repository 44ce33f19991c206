"""A copy in PDF/A-2b for the archive: what it must have, and that it shows the same page."""

import io

import pikepdf
import pypdfium2
import pytest

from server.uploads import to_archive
from server.uploads.to_archive import for_the_archive
from tests.office.papers import scan
from workflows.law import Refused


def test_it_says_what_it_is_and_whose_its_colours_are() -> None:
    with pikepdf.open(io.BytesIO(for_the_archive(scan("Công văn")))) as made:
        meta = bytes(made.Root.Metadata.read_bytes())
        assert b"<pdfaid:part>2<" in meta and b"<pdfaid:conformance>B<" in meta
        (intent,) = made.Root.OutputIntents
        assert intent.S == pikepdf.Name.GTS_PDFA1 and intent.DestOutputProfile.N == 3
        assert "/ID" in made.trailer and "/Encrypt" not in made.trailer
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
