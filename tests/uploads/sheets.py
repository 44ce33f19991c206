"""Makes papers for the tests: PDFs with a Vietnamese text layer, pictures, archives."""

import functools
import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

Maker = Callable[[], bytes]
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def plain(pages: int = 1) -> bytes:
    return saved(blank(pages))


def written(lines: list[tuple[float, float, str]]) -> bytes:
    """A page with these words at these places (points from the lower left)."""
    pdf = blank()
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Sheet,
        Encoding=Name("/Identity-H"),
        ToUnicode=pdf.make_stream(_every_letter()),
        DescendantFonts=Array([_face()]),
    )
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F0=pdf.make_indirect(font)))
    words = (
        f"BT /F0 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in lines
    )
    page.Contents = pdf.make_stream("\n".join(words).encode())
    return saved(pdf)


def filled(data: bytes, fields: list[tuple[float, float, str]]) -> bytes:
    """The same page with text fields at these places, each with what was written into it."""
    pdf = pikepdf.open(io.BytesIO(data))
    notes = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String(f"O{number}"),
                V=String(words),
                Rect=Array([x, y, x + 50, y + 18]),
            )
        )
        for number, (x, y, words) in enumerate(fields)
    ]
    pdf.pages[0].obj.Annots = Array(notes)
    pdf.Root.AcroForm = Dictionary(Fields=Array(notes))
    return saved(pdf)


def _face() -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Sheet,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        DW=500,
    )


def _every_letter() -> bytes:
    """A ToUnicode map in which every code is its own letter."""
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [rows[at : at + 100] for at in range(0, 256, 100)]
    ranges = "\n".join(
        f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{ranges}\nendcmap end end"
    ).encode()


def by_hand(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF written byte by byte, for what no library would write; object 1 is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def quiet_objects(catalogue: bytes = b"", page: bytes = b"") -> list[bytes]:
    return [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % page,
    ]


def picture(kind: str, pages: int = 1) -> bytes:
    sheets = [Image.new("RGB", (120, 160), (250, 250, 240 - page)) for page in range(pages)]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": sheets[1:]} if pages > 1 else {}
    sheets[0].save(out, kind, **more)
    return out.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def docx(body: str = "<w:p><w:r><w:t>Tờ trình</w:t></w:r></w:p>", **more: str | bytes) -> bytes:
    document = f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def xlsx(**more: str | bytes) -> bytes:
    shared = "<sst><si><t>Dự toán 2023</t></si></sst>"
    parts = {"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": shared}
    return packed({"[Content_Types].xml": TYPES, **parts, **more})


def odt(**more: str | bytes) -> bytes:
    out = io.BytesIO()
    content = f"<d xmlns:text='{TEXT}'><text:p>Báo cáo tháng</text:p></d>"
    parts = {"content.xml": content, **more}
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, body in parts.items():
            archive.writestr(name, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@functools.cache
def zeros(size: int, front: bytes = b"") -> bytes:
    """That many zeros behind some bytes, deflated, without ever holding them."""
    machine, block = zlib.compressobj(9), bytes(1 << 20)
    begun = machine.compress(front)
    blocks = [machine.compress(block) for _ in range(size >> 20)]
    return begun + b"".join(blocks) + machine.flush()


def torn(data: Maker, keep: float) -> Maker:
    """Only the first part of a file."""
    return lambda: data()[: int(len(data()) * keep)]


def changed(data: Maker, old: bytes, new: bytes) -> Maker:
    def make() -> bytes:
        whole = data()
        assert old in whole
        return whole.replace(old, new)

    return make
