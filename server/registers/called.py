"""What a book is called in a list of books."""

from flask_babel import gettext as _

from server.registers.beside import POST
from workflows.kinds import COMMON_SERIES, COPY_SERIES


def book_word(book: str) -> str:
    """`OUT:QĐ`: what goes out, in the series of decisions."""
    if book.startswith("OUT:"):
        series = book.removeprefix("OUT:")
        if series == COPY_SERIES:
            return _("Văn bản đi, bản sao")
        return _("Văn bản đi") if series == COMMON_SERIES else _("Văn bản đi, %(s)s", s=series)
    return {"IN": _("Văn bản đến"), POST: _("Sổ bưu điện")}.get(book, _("Sổ sử dụng bản lưu"))
