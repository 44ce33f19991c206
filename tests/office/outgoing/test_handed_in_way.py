"""A letter that was handed in goes the whole way: signed, numbered, sealed, sent; it verifies."""

import json
import logging
from pathlib import Path

from click.testing import CliRunner

from server.clock import today
from server.commands.verifying import verify
from server.uploads.handed.layout_pdf import describe_pdf
from server.uploads.reading.texts import read_text
from tests.office.outcome import refused
from tests.office.outgoing.files import handed_in
from tests.office.papers import ok
from workflows.layout import Verdict, judge

BY = (
    ("nam", "submit", False),
    ("hoa", "content_check", False),
    ("mai", "form_check", False),
    ("minh", "approve", True),
    ("lan", "number", False),
    ("lan", "register", False),
    ("lan", "seal", True),
    ("lan", "dispatch", False),
)
"""Who takes which step, and whether with the PIN; Minh comes last and signs with it (OUT-T05b)."""


def test_a_letter_that_was_handed_in_leaves_the_office_as_any_other(cast, tmp_path, monkeypatch):
    path = handed_in(cast)
    for name, step, signs in BY:
        ok(getattr(cast, name).does(path, step, {"pin": cast.pin} if signs else {}))
    thing = cast.lan.sees(path)
    assert (thing["state"], thing["code"]) == ("DISPATCHED", "01/UBND-VHTT")
    assert [one["kind"] for one in thing["signatures"]] == ["person", "seal"]
    with cast.lan.asks("GET", f"{path}/files/1") as answer:
        sealed = answer.data
    _verifies(sealed, tmp_path, monkeypatch)
    _reads_as_one_sees_it(sealed)
    _is_extracted(cast, path)


def _is_extracted(cast, path: str) -> None:
    """Its paragraphs are not ours to count: Lan types the words she takes (article 25.3)."""
    form = cast.lan.browser().get(path).text
    assert 'name="parts"' not in form and form.count('name="text"') == 2
    block = {"signer": "chutich.huyen", "capacity": "TM"}
    for nothing in ({"parts": [1]}, {"text": " \n "}):
        refused(cast.lan.does(path, "extract", block | nothing), "is_a_part")
    ok(cast.lan.does(path, "extract", block | {"text": "Rà soát các thủ tục."}))
    typed = {"text": "Báo cáo trước ngày 20.\n", "pin": cast.pin}
    ok(cast.lan.does(path, "extract_electronically", typed))
    for n, words in ((1, "Rà soát các thủ tục."), (2, "Báo cáo trước ngày 20.")):
        pdf = cast.lan.browser().get(f"{path}/copies/{n}").data
        said = " ".join(read_text(pdf, [])[0].split())
        assert words in said and "/UBND-VHTT" in said and "(Đã ký)" in said


def _verifies(sealed: bytes, home: Path, monkeypatch) -> None:
    """`congso verify` under this office's home, which believes its own authority."""
    monkeypatch.setattr(logging, "disable", lambda _level: None)
    (home / "van-ban.pdf").write_bytes(sealed)
    said = CliRunner(env={"CONGSO_HOME": str(home)}).invoke(
        verify, ["--json", str(home / "van-ban.pdf")]
    )
    told = json.loads(said.stdout)
    assert (said.exit_code, told["verdict"], told["profile"]) == (0, "valid", "document")
    fields = [one["field"] for one in told["signatures"]]
    assert fields == ["NguoiKy", "CoQuan", "LuuTru1"]


def _reads_as_one_sees_it(sealed: bytes) -> None:
    """Number and date once, in their places; the blue mark and the seal as Annex I has them."""
    day = today()
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    page = describe_pdf(sealed)
    said = [" ".join(block.text.split()) for block in page.blocks]
    assert "Số: 01/UBND-VHTT" in said
    assert f"Hoằng Hóa, ngày {day.day:02} tháng {month} năm {day.year}" in said
    assert {one.rule for one in judge(page) if one.verdict is Verdict.FAIL} == set()
    assert "năm 2026" not in read_text(sealed, [])[0].split("Thực hiện")[0].replace(
        f"tháng {month} năm 2026", ""
    )
