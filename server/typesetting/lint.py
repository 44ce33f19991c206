"""The layout rules held against a draft: its typed words at once, its set page in the pool."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from server.typesetting.head import LETTER
from server.typesetting.sheet import Annex, Sheet, tidy
from workflows.kinds import kind
from workflows.layout import (
    Block,
    Described,
    Finding,
    Knows,
    Place,
    Result,
    Run,
    Verdict,
    findings,
    judge,
)
from workflows.layout.elements import key
from workflows.layout.rules import BY_ID

SUBJECT = "Trích yếu"
_ANNEX_III = "Phụ lục III, các mẫu"
_TYPED = frozenset({Knows.WORDS})


def lint(sheet: Sheet) -> tuple[Finding, ...]:
    """What can be told from the typed words alone, errors first."""
    return findings(_typed(tidy(sheet)))


def judged(sheet: Sheet, page: Described) -> tuple[Result, ...]:
    """Every rule on the finished page; what was typed is told where it was typed, and mended."""
    clean = tidy(sheet)
    typed = {result.rule: result for result in _typed(clean)}
    return tuple(_the_better(result, typed[result.rule], clean, page) for result in judge(page))


def signers_of(sheet: Sheet) -> frozenset[str]:
    """Whose names stand under it, as the directory has them."""
    return frozenset(one.signer for one in sheet.issuers)


def _the_better(seen: Result, typed: Result, sheet: Sheet, page: Described) -> Result:
    """Wording is judged as typed, the look as drawn; a fault of the typed words comes first."""
    if typed.findings:
        found = tuple(_located(one, sheet, page) for one in typed.findings)
        return replace(typed, findings=found)
    return typed if seen.rule.startswith("TXT") else seen


def _typed(sheet: Sheet) -> list[Result]:
    blocks, signers = tuple(_blocks(sheet)), signers_of(sheet)
    page = Described((), blocks, _TYPED, doc_type=sheet.doc_type, own=True, signers=signers)
    missing = tuple(_missing(sheet))
    return [_with(one, missing) for one in judge(page)]


def _with(result: Result, missing: Sequence[Finding]) -> Result:
    mine = tuple(one for one in missing if one.rule == result.rule)
    if not mine:
        return result
    return Result(result.rule, Verdict.FAIL, (*mine, *result.findings))


def _missing(sheet: Sheet) -> Iterator[Finding]:
    """Elements of Điều 8 that were left empty."""
    letter = sheet.doc_type == LETTER
    needed = (
        (sheet.subject, "FMT-17" if letter else "FMT-16", "subject", SUBJECT, "trích yếu"),
        (sheet.text, "FMT-18", "body", "Nội dung", "nội dung"),
        (sheet.notation, "FMT-14", "", "Số, ký hiệu", "ký hiệu"),
        (sheet.place or not kind(sheet.doc_type).dated, "FMT-15", "", "Địa danh", "địa danh"),
        (sheet.authority, "FMT-19", "", "Người ký", "quyền hạn, chức vụ của người ký"),
        (sheet.signer, "FMT-21", "", "Người ký", "họ và tên người ký"),
        (sheet.to or not letter, "FMT-23", "to", "Kính gửi", "nơi gửi đến (Kính gửi)"),
    )
    for value, rule, field, place, name in needed:
        if not value:
            cite = BY_ID[rule].cite
            yield Finding(rule, "E", f"Chưa có {name}.", Place(place, field=field), cite)
    for lack in sheet.lacks:
        words = f"Mẫu còn trống: {lack.label}."
        yield Finding("FMT-18", _weight(sheet), words, Place(lack.label), _ANNEX_III)


def _weight(sheet: Sheet) -> str:
    """What the drafter wrote in his own words may say it; who signs beside him it cannot say."""
    return "W" if sheet.body and not sheet.beside else "E"


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Everything typed, with the field and the paragraph it stands in."""
    yield from _many("subject", (sheet.subject,), SUBJECT)
    yield from _many("bases", sheet.bases, "Căn cứ {}")
    for text in (*sheet.before, *sheet.after):
        yield Block((Run(text),), Place("Phần theo mẫu"), role="details")
    yield from _many("body", sheet.body, "Đoạn {}")
    for one in sheet.annexes:
        yield from _annex(one)
    yield from _many("to", sheet.to, "Kính gửi")
    yield from _many("recipients", sheet.recipients, "Nơi nhận")
    for issuer in sheet.issuers:
        yield from _many("authority", issuer.authority, "Người ký")
        yield from _many("signer", (issuer.signer,), "Người ký")
    yield from _many("authority", (sheet.post,), "Người ký")
    if sheet.notation:
        yield from _many("number", (f"Số: …/{sheet.notation}",), "Số, ký hiệu")
    if sheet.place:
        yield from _many("date", (f"{sheet.place}, ngày … tháng … năm …",), "Địa danh")


def _many(role: str, texts: Sequence[str], place: str) -> Iterator[Block]:
    for n, text in enumerate(texts, start=1):
        if text:
            at = Place(place.format(n), field=role, n=n)
            yield Block((Run(text),), at, role=role)


def _annex(annex: Annex) -> Iterator[Block]:
    """Where it was typed: in the text, behind its line of `===`."""
    at = Place(f"Đoạn {annex.since}", field="body", n=annex.since)
    yield Block((Run(annex.doc_type or "Phụ lục"),), at, role="annex")
    for n, text in enumerate((annex.title, *annex.body), start=annex.since):
        if text:
            place = Place(f"Đoạn {n}", field="body", n=n)
            yield Block((Run(text),), place, role="annex")


def _located(finding: Finding, sheet: Sheet, page: Described) -> Finding:
    """The same finding with its page and box: the block in which the typed words stand."""
    words = key(_words_at(sheet, finding.at))[:24]
    found = next((one for one in page.blocks if words and words in key(one.text)), None)
    if found is None:
        return finding
    at = replace(finding.at, page=found.place.page, box=found.place.box)
    return replace(finding, at=at)


def _words_at(sheet: Sheet, at: Place) -> str:
    """What was typed in the field that the place names."""
    texts = getattr(sheet, at.field, "") if at.n else ""
    if isinstance(texts, str):
        return texts
    return texts[at.n - 1] if at.n <= len(texts) else ""
