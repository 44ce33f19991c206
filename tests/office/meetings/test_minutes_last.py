"""Minutes are kept for good: as both have signed them they are PDF/A-2b, by its judge."""

from tests.office.meetings.gathering import does, opened
from tests.verapdf import lacks


def test_minutes_that_tuan_and_minh_signed_look_the_same_in_thirty_years(one_cast, tmp_path):
    cast = one_cast
    path = opened(cast)
    does(cast.tuan, path, "remark", text="Chủ tịch yêu cầu rà lại phụ lục 2.")
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    for who in (cast.tuan, cast.minh):
        assert who.does(path, "sign_minutes", {"pin": cast.pin}).status_code == 200
    pdf = cast.tuan.asks("GET", f"{path}/files/1", buffered=True).data
    assert lacks(tmp_path, pdf) == [[]]
