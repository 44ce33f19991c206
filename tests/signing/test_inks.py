"""What is seen of a signature: blue stroke, red seal, both transparent and always the same."""

from io import BytesIO

import pytest
from PIL import Image

from signing import SEAL_POINTS, SealFailed, ink_of_agency, ink_of_person, sign_person
from signing.writing import NextRevision
from tests.signing.desk import PIN

NAMES = ["Nguyễn Văn Minh", "Lê Thị Lan", "Đào", "Ánh", "Hoa", "Nam", "Tuấn", "Mai"]


def _image(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def _inked(image: Image.Image) -> list[tuple[int, int, int, int]]:
    return [one for one in image.get_flattened_data() if one[3] > 200]


@pytest.mark.parametrize("name", NAMES)
def test_a_persons_ink_is_blue_on_nothing(name):
    """Phụ lục I, II.7d: blue, PNG, transparent."""
    image = _image(ink_of_person(name))
    inked = _inked(image)
    assert image.mode == "RGBA"
    assert all(blue > red + 60 for red, _, blue, _ in inked)
    assert 0.005 < len(inked) / (image.width * image.height) < 0.2


def test_an_agencys_ink_is_a_red_ring_on_nothing():
    """Phụ lục I, II.8: red, PNG, transparent."""
    image = _image(ink_of_agency("UBND huyện Hoằng Hóa"))
    assert image.width == image.height
    assert all(red > blue + 60 for red, _, blue, _ in _inked(image))
    corners = [(0, 0), (0, image.height - 1), (image.width - 1, 0)]
    assert {image.getpixel(corner)[3] for corner in corners} == {0}


def test_no_two_people_and_no_two_agencies_have_the_same_ink():
    assert len({ink_of_person(name) for name in NAMES}) == len(NAMES)
    assert len({ink_of_agency(name) for name in NAMES}) == len(NAMES)


def test_one_name_has_always_the_same_ink():
    first = ink_of_person("Hoa")
    ink_of_person.cache_clear()
    assert ink_of_person("Hoa") == first


def test_the_seal_is_36_mm():
    assert abs(SEAL_POINTS - 102.05) < 0.01


def _own_picture() -> bytes:
    out = BytesIO()
    Image.new("RGBA", (60, 40), (20, 60, 150, 128)).save(out, "PNG")
    return out.getvalue()


def test_ones_own_picture_is_taken_with_its_transparency(office, blank):
    signed = sign_person(
        blank, office.minh, PIN, authority=office.authority, ink=_own_picture(), serials=[1]
    )
    field = NextRevision(BytesIO(signed)).prev.root["/AcroForm"]["/Fields"][2].get_object()
    resources = field["/AP"]["/N"]["/Resources"]["/XObject"]
    image = resources[next(iter(resources))]
    assert (image["/Width"], image["/Height"]) == (60, 40)
    assert set(image["/SMask"].data) == {128}


@pytest.mark.parametrize("picture", [b"x", b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_png_is_refused(office, blank, picture):
    with pytest.raises(SealFailed, match="broken_ink"):
        sign_person(blank, office.minh, PIN, authority=office.authority, ink=picture, serials=[1])
