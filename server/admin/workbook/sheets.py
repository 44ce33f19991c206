"""The sheets of an office's workbook: their columns, and what stands in the rows."""

from dataclasses import dataclass, field

from server.words import fold
from workflows import Refused

Tables = dict[str, list[list[str]]]
"""The texts of a workbook: sheet → rows → cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key in the program, its head on the sheet, what is typed there."""

    key: str
    head: str
    hint: str
    required: bool = False
    width: int = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `name` is also how an error says where it is. A workbook may lack one that is
    `optional`."""

    key: str
    name: str
    columns: tuple[Column, ...]
    optional: bool = False

    def head(self, key: str) -> str:
        """The column's head by its key; of the row as a whole where it is none of its own."""
        return next((one.head for one in self.columns if one.key == key), "")


UNITS = Sheet("units", "Đơn vị", (
    Column("code", "Mã", "chữ thường không dấu: vp", True, 12),
    Column("name", "Tên đơn vị", "Văn phòng HĐND và UBND", True, 36),
    Column("abbreviation", "Viết tắt", "trong ký hiệu văn bản: VP", True, 12),
))  # fmt: skip
POSTS = Sheet("posts", "Chức vụ", (
    Column("unit_id", "Mã đơn vị", "để trống: trực thuộc cơ quan", width=12),
    Column("title", "Chức danh", "như in dưới chữ ký: Chủ tịch", True, 30),
    Column("roles", "Vai trò", "cách nhau bằng dấu phẩy", width=44),
    Column("is_head", "Đứng đầu", "x", width=10),
    Column("is_deputy", "Cấp phó", "x", width=10),
    Column("single_holder", "Chỉ một người", "x", width=14),
))  # fmt: skip
PEOPLE = Sheet("people", "Con người", (
    Column("full_name", "Họ và tên", "như in dưới chữ ký", True, 28),
    Column("account", "Tài khoản", "để trống: lập từ họ tên", width=24),
    Column("email", "Thư điện tử", "nếu có", width=28),
    Column("unit_id", "Mã đơn vị", "để trống: trực thuộc cơ quan", width=12),
    Column("position_id", "Chức danh", "một chức danh ở trang Chức vụ", width=30),
    Column("decision_code", "Quyết định", "để trống: quyết định chung", width=18),
    Column("valid_from", "Từ ngày", "để trống: ngày chung", width=12),
    Column("last_day", "Đến hết ngày", "để trống: không thời hạn", width=14),
))  # fmt: skip
OUTSIDE = Sheet("outside", "Danh bạ", (
    Column("organ_id", "Mã định danh", "H56.01", True, 16),
    Column("code", "Mã", "chữ thường không dấu: snv", True, 16),
    Column("name", "Tên cơ quan", "như ghi ở Nơi nhận: Sở Nội vụ tỉnh Thanh Hóa", True, 44),
    Column("short_name", "Tên gọi tắt", "để trống: như tên cơ quan", width=28),
), optional=True)  # fmt: skip
"""Agencies that are written to and have no desks here; of all agencies of this office alike."""

SHEETS = (UNITS, POSTS, PEOPLE, OUTSIDE)
SAMPLE = "ví dụ"
"""Rows of the template that begin so are passed over."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was filled in: its number as the spreadsheet shows it, its cells by key."""

    sheet: Sheet
    number: int
    cells: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def needs(self, *keys: str) -> None:
        """Refuse an empty cell that must be filled, by its column."""
        for key in keys:
            if not self[key]:
                raise Refused("import_empty_cell", key)

    def ticked(self, key: str) -> bool:
        said = fold(self[key])
        if said not in ("", "x", "co", "khong", "1", "0", "true", "false"):
            raise Refused("import_bad_tick", key)
        return said in ("x", "co", "1", "true")


def rows_in(tables: Tables) -> list[Row]:
    """Every filled row of the known sheets, units first; another workbook is refused in words."""
    by_name = {fold(name): rows for name, rows in tables.items()}
    here = [one for one in SHEETS if fold(one.name) in by_name]
    missing = [one.name for one in SHEETS if one not in here and not one.optional]
    if missing:
        raise Refused("import_missing_sheet", "file", names=", ".join(missing))
    return [row for one in here for row in _rows(one, by_name[fold(one.name)])]


def _rows(sheet: Sheet, table: list[list[str]]) -> list[Row]:
    start, places = _heads(sheet, table)
    found = []
    for number, texts in enumerate(table[start + 1 :], start + 2):
        cells = {key: texts[at] for key, at in places.items() if at < len(texts) and texts[at]}
        if cells and not any(fold(text).startswith(fold(SAMPLE)) for text in texts):
            found.append(Row(sheet, number, cells))
    return found


def _heads(sheet: Sheet, table: list[list[str]]) -> tuple[int, dict[str, int]]:
    """The line with the heads, wherever it stands, and the column of each key."""
    wanted = {fold(one.head): one.key for one in sheet.columns}
    for at, texts in enumerate(table[:20]):
        places = {
            wanted[fold(text.rstrip(" *"))]: place
            for place, text in enumerate(texts)
            if fold(text.rstrip(" *")) in wanted
        }
        if all(one.key in places for one in sheet.columns if one.required):
            return at, places
    heads = ", ".join(one.head for one in sheet.columns if one.required)
    raise Refused("import_missing_columns", "file", sheet=sheet.name, names=heads)
