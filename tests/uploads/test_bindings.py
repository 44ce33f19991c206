"""Leaves are cut out and bound without losing a word or a dot; what is signed is left whole."""

import io

import pikepdf
import pytest
from PIL import Image

from server.uploads import ask, inspect
from server.uploads.scans.bindings import bind, cut
from tests.uploads.sheets import by_hand, picture, quiet_objects, written
from workflows import Refused


def stack(*words: str) -> bytes:
    return bind([written([(60, 700, word)]) for word in words])


def texts(pdf: bytes) -> list[str]:
    return [page.strip() for page in inspect(pdf, "a.pdf").text]


def turns(pdf: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(pdf)) as made:
        return [int(page.get("/Rotate", 0)) for page in made.pages]


def test_leaves_come_out_in_the_order_asked_for_with_their_text_and_turned() -> None:
    whole = stack("một", "hai", "ba")
    made = cut(whole, [(3, 0), (1, 270)])
    assert (texts(made), turns(made)) == (["ba", "một"], [0, 270])
    assert turns(cut(made, [(2, 180)])) == [90], "a turn adds to what the page had"
    assert texts(whole) == ["một", "hai", "ba"]


def test_parts_are_bound_behind_one_another_in_a_child() -> None:
    parts = [stack("một", "hai"), stack("ba")]
    sizes = [len(part) for part in parts]
    (made,) = ask(b"".join(parts), "a.pdf", "bind", sizes=sizes)["files"]
    assert texts(made) == ["một", "hai", "ba"]


def test_the_same_leaves_are_the_same_file() -> None:
    whole = stack("một", "hai")
    assert cut(whole, [(2, 90)]) == cut(whole, [(2, 90)])


def photo(**how: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(out, "JPEG", **how)
    return out.getvalue()


def test_a_jpeg_is_hung_up_as_it_is_and_stands_as_the_camera_held_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = photo(exif=exif, dpi=(200, 200))
    made = cut(data, [(1, 90)])
    assert turns(made) == [180]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        (hung,) = pdf.pages[0].get_images().values()
        assert bytes(hung.read_raw_bytes()) == data
        assert [float(n) for n in pdf.pages[0].mediabox[2:]] == [144, 108]


def test_without_a_sensible_measure_a_picture_is_as_large_as_a4() -> None:
    with pikepdf.open(io.BytesIO(cut(photo(dpi=(1, 1)), [(1, 0)]))) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(842, abs=1)


@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_the_pages_of_a_picture_are_leaves_too(kind: str) -> None:
    pages = 3 if kind == "TIFF" else 1
    assert len(texts(cut(picture(kind, pages), [(pages, 0)]))) == 1


def test_what_a_signature_covers_is_not_taken_apart() -> None:
    signed = by_hand([*quiet_objects(), b"<< /Type /Sig /ByteRange [0 1 2 3] >>"])
    with pytest.raises(Refused, match="scan_is_signed"):
        cut(signed, [(1, 0)])


def test_a_page_that_is_not_there_breaks_the_child_s_task_alone() -> None:
    with pytest.raises(Refused, match="file_broken"):
        ask(stack("một"), "a.pdf", "cut", leaves=[(2, 0)])


def test_leaves_are_small_pictures_and_come_as_far_as_the_time_goes() -> None:
    told = ask(bind([stack("một"), cut(picture("PNG"), [(1, 0)])]), "a.pdf", "leaves", first=1)
    assert (told["count"], len(told["files"]), told["blank"]) == (2, 1, [True])
    with Image.open(io.BytesIO(told["files"][0])) as small:
        assert small.format == "JPEG" and max(small.size) <= 420
