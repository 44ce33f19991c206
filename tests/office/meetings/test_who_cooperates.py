"""Who cooperates in what was concluded, as its own words say it: proposed, and said once."""

from functools import partial

from server.meetings.minutes import proposing
from tests.office.meetings.closed import drafted
from tests.office.meetings.gathering import item
from tests.office.meetings.test_concluding import announced


def test_who_cooperates_is_read_in_its_words_too(one_cast):
    known = [("vhtt", "Phòng Văn hóa và Thông tin"), ("tp", "Phòng Tư pháp"),
             ("tckh", "Phòng Tài chính - Kế hoạch")]  # fmt: skip
    read = partial(proposing.helps, known=known)
    lead = "Giao Phòng Tài chính - Kế hoạch chủ trì"
    assert read(f"{lead}, Phòng Tư pháp phối hợp hoàn chỉnh dự toán") == ["tp"]
    assert read(f"{lead}, phối hợp với Phòng Tư pháp, Phòng Văn hóa và Thông tin") == ["tp", "vhtt"]
    both = f"{lead}; Phòng Tư pháp và Phòng Văn hóa và Thông tin phối hợp"
    assert read(both) == ["tp", "vhtt"]
    assert read("Giao Phòng Tư pháp phối hợp với Phòng Văn hóa và Thông tin rà soát") == ["vhtt"]
    assert read("Giao xã Hoằng Phú chủ trì, Phòng Tư pháp phối hợp") == ["tp"]
    assert read(f"{lead} sau khi Phòng Tư pháp có ý kiến") == [] == read("Các phòng phối hợp")


def test_a_notice_does_not_say_twice_who_cooperates(one_cast):
    cast, path = one_cast, drafted(one_cast)
    words = "Giao Phòng Tài chính - Kế hoạch chủ trì, Phòng Văn hóa và Thông tin phối hợp rà soát"
    one = {"item": item(cast.tuan, path), "text": words, "lead": "tckh",
           "cooperate": ["vhtt", "tuphap"]}  # fmt: skip
    draft = cast.tuan.sees(announced(cast, path, conclusions=[one]))
    assert draft["body"][1].endswith(f"{words}. Phòng Tư pháp phối hợp.")
