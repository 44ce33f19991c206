"""A draft of one short line is judged for what it lacks, not for a head that it is not."""

from dataclasses import replace

import pytest

from server.app import FONTS
from server.typesetting import Sheet
from server.typesetting.page import check
from tests.typesetting.sheets import LETTER, PLAN

BODIES = (
    ("Nhất trí với dự thảo.",),
    ("Nội dung riêng của Nam chưa gửi ai.",),
    ("Kính chuyển.", "Để biết."),
    ("Đề nghị các đồng chí nghiên cứu, cho ý kiến.",),
)
SUBJECTS = ("Góp ý dự thảo", "Góp ý dự thảo Kế hoạch triển khai chuyển đổi số năm 2026 của huyện")


def errors(sheet: Sheet) -> list[str]:
    results = check(sheet, FONTS)
    return [one.rule for result in results for one in result.findings if one.severity == "E"]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[0][:12])
@pytest.mark.parametrize("subject", SUBJECTS, ids=["one-line", "more"])
def test_only_what_it_lacks_is_said_of_a_letter_of_one_short_line(body, subject) -> None:
    said = errors(replace(LETTER, subject=subject, body=body, to=(), recipients=()))
    assert said == ["FMT-23"]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[0][:12])
def test_a_short_paper_with_its_recipients_is_right(body) -> None:
    assert errors(replace(LETTER, body=body)) == []
    assert errors(replace(PLAN, body=body)) == []
