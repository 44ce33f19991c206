"""What the XML inside DOCX, XLSX and ODT may do: fields, formulas, types, links."""

from collections.abc import Iterator

from tests.hostile.piece import DOES, LOCKED, MACROS, TAKEN, Piece, piece
from tests.uploads.sheets import TYPES, WORDS, docx, odt, packed, xlsx


def pieces() -> Iterator[Piece]:
    yield from _texts()
    yield from _sheets()
    yield from _open_documents()


def _run(field: str) -> str:
    return f"<w:p><w:r>{field}</w:r></w:p>"


def _field(words: str) -> str:
    return _run(f"<w:instrText>{words}</w:instrText>")


def _texts() -> Iterator[Piece]:
    body = {
        "dde-simple": '<w:p><w:fldSimple w:instr="DDEAUTO c:\\cmd.exe"/></w:p>',
        "dde-two-lines": _field("DDE") + _field("AUTO c:\\cmd"),
        "dde-small": _field("ddeauto x"),
        "include": _field('INCLUDEPICTURE "http://la/x.png" \\d'),
        "include-text": _field('INCLUDETEXT "\\\\la\\x.docx"'),
        "other-prefix": f'<q:p xmlns:q="{WORDS}"><q:r><q:instrText>DDEAUTO x</q:instrText></q:r></q:p>',
        "import": _field('IMPORT "http://la/x.png"'),
    }
    for name, words in body.items():
        yield piece("field", f"{name}.docx", lambda w=words: docx(w), DOES)
    for part in ("header1", "footer2", "footnotes", "endnotes", "comments", "glossary/document"):
        told = f'<w:x xmlns:w="{WORDS}">{_field("DDEAUTO x")}</w:x>'
        yield piece("field", f"{part.split('/')[0]}.docx", lambda p=part, t=told: docx(
            **{f"word/{p}.xml": t}), DOES)  # fmt: skip
    for words in ("PAGE", "TOC \\o", "REF DDEABC", "HYPERLINK &quot;https://a.vn&quot;"):
        yield piece("field", f"wish-{words[:3]}.docx", lambda w=words: docx(_field(w)), TAKEN)
    wide = f'<?xml version="1.0" encoding="utf-16"?><w:document xmlns:w="{WORDS}">{_field("DDEAUTO x")}</w:document>'
    yield piece("field", "wide.docx", lambda: packed(
        {"[Content_Types].xml": TYPES, "word/document.xml": wide.encode("utf-16")}), DOES)  # fmt: skip


def _sheets() -> Iterator[Piece]:
    cell = "<worksheet><sheetData><row><c><f>{}</f></c></row></sheetData></worksheet>"
    for name, formula in {
        "dde-cell": "cmd|'/C calc'!A0", "dde-plus": "-2+3+cmd|' /C calc'!'A1'",
        "web": "WEBSERVICE(&quot;http://la&quot;)", "call": "CALL(&quot;k&quot;,&quot;x&quot;)",
        "register": "REGISTER.ID(&quot;k&quot;)", "exec": "EXEC(&quot;calc&quot;)",
    }.items():  # fmt: skip
        made = {"xl/worksheets/sheet1.xml": cell.format(formula)}
        yield piece("sheet", f"{name}.xlsx", lambda m=made: xlsx(**m), DOES)
    for name, formula in {"sum": "SUM(A1:A9)", "text": "IF(A1=&quot;a|b&quot;,1,2)"}.items():
        made = {"xl/worksheets/sheet1.xml": cell.format(formula)}
        yield piece("sheet", f"wish-{name}.xlsx", lambda m=made: xlsx(**m), TAKEN)
    link = {
        "xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'
    }
    yield piece("sheet", "dde-link.xlsx", lambda: xlsx(**link), DOES)
    yield piece("sheet", "ole-link.xlsx", lambda: xlsx(
        **{"xl/externalLinks/externalLink1.xml": "<externalLink><oleLink/></externalLink>"}), DOES)  # fmt: skip
    yield piece("sheet", "connections.xlsx", lambda: xlsx(
        **{"xl/connections.xml": "<connections><connection/></connections>"}), DOES)  # fmt: skip
    hidden = TYPES.replace("</Types>", '<Override PartName="/xl/x.bin" ContentType="application/'
                           'vnd.ms-office.vbaProject"/></Types>')  # fmt: skip
    yield piece("sheet", "macro-by-type.xlsx", lambda: packed(
        {"[Content_Types].xml": hidden, "xl/workbook.xml": "<w/>"}), MACROS)  # fmt: skip
    both = '<?xml version="1.0" encoding="utf-16"?>' + hidden.split("?>", 1)[1]
    yield piece("sheet", "macro-by-wide-type.xlsx", lambda: packed(
        {"[Content_Types].xml": both.encode("utf-16"), "xl/workbook.xml": "<w/>"}), MACROS)  # fmt: skip


def _open_documents() -> Iterator[Piece]:
    space = ('<d xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
             'xmlns:xlink="http://www.w3.org/1999/xlink" '
             'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0">{}</d>')  # fmt: skip
    for name, (inner, reason) in {
        "listener": ('<script:event-listener xlink:href="vnd.sun.star.script:a?language=Basic"/>', MACROS),
        "dde": ("<text:dde-connection/>", DOES),
        "dde-source": ("<text:dde-source/>", DOES),
        "link-script": ('<text:a xlink:href="javascript:x">a</text:a>', DOES),
        "link-macro": ('<text:a xlink:href="vnd.sun.star.script:x">a</text:a>', DOES),
        "link-share": ('<text:a xlink:href="\\\\la\\x">a</text:a>', DOES),
        "picture-away": ('<text:x xlink:href="http://la/x.png" xlink:actuate="onLoad"/>', DOES),
        "wish-link": ('<text:a xlink:href="https://a.vn" xlink:actuate="onRequest">a</text:a>', TAKEN),
        "wish-picture": ('<text:x xlink:href="Pictures/a.png" xlink:actuate="onLoad"/>', TAKEN),
    }.items():  # fmt: skip
        yield piece(
            "odt", f"{name}.odt", lambda i=inner: odt(**{"content.xml": space.format(i)}), reason
        )
        yield piece(
            "odt",
            f"{name}-style.odt",
            lambda i=inner: odt(**{"styles.xml": space.format(i)}),
            reason,
        )
    locked = "<m><encryption-data/></m>".encode("utf-16")
    yield piece("odt", "locked-wide.odt", lambda: odt(**{"META-INF/manifest.xml": locked}), LOCKED)
    for name in ("Scripts/python/x.py", "Basic/Standard/script-lb.xml", "basic/x.xml"):
        yield piece(
            "odt", f"{name.replace('/', '-')}.odt", lambda n=name: odt(**{n: "<x/>"}), MACROS
        )
