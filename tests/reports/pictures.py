"""Pictures that offices put into their reports: an emblem's place, a stamp, a chart."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

STAMP_FONT = "/usr/share/fonts/truetype/tlwg/Laksaman-Bold.ttf"


def emblem() -> bytes:
    """Return a winged figure in a ring, as dark and as dense as the state's emblem, but not it."""
    image = Image.new("L", (300, 320), 255)
    pen = ImageDraw.Draw(image)
    pen.ellipse((120, 20, 180, 90), fill=20)
    pen.polygon(((150, 80), (200, 220), (150, 300), (100, 220)), fill=40)
    for side in (-1, 1):
        for feather in range(6):
            tip = (150 + side * (60 + 14 * feather), 70 + 34 * feather)
            pen.line(((150, 120 + 16 * feather), tip), fill=30, width=11)
        pen.arc((150 + side * 75 - 55, 180, 150 + side * 75 + 55, 300), 30, 150, fill=50, width=6)
    pen.line(((110, 15), (150, 0), (190, 15)), fill=20, width=9)
    return _png(image.resize((150, 160), Image.Resampling.LANCZOS))


def stamp(text: str, color: tuple[int, int, int] = (40, 60, 150)) -> bytes:
    """Return the rubber stamp of a registry, a little askew, on nothing."""
    image = Image.new("RGBA", (420, 210), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(STAMP_FONT, 44, layout_engine=ImageFont.Layout.RAQM)
    pen.rectangle((20, 25, 400, 185), outline=(*color, 210), width=5)
    pen.text((40, 40), text, font=font, fill=(*color, 220))
    pen.text((40, 110), "วันที่ ...../...../.....", font=font, fill=(*color, 200))
    return _png(image.rotate(4, resample=Image.Resampling.BICUBIC))


def chart(scores: Sequence[str]) -> bytes:
    """Return a bar chart of scores with no numbers in it."""
    image = Image.new("RGB", (660, 330), "white")
    pen = ImageDraw.Draw(image)
    width = 560 // max(1, len(scores))
    for i, score in enumerate(scores):
        height = int(min(float(score or 0), 100) * 2.6)
        x = 60 + i * width
        pen.rectangle((x, 300 - height, x + width - 14, 300), fill=(70, 110, 180), outline=(30, 50, 90))
    for level in range(0, 101, 20):
        pen.line(((50, 300 - level * 2.6), (640, 300 - level * 2.6)), fill=(200, 200, 200))
    pen.line(((50, 20), (50, 300), (640, 300)), fill=(0, 0, 0), width=2)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
