"""Reading an entry of a PDF dictionary: pyHanko's `.get` does not follow references."""

from pyhanko.pdf_utils import generic


def entry(thing: object, key: str) -> generic.PdfObject | None:
    """What `key` leads to, through references; None where there is nothing."""
    if isinstance(thing, generic.DictionaryObject) and key in thing:
        found: generic.PdfObject = thing[key]
        return found
    return None
