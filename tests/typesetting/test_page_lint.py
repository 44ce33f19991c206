"""What Mai would send back is said while Nam types: for each rule a sheet that breaks it."""

from dataclasses import replace

import pytest

from server.typesetting import Sheet, check, lint
from tests.typesetting.conftest import FONTS
from tests.typesetting.sheets import DECISION, EVERYDAY, INVITATION, LETTER, OPENING, PLAN
from workflows.layout import Verdict

RIGHT_GROUNDS = ("Căn cứ Luật Đất đai;", "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ.")


def _text(*body: str) -> Sheet:
    return replace(PLAN, body=(*body, "Để thực hiện./."))


BROKEN_AND_KEPT = [
    ("FMT-17", "E", replace(LETTER, subject=""), LETTER),
    (
        "FMT-17",
        "E",
        replace(LETTER, subject="CÔNG VĂN về chuyển đổi số"),
        replace(LETTER, subject="báo cáo kết quả chuyển đổi số"),
    ),
    ("FMT-17", "E", replace(LETTER, subject="BÁO CÁO"), LETTER),
    ("FMT-16", "E", replace(PLAN, subject="  "), PLAN),
    ("FMT-18", "E", replace(PLAN, body=("", "\u200b")), PLAN),
    ("FMT-14", "E", replace(PLAN, notation="KH - UBND"), replace(PLAN, notation="QyĐ-UBND")),
    ("FMT-14", "E", replace(PLAN, notation="2023/KH-UBND"), PLAN),
    ("FMT-14", "E", replace(PLAN, notation=""), PLAN),
    ("FMT-15", "E", replace(PLAN, place=""), PLAN),
    ("FMT-19", "E", replace(PLAN, authority=()), PLAN),
    ("FMT-19", "E", replace(PLAN, authority=("KT CHỦ TỊCH", "PHÓ CHỦ TỊCH")), PLAN),
    ("FMT-19", "E", replace(PLAN, authority=("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), PLAN),
    ("FMT-21", "E", replace(PLAN, signer=""), PLAN),
    ("FMT-21", "E", replace(PLAN, signer="TS. Lê Văn Minh"), PLAN),
    ("FMT-21", "E", replace(PLAN, signer="ThS Lê Văn Minh"), PLAN),
    ("FMT-21", "E", replace(PLAN, signer="Thạc sĩ Lê Văn Minh"), replace(PLAN, signer="Tạ Sĩ Tú")),
    ("FMT-21", "E", replace(PLAN, signer="Đồng chí Minh"), replace(PLAN, signer="Ông Lê Minh")),
    ("FMT-23", "E", replace(LETTER, to=()), replace(PLAN, to=())),
    ("FMT-04", "E", _text("Kết quả 完成 tốt."), _text("Diện tích ≥ 20 m² – “đạt”.")),
    ("FMT-34", "E", _text("MẬT"), _text("Bảo đảm công tác bảo mật.")),
    ("FMT-34", "E", replace(PLAN, subject="Kế hoạch TỐI MẬT"), PLAN),
    ("FMT-34", "E", _text("Độ mật: Mật"), _text("CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC")),
    ("FMT-30", "W", _text("Theo Phụ lục 1 và Phụ lục 2."), _text("Theo Phụ lục I.")),
    ("FMT-30", "I", _text("Theo phụ lục đính kèm."), _text("Theo quy định.")),
    (
        "TXT-01",
        "E",
        replace(DECISION, bases=("Căn cứ Luật Đất đai.", "Theo đề nghị của Trưởng phòng.")),
        replace(DECISION, bases=RIGHT_GROUNDS),
    ),
    ("TXT-01", "E", replace(DECISION, bases=("Căn cứ Luật Đất đai;",)), DECISION),
    (
        "TXT-01",
        "E",
        replace(DECISION, bases=("Căn cứ Luật Đất đai; Căn cứ Luật Xây dựng.",)),
        DECISION,
    ),
    (
        "TXT-01",
        "W",
        replace(DECISION, bases=("Căn cứ Nghị định của Chính phủ về công tác văn thư",)),
        replace(DECISION, bases=RIGHT_GROUNDS),
    ),
    ("TXT-01", "W", replace(DECISION, bases=()), replace(PLAN, bases=())),
    ("TXT-03", "E", _text("Chương 1", "QUY ĐỊNH CHUNG"), _text("Chương I", "QUY ĐỊNH CHUNG")),
    ("TXT-03", "E", _text("Điều I. Phạm vi"), _text("Điều 1. Phạm vi")),
    ("TXT-03", "E", _text("Điều 1: Phạm vi"), _text("Điều 1. Phạm vi")),
    ("TXT-03", "E", _text("Mục II", "KINH PHÍ"), _text("Mục 2", "KINH PHÍ")),
    ("TXT-03", "E", _text("Điều 1. Một.", "Điều 3. Ba."), _text("Điều 1. Một.", "Điều 2. Hai.")),
    (
        "TXT-03",
        "E",
        _text("a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "e) Năm."),
        _text("a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "đ) Năm;", "e) Sáu;", "g) Bảy."),
    ),
    ("TXT-03", "E", _text("1. Một.", "b) Hai."), _text("1. Một.", "a) Một.", "2. Hai.", "a) Một.")),
    ("TXT-03", "E", _text("a) Một;", "c) Ba."), _text("a) Một;", "Như sau.", "b) Hai.")),
    ("TXT-05", "W", _text("Đã xong./."), _text("Đã xong.")),
    ("TXT-05", "I", replace(PLAN, body=("Để thực hiện.",)), _text()),
    ("TXT-06", "W", _text("Vận động nhân dân tham gia."), _text("Vận động Nhân dân tham gia.")),
    ("TXT-06", "W", _text("Vì nhân dân."), _text("Hội đồng nhân dân, Công an nhân dân.")),
    ("TXT-06", "W", _text("Chính sách của nhà nước."), _text("Cơ quan quản lý nhà nước.")),
    ("TXT-06", "W", _text("Theo chủ trương của đảng."), _text("Theo chủ trương của Đảng.")),
    ("TXT-06", "W", _text("Vào sáng thứ hai."), _text("Vào sáng thứ Hai, lần thứ hai.")),
    ("TXT-06", "W", _text("Theo điểm a Khoản 2 Điều 3."), _text("Theo điểm a khoản 2 Điều 3.")),
    ("TXT-06", "W", _text("Theo khoản 2 điều 103."), _text("Khoản 2 Điều 103 nêu rõ.")),
    ("TXT-07", "W", _text("Trên địa bàn Huyện Hoằng Hóa."), _text("Tại huyện Hoằng Hóa.")),
    ("TXT-07", "W", _text("Người dân phường 3."), _text("Người dân Phường 3.")),
    ("TXT-07", "W", _text("Tại thành phố Hồ Chí Minh."), _text("Tại Thành phố Hồ Chí Minh.")),
    ("TXT-11", "W", _text("Giao ủy ban nhân dân xã."), _text("Giao Ủy ban nhân dân xã.")),
    ("TXT-11", "W", _text("Gửi sở tài chính."), _text("Gửi Sở Tài chính.")),
]


@pytest.mark.parametrize(("rule", "severity", "broken", "kept"), BROKEN_AND_KEPT)
def test_a_broken_rule_is_found_and_a_kept_one_is_not(rule, severity, broken, kept):
    assert (rule, severity) in _found(broken)
    assert (rule, severity) not in _found(kept)


@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_an_ordinary_paper_has_no_errors(sheet):
    assert not [finding for finding in lint(sheet) if finding.severity == "E"]


def test_errors_come_first_and_hints_last():
    sheet = replace(_text("Vận động nhân dân."), subject="", body=("Vận động nhân dân.", "Xong."))
    severities = [finding.severity for finding in lint(sheet)]
    assert severities == sorted(severities, key="EWI".index)
    assert set(severities) == {"E", "W", "I"}


def test_a_finding_says_where_and_what_was_typed():
    finding = next(f for f in lint(_text(OPENING, "Vận động nhân dân.")) if f.rule == "TXT-06")
    assert finding.place == "Đoạn 2"
    assert "“nhân dân”" in finding.words


def test_a_slip_is_told_once_for_a_paragraph():
    findings = [f for f in lint(_text("Vì nhân dân, do nhân dân.")) if f.rule == "TXT-06"]
    assert len(findings) == 1


def test_decomposed_letters_are_read_like_any_other():
    assert ("FMT-34", "E") in _found(_text("TU\u031b\u0323A MA\u0323\u0302T", "MA\u0323\u0302T"))


def test_an_enclosed_regulation_counts_its_articles_anew():
    body = ("Điều 1. Một.", "Điều 2. Hai.", "QUY CHẾ", "Điều 1. Một.", "Điều 2. Hai.")
    assert ("TXT-03", "E") not in _found(_text(*body))


def test_an_invitation_needs_no_kinh_gui():
    assert ("FMT-23", "E") not in _found(replace(INVITATION, to=()))


def _found(sheet: Sheet) -> set[tuple[str, str]]:
    return {(finding.rule, finding.severity) for finding in lint(sheet)}


def test_who_is_called_ong_signs_the_page_under_his_own_name():
    """Ông is a family name too: what the directory has is no address (FMT-21)."""
    results = check(replace(PLAN, signer="Ông Lê Minh"), FONTS)
    assert next(one for one in results if one.rule == "FMT-21").verdict is Verdict.PASS
