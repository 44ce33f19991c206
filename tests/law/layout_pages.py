"""Pages told block by block: one that keeps every rule of chapter 6, and the same with a change."""

from dataclasses import replace
from typing import Any

from workflows.layout import Block, Described, Frame, Knows, Leaf, PageNumber, Picture, Place, Run

FULL = (
    "Thực hiện Kế hoạch số 25/KH-UBND ngày 15 tháng 02 năm 2023 của Ủy ban nhân dân tỉnh Thanh Hóa "
    "về chuyển đổi số, Ủy ban nhân dân huyện báo cáo kết quả theo Phụ lục I, Phụ lục II như sau:"
)


def block(text: str, size: float = 14, style: str = "", **more: Any) -> Block:
    """`style` has b for bold, i for italic, r for red."""
    face = {"bold": "b" in style, "italic": "i" in style}
    run = Run(text, size=size, colour="red" if "r" in style else "black", **face)
    return Block((run,), **more)


def _head(name: str, text: str, size: float, style: str, column: str, **more: Any) -> Any:
    return name, block(text, size, style, column=column, **more)


def _text(name: str, text: str, size: float = 14, style: str = "", **more: Any) -> Any:
    return name, block(text, size, style, **more)


SET = {"align": "both", "indent": 12.7, "gap": 6.0, "leading": 1.1}
AT_FOOT = Place("Cuối văn bản", 1, (300, 700, 500, 714))
BLOCKS: tuple[tuple[str, Block], ...] = (
    _head("superior", "UBND TỈNH THANH HÓA", 12, "", "left"),
    _head("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b", "right"),
    _head("agency", "ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA", 12, "b", "left", rule=0.42),
    _head("motto", "Độc lập - Tự do - Hạnh phúc", 13, "b", "right", rule=1.0),
    _head("number", "Số: 05/BC-UBND", 13, "", "left"),
    _head("date", "Hoằng Hóa, ngày 05 tháng 01 năm 2023", 13, "i", "right"),
    _head("urgency", "KHẨN", 13, "br", "left", frame=Frame(20, 8)),
    _head("circulation", "LƯU HÀNH NỘI BỘ", 13, "b", "left", frame=Frame(50, 8, "black")),
    _text("kind", "BÁO CÁO", 14, "b", align="centre"),
    _text("subject", "Kết quả chuyển đổi số năm 2022", 14, "b", align="centre", rule=0.4),
    _text("to", "Kính gửi: Ủy ban nhân dân tỉnh Thanh Hóa"),
    _text("basis", "Căn cứ Luật Tổ chức chính quyền địa phương;", 14, "i"),
    _text("basis2", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.",
          14, "i"),
    _text("body", FULL, **SET),
    _text("part", "Chương I"),
    _text("part_title", "QUY ĐỊNH CHUNG"),
    _text("article", "Điều 1. Phạm vi"),
    _text("point", "a) Một;"),
    _text("point2", "b) Hai."),
    _text("last", "Trên đây là báo cáo của Ủy ban nhân dân huyện./."),
    _head("label", "Nơi nhận:", 12, "bi", "left"),
    _head("title", "TM. ỦY BAN NHÂN DÂN", 14, "b", "right"),
    _head("title2", "CHỦ TỊCH", 14, "b", "right"),
    _head("copies", "- Như trên;", 11, "", "left"),
    _head("archive", "- Lưu: VT, VHTT.", 11, "", "left"),
    _head("drafter", "PL.(300)", 11, "", "left"),
    _head("signer", "Lê Văn Minh", 14, "b", "right", place=AT_FOOT),
    _text("address", "Số 1 phố Vinh Sơn, ĐT: 0237 3865 001, Fax: 0237 3865 002", 11),
    _text("annex", "Phụ lục I", 14, "b", align="centre", place=Place("Phụ lục", 2)),
    _text("annex_title", "DANH MỤC NHIỆM VỤ", 14, "b", align="centre"),
    _text("sent_with", "(Kèm theo Báo cáo số …/BC-UBND ngày … tháng … năm …)", 14, "i"),
    _text("annex2", "Phụ lục II", 14, "b", align="centre", place=Place("Phụ lục", 3)),
    _text("annex2_title", "BIỂU TỔNG HỢP", 14, "b", align="centre"),
    _text("sent_with2", "(Kèm theo Báo cáo số …/BC-UBND ngày … tháng … năm …)", 14, "i"),
)  # fmt: skip
MARK = Picture(1, (350, 640, 450, 695), "blue", True)
SEAL = Picture(1, (285, 620, 383, 718), "red", True)
SECOND = Leaf(margins=(20, 20, 30, 15), number=PageNumber("2", 14, False, True, True))
LEAVES = (Leaf(margins=(20, 25, 30, 15)), SECOND)
KEPT = Described(LEAVES, tuple(one for _, one in BLOCKS), frozenset(Knows), (MARK, SEAL))


def page(**changes: Any) -> Described:
    """The page that keeps every rule, with blocks changed by name; None leaves one out.

    A text keeps the look of its block, a dict changes fields of the block, a block replaces it.
    """
    blocks = [
        _changed(one, changes[name]) if name in changes else one
        for name, one in BLOCKS
        if changes.get(name, "") is not None
    ]
    return replace(KEPT, blocks=tuple(blocks))


def _changed(one: Block, change: Any) -> Block:
    if isinstance(change, Block):
        return change
    if isinstance(change, str):
        return replace(one, runs=(replace(one.runs[0], text=change),))
    run = {name: value for name, value in change.items() if name in Run.__dataclass_fields__}
    rest = {name: value for name, value in change.items() if name not in run}
    return replace(one, runs=(replace(one.runs[0], **run),), **rest)


def letter(**changes: Any) -> Described:
    """The same as a công văn: no type, its subject under the number."""
    about = block("V/v chuyển đổi số", 12, column="left", gap=6.0)
    told = {"kind": None, "subject": None, "urgency": about, "number": "Số: 12/UBND-VHTT"}
    return page(**told | {"circulation": None} | changes)


OTHER_MARK = Picture(1, (85, 640, 185, 695), "blue", True)
OTHER_SEAL = Picture(1, (20, 620, 118, 718), "red", True)
OTHERS = (
    block("TM. ỦY BAN NHÂN DÂN XÃ HOẰNG PHÚ", 14, "b", column="left"),
    block("CHỦ TỊCH", 14, "b", column="left"),
    block("Lê Thị Ánh", 14, "b", column="left",
          place=Place("Cuối văn bản", 1, (70, 700, 200, 714))),
)  # fmt: skip


def joint(mark: Picture = OTHER_MARK, seal: Picture = OTHER_SEAL, **changes: Any) -> Described:
    """The same of two agencies: both names on top, the second's signature at the left (§5.5)."""
    named = page(superior=_changed(BLOCKS[0][1], {"bold": True, "text": "SỞ NỘI VỤ -"}), **changes)
    at = next(n for n, one in enumerate(named.blocks) if one.text == "Nơi nhận:")
    blocks = (*named.blocks[:at], *OTHERS, *named.blocks[at:])
    return replace(named, blocks=blocks, pictures=(MARK, SEAL, mark, seal))
