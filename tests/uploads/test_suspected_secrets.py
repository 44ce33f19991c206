"""A paper that may be a state secret is noticed by its stamp or its name (SEC-02)."""

import pytest

from server.uploads import inspect
from server.uploads.secrecy import suspects_secret
from tests.uploads.sheets import docx, plain, written


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN NHÂN DÂN\nMẬT\nSố: 12/BC-UBND",
        "TỐI MẬT",
        "Số: 5/KH-UBND\n  TUYỆT MẬT  \nKẾ HOẠCH",
        "MẬT Thanh Hóa, ngày 30 tháng 5 năm 2023",
        "Số: 5/BC-UBND M Ậ T",
        "[MẬT]",
        "Độ mật: Tối mật",
        "Độ mật: mật",
    ],
)
def test_a_stamp_in_the_head_is_noticed(text):
    assert suspects_secret(text, "a.pdf")


@pytest.mark.parametrize(
    "text",
    [
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "V/v bảo mật thông tin, mật khẩu",
        "BAN CƠ YẾU\nCỤC QUẢN LÝ MẬT MÃ DÂN SỰ",
        "LƯU HÀNH NỘI BỘ",
        "XEM XONG TRẢ LẠI",
        "mật",
        "\n".join(["dòng thân văn bản"] * 40 + ["MẬT"]),
        "",
    ],
)
def test_words_about_secrecy_are_no_stamp(text):
    assert not suspects_secret(text, "a.pdf")


@pytest.mark.parametrize(
    "name", ["Công văn MẬT.pdf", "tối mật.pdf", "bao-cao-toi-mat.pdf", "TUYET_MAT.pdf", "Mật.docx"]
)
def test_a_name_that_speaks_of_a_secret_is_noticed(name):
    assert suspects_secret("", name)


@pytest.mark.parametrize(
    "name",
    [
        "giai-phong-mat-bang.pdf",
        "Giải phóng mặt bằng.pdf",
        "Tôi mất giấy tờ.pdf",
        "Bảo vệ bí mật nhà nước.pdf",
        "Đổi mật khẩu.pdf",
        "Mật độ dân số.xlsx",
        "An toàn bảo mật.docx",
    ],
)
def test_a_name_that_only_sounds_like_it_is_not(name):
    assert not suspects_secret("", name)


def test_the_counter_says_so_of_what_is_handed_in():
    assert inspect(written([(60, 700, "MẬT")]), "a.pdf").suspected_secret
    assert inspect(docx("<w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p>"), "a.docx").suspected_secret
    assert inspect(plain(), "cong-van-mat.pdf").suspected_secret
