"""Files of an export that no paper was handed in with are in its list too."""

import pytest

from tests.office import papers
from tests.office.casefiles import keeping
from tests.office.exporting.test_packing import packed, sheet
from tests.office.outcome import id_of


@pytest.mark.sent
def test_what_was_made_here_is_in_the_list_too_and_opens_by_its_ending(one_cast, tmp_path):
    """A case file's package, the files as they were signed: no paper was handed in with them."""
    case = keeping.closed(one_cast)
    papers.ok(one_cast.nam.does(case, "transfer"))
    keeping.pack()
    archive = packed(tmp_path / "a.zip")
    lines = {line["Tệp trong gói"]: line for line in sheet(archive, "tep")}
    assert lines.keys() == {one for one in archive.namelist() if one.startswith("tep/")}
    (package,) = (one for one in lines.values() if one["Là tệp của"] == "gói hồ sơ nộp lưu")
    assert package["Tên tệp"] == f"ho-so-{id_of(case)}.zip" and package["Trích yếu"]
    assert archive.read(package["Tệp trong gói"]).startswith(b"PK")
    assert all(one.endswith((".pdf", ".zip")) for one in lines), sorted(lines)
