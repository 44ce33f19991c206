"""Words with a number of things in them: English has another form for one, Vietnamese has not."""

from flask_babel import format_decimal, ngettext


def counted(words: str, n: int, **more: object) -> str:
    """`%(n)s trang` of `n` things, in the reader's language; the catalogue has both forms."""
    said: str = ngettext(words, words, n, **{"n": format_decimal(n)} | more)
    return said
