"""An image on the page that is packed once for a process, not once for each document."""

import hashlib
from functools import lru_cache
from io import BytesIO

from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent, ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.stamp import StaticStampStyle

from signing.cabinet import SealFailed

_FILL = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID,
    AxisAlignment.ALIGN_MID,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
)


def stamp_of(ink: bytes) -> StaticStampStyle:
    """The mark without a border or a text, as large as its box (Annex I, II.7d)."""
    return StaticStampStyle(
        border_width=0, background=Ink(ink), background_layout=_FILL, background_opacity=1.0
    )


class Ink(PdfContent):
    """A transparent PNG, drawn over whatever lies below."""

    def __init__(self, png: bytes) -> None:
        self.packed = _packed(png)
        width, height = self.packed.size
        self.name = pdf_name(f"/Img{hashlib.sha256(png).hexdigest()[:12]}")
        super().__init__(box=BoxConstraints(width, height))

    def render(self) -> bytes:
        writer = self._ensure_writer
        size = self.packed.size
        mask = writer.add_object(_image(size, "/DeviceGray", self.packed.mask))
        image = _image(size, "/DeviceRGB", self.packed.colour)
        image[pdf_name("/SMask")] = mask
        self.set_resource(ResourceType.XOBJECT, self.name, writer.add_object(image))
        drawn = f"q {self.box.width:g} 0 0 {self.box.height:g} 0 0 cm {self.name} Do Q"
        return drawn.encode()


class _Packed:
    """Colour and mask, compressed."""

    def __init__(self, image: Image.Image) -> None:
        self.size = image.size
        self.colour = _deflated(image.convert("RGB").tobytes())
        self.mask = _deflated(image.getchannel("A").tobytes())


@lru_cache(maxsize=128)
def _packed(png: bytes) -> _Packed:
    try:
        return _Packed(Image.open(BytesIO(png), formats=["PNG"]).convert("RGBA"))
    except (OSError, ValueError, Image.DecompressionBombError) as broken:
        raise SealFailed("broken_ink") from broken


def _deflated(content: bytes) -> bytes:
    stream = generic.StreamObject(stream_data=content)
    stream.compress()
    return stream.encoded_data


def _image(size: tuple[int, int], colours: str, packed: bytes) -> generic.StreamObject:
    return generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Image"),
            pdf_name("/Width"): generic.NumberObject(size[0]),
            pdf_name("/Height"): generic.NumberObject(size[1]),
            pdf_name("/ColorSpace"): pdf_name(colours),
            pdf_name("/BitsPerComponent"): generic.NumberObject(8),
            pdf_name("/Filter"): pdf_name("/FlateDecode"),
        },
        encoded_data=packed,
    )
