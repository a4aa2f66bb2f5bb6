"""Draws pages for the tests of scans: text in a Thai font, rules, and what happens to paper."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 200
WIDTH, HEIGHT = 1654, 2339
"""A4 at 200 dpi."""
POINTS = WIDTH / DPI * 72, HEIGHT / DPI * 72
PROSE = "หน่วยงานควรเผยแพร่ข้อมูลให้ผู้รับบริการทราบอย่างต่อเนื่องและเปิดโอกาสให้มีส่วนร่วม"


def font(points=16):
    return ImageFont.truetype("Loma.ttf", round(points * DPI / 72))


def page(lines=(), rules=(), size=(WIDTH, HEIGHT), points=16):
    """Return a page with lines of text as (x, y, text) and rules as boxes, in pixels."""
    sheet = Image.new("L", size, 255)
    pen = ImageDraw.Draw(sheet)
    for x, y, text in lines:
        pen.text((x, y), text, fill=0, font=font(points))
    for box in rules:
        pen.rectangle(box, fill=0)
    return sheet


def prose(count=20, pitch=80, left=200, top=250):
    return page([(left, top + pitch * at, PROSE) for at in range(count)], points=12)


def table(columns=(200, 500, 1000, 1450), rows=(300, 400, 520, 640), texts=(), thick=3):
    """Return a page with a full grid of rules and a text in each cell."""
    rules = [(columns[0], y, columns[-1] + thick, y + thick) for y in rows]
    rules += [(x, rows[0], x + thick, rows[-1] + thick) for x in columns]
    cells = [(x, y) for y in rows[:-1] for x in columns[:-1]]
    texts = texts or ["ข้อ ๑"] * len(cells)
    return page([(x + 20, y + 25, text) for (x, y), text in zip(cells, texts, strict=True)], rules)


def array(sheet):
    return np.asarray(sheet)
