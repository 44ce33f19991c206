"""Files of an export that no paper was handed in with, and case files, are in its sheets too."""

import pytest

from server.exporting import packing
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
    whats = {one["Là tệp của"] for one in lines.values()}
    guide = " ".join(archive.read(packing.GUIDE).decode().split())
    for what in ("bản trung gian, sau một lần ký", "văn bản đi"):
        assert what in whats and f"“{what}”" in guide, "half signed it is not valid alone"


@pytest.mark.sent
def test_thu_finds_each_case_file_and_what_lies_in_it_without_a_program(one_cast, tmp_path):
    """The list of files, and the contents of each in their order, as she hands them over."""
    case = keeping.closed(one_cast)
    seen = one_cast.nam.sees(case)
    archive = packed(tmp_path / "a.zip")
    (file,) = (
        one for one in sheet(archive, "case_files") if one["Mã dòng (id)"] == str(id_of(case))
    )
    assert (file["Số, ký hiệu"], file["Trích yếu nội dung"]) == (seen["code"], seen["title"])
    lines = [one for one in sheet(archive, "muc-luc") if one["Hồ sơ (id)"] == str(id_of(case))]
    assert [one["Số thứ tự"] for one in lines] == [str(n + 1) for n in range(len(lines))]
    assert {(one["Là"], one["Trích yếu"]) for one in lines} == {
        ("văn bản đến", "V/v đẩy mạnh chuyển đổi số trong hội họp"),
        ("văn bản đi", "V/v triển khai phòng họp không giấy tờ"),
    }
    theirs = packed(tmp_path / "b.zip", "hoangphu")
    assert sheet(theirs, "case_files") == sheet(theirs, "muc-luc") == []
