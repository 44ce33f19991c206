"""PDFs that must not come in, each with the reason that the office gives for it."""

import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.uploads.sheets import (
    Maker,
    blank,
    by_hand,
    changed,
    packed,
    picture,
    plain,
    quiet_objects,
    saved,
    torn,
    zeros,
)

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
_FILE_SPEC = Dictionary(Type=Name.Filespec, F=String("a.pdf"), EF=Dictionary())
_JS, _DOES, _HOLDS = "file_has_script", "file_has_action", "file_has_attachment"
_OTHER, _BROKEN, _LOCKED = "file_not_what_it_says", "file_broken", "file_encrypted"


def _root(**entries: object) -> Maker:
    """A PDF whose catalogue has these entries."""

    def make() -> bytes:
        pdf = blank()
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value
        return saved(pdf)

    return make


def _page(**entries: object) -> Maker:
    """A PDF whose only page has these entries."""

    def make() -> bytes:
        pdf = blank()
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value
        return saved(pdf)

    return make


def _link(**action: object) -> Maker:
    rect = Array([0, 0, 9, 9])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(**action))
    return _page(Annots=Array([link]))


def _note(kind: str, **entries: object) -> Maker:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), **entries
    )
    return _page(Annots=Array([note]))


def _stream(data: Maker, **entries: object) -> Maker:
    """A PDF whose page content is this stream."""

    def make() -> bytes:
        pdf = blank()
        stream = pikepdf.Stream(pdf, b"")
        stream.write(data(), filter=entries.get("Filter"))
        for key, value in entries.items():
            stream[f"/{key}"] = value
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
        return saved(
            pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )

    return make


def _locked(**how: object) -> Maker:
    return lambda: saved(blank(), encryption=pikepdf.Encryption(**how))


def _hand(catalogue: bytes = b"", page: bytes = b"", *more: bytes) -> Maker:
    return lambda: by_hand([*quiet_objects(catalogue, page), *more])


def _tree(pages: bytes, page: bytes = b"<< /Type /Page /MediaBox [0 0 9 9] >>") -> Maker:
    return lambda: by_hand([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page])


def _attached() -> bytes:
    pdf = blank()
    pdf.attachments["du-toan.exe"] = b"MZ"
    return saved(pdf)


PDFS: list[tuple[str, Maker, str]] = [
    ("chuong-trinh.pdf", lambda: b"MZ\x90\0" + bytes(range(256)) * 150, _OTHER),
    ("elf.pdf", lambda: b"\x7fELF" + bytes(400), _OTHER),
    ("trang-web.pdf", lambda: b"<html><script>x</script>%PDF-1.4</html>", _OTHER),
    ("exe-va-pdf.pdf", lambda: b"MZ" + plain(), _OTHER),
    ("anh.pdf", lambda: picture("PNG"), _OTHER),
    ("hai-mat.pdf", lambda: plain() + packed({"x.jsp": "x"}), _OTHER),
    ("js-mo.pdf", _root(OpenAction=SCRIPT), _JS),
    ("js-ten.pdf", _root(Names=Dictionary(JavaScript=Dictionary(Names=Array([])))), _JS),
    ("js-lien-ket.pdf", _link(S=Name.JavaScript, JS=String("x")), _JS),
    ("js-sau.pdf", _link(S=Name.GoTo, D=String("a"), Next=Array([SCRIPT])), _JS),
    ("js-truong.pdf", _note("Screen", AA=Dictionary(E=SCRIPT)), _JS),
    ("js-viet-khac.pdf", _hand(b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"), _JS),
    ("js-ten-rieng.pdf", _hand(b"/OpenAction << /S 4 0 R >>", b"", b"/JavaScript"), _JS),
    ("js-luong.pdf", _hand(b"/OpenAction << /JS 4 0 R >>", b"", b"(x)"), _JS),
    ("xfa.pdf", _root(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>"))), _JS),
    ("launch.pdf", _root(OpenAction=Dictionary(S=Name.Launch, F=String("cmd.exe"))), _DOES),
    ("launch-viet-khac.pdf", _hand(b"/OpenAction << /S /L#61unch >>"), _DOES),
    ("gui.pdf", _link(S=Name.SubmitForm, F=String("http://la")), _DOES),
    ("nhap.pdf", _link(S=Name.ImportData, F=String("a.fdf")), _DOES),
    ("mo-tep-khac.pdf", _link(S=Name.GoToR, F=String("//la/x.pdf"), D=Array([0])), _DOES),
    ("mo-tep-trong.pdf", _link(S=Name.GoToE, D=Array([0])), _DOES),
    ("phim.pdf", _note("RichMedia"), _DOES),
    ("khoi.pdf", _note("3D"), _DOES),
    ("trinh-chieu.pdf", _link(S=Name.Rendition, OP=0), _DOES),
    ("tu-dong.pdf", _page(AA=Dictionary(O=Dictionary(S=Name.Named, N=Name.Print))), _DOES),
    ("kem.pdf", _attached, _HOLDS),
    ("ghim.pdf", _note("FileAttachment"), _HOLDS),
    ("kem-lien-ket.pdf", _root(AF=Array([_FILE_SPEC])), _HOLDS),
    ("ma-hoa.pdf", _locked(owner="chu", user="khach", R=6), _LOCKED),
    ("ma-hoa-chu.pdf", _locked(owner="chu", user="", R=6), _LOCKED),
    ("ma-hoa-cu.pdf", _locked(owner="chu", user="khach", R=3, aes=False, metadata=False), _LOCKED),
    ("nua.pdf", torn(lambda: plain(40), 0.5), _BROKEN),
    ("dau.pdf", lambda: b"%PDF-1.7\n", _BROKEN),
    ("rac.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, _BROKEN),
    ("xref-sai.pdf", changed(plain, b"startxref\n", b"startxref\n9"), _BROKEN),
    ("khong-goc.pdf", changed(plain, b"/Root", b"/Rood"), _BROKEN),
    ("vong.pdf", _tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), _BROKEN),
    ("vong-xref.pdf", lambda: by_hand(quiet_objects(), b"/Prev 9"), _BROKEN),
    ("dem-sai.pdf", _tree(b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"), _BROKEN),
    ("khong-trang.pdf", _tree(b"<< /Type /Pages /Kids [] /Count 0 >>"), _BROKEN),
    ("kids-la.pdf", _tree(b"<< /Type /Pages /Kids [7] /Count 1 >>"), _BROKEN),
    ("hop-la.pdf", _tree(b"<< /Kids [3 0 R] /Count 1 >>", b"<< /MediaBox [0 (x)] >>"), _BROKEN),
    ("muoi-nghin-trang.pdf", lambda: plain(10_000), "file_too_many_pages"),
    (
        "mot-trang-nhieu-lan.pdf",
        _tree(b"<< /Kids [%s] /Count 200000 >>" % (b"3 0 R " * 200_000)),
        "file_too_many_pages",
    ),
    ("kho-lon.pdf", _page(MediaBox=Array([0, 0, 1_000_000, 842])), "page_too_large"),
    ("kho-lon-don-vi.pdf", _page(UserUnit=100), "page_too_large"),
    (
        "kho-lon-thua-ke.pdf",
        _tree(b"<< /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 99999] >>", b"<< /Type /Page >>"),
        "page_too_large",
    ),
    (
        "anh-lon.pdf",
        _stream(lambda: b"x", Subtype=Name.Image, Width=20_000, Height=20_000),
        "image_too_large",
    ),
    (
        "bom.pdf",
        _stream(lambda: zeros(300 << 20), Filter=Name.FlateDecode),
        "archive_bomb",
    ),
    (
        "bom-kep.pdf",
        _stream(
            lambda: zlib.compress(zeros(300 << 20)),
            Filter=Array([Name.FlateDecode, Name.FlateDecode]),
        ),
        "archive_bomb",
    ),
    ("sau.pdf", _hand(b"/X " + b"[" * 100_000 + b"]" * 100_000), _BROKEN),
    ("nhieu-vat.pdf", _hand(b"", b"", *[b"null"] * 200_001), "file_too_complex"),
]
