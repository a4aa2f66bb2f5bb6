"""A tiny PDF writer in which every glyph's place, width and ToUnicode entry can be wrong on purpose."""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

MARKS = "ัิีึืฺุู็่้๊๋์ํ"
FONT_FOLDER = Path("/usr/share/fonts/truetype/tlwg")


class FontsMissingError(RuntimeError):
    """The Thai fonts that the test pages are drawn with are not installed."""


@dataclass(frozen=True)
class Glyph:
    """One drawn glyph: what is seen, what the file says that it is, and how far the pen moves."""

    seen: str
    """The character whose glyph is drawn."""
    said: str | None = None
    """Its ToUnicode entry; None for the truth, ``""`` for no entry at all."""
    advance: float | None = None
    """In thousandths of the font size; None for the font's own."""
    dx: float = 0.0
    """Where it is drawn, beside the pen, in thousandths of the font size."""


@cache
def _font(path: Path) -> TTFont:
    return TTFont(path)


def _shift_marks(font: TTFont, shift: int) -> None:
    """Move the outlines of a font's marks sideways, and leave their widths as they are."""
    shapes = font.getGlyphSet()
    moved = {}
    for name in [name for code, name in font.getBestCmap().items() if chr(code) in MARKS]:
        drawn, pen = DecomposingRecordingPen(shapes), TTGlyphPen(None)
        shapes[name].draw(drawn)
        drawn.replay(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
        moved[name] = pen.glyph()
    for name, glyph in moved.items():
        font["glyf"][name] = glyph
        advance, bearing = font["hmtx"][name]
        font["hmtx"][name] = advance, bearing + shift


@dataclass(eq=False)
class Face:
    """A font resource; the same font file under two resources may lie in two ways."""

    file: str = "Garuda"
    name: str = ""
    """BaseFont; the file's name where empty."""
    to_unicode: bool = True
    mark_shift: int = 0
    """By how many font units the outlines of marks lie further left than they should."""
    codes: dict[tuple[str, str, float], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        path = FONT_FOLDER / f"{self.file}.ttf"
        if not path.exists():
            raise FontsMissingError(f"{path} is missing: apt-get install fonts-thai-tlwg")
        self.path = path
        self.font = _font(path)
        self.cmap = self.font.getBestCmap()
        self.unit = 1000 / self.font["head"].unitsPerEm

    def advance(self, char: str) -> float:
        """Return a character's own width, in thousandths."""
        return round(self.font["hmtx"][self.cmap[ord(char)]][0] * self.unit, 2)

    def code(self, glyph: Glyph) -> int:
        """Return the glyph's code in this resource, a new one for a new lie."""
        said = glyph.seen if glyph.said is None else glyph.said
        width = self.advance(glyph.seen) if glyph.advance is None else glyph.advance
        return self.codes.setdefault((glyph.seen, said, width), len(self.codes) + 3)

    def objects(self, pdf: "Pdf") -> int:
        """Write the resource into the file and return its object number."""
        options = subset.Options(
            retain_gids=True, notdef_outline=True, layout_features=[], drop_tables=["GSUB", "GPOS"]
        )
        made = subset.Subsetter(options)
        made.populate(unicodes=[ord(seen) for seen, _, _ in self.codes])
        font = TTFont(self.path)
        made.subset(font)
        data = BytesIO()
        if self.mark_shift:
            _shift_marks(font, -self.mark_shift)
        font.save(data)
        order = {name: number for number, name in enumerate(font.getGlyphOrder())}
        highest = max(self.codes.values(), default=0)
        to_gid = bytearray(2 * (highest + 1))
        for (seen, _, _), code in self.codes.items():
            to_gid[2 * code : 2 * code + 2] = order[self.cmap[ord(seen)]].to_bytes(2, "big")
        head, hhea = font["head"], font["hhea"]
        box = " ".join(str(round(side * self.unit)) for side in (head.xMin, head.yMin, head.xMax, head.yMax))
        name = self.name or self.file
        program = pdf.stream(data.getvalue(), f"/Length1 {len(data.getvalue())}")
        descriptor = pdf.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {round(hhea.ascent * self.unit)}/Descent {round(hhea.descent * self.unit)}"
            f"/CapHeight 700/StemV 80/FontFile2 {program} 0 R>>"
        )
        widths = "".join(f"{code}[{width:g}]" for (_, _, width), code in self.codes.items())
        gid_map = pdf.stream(bytes(to_gid))
        descendant = pdf.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/W[{widths}]/DW 1000/CIDToGIDMap {gid_map} 0 R>>"
        )
        unicode = f"/ToUnicode {pdf.stream(self._to_unicode())} 0 R" if self.to_unicode else ""
        return pdf.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]{unicode}>>"
        )

    def _to_unicode(self) -> bytes:
        entries = [
            f"<{code:04X}><{said.encode('utf-16-be').hex().upper()}>"
            for (_, said, _), code in self.codes.items()
            if said
        ]
        blocks = "".join(
            f"{len(entries[at : at + 100])} beginbfchar\n" + "\n".join(entries[at : at + 100]) + "\nendbfchar\n"
            for at in range(0, len(entries), 100)
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Made def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n{blocks}"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        ).encode("ascii")


def spelled(text: str) -> list[Glyph]:
    """Return the glyphs of an honest text, one for each character."""
    return [Glyph(char) for char in text]


@dataclass
class Sheet:
    """One page under construction; y runs down from the top of the page, in points."""

    width: float = 595.0
    height: float = 842.0
    attributes: str = ""
    """Raw entries of the page's dictionary, such as ``/Rotate 90``."""
    origin: tuple[float, float] = (0.0, 0.0)
    """Lower left corner of the media box."""
    faces: list[Face] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    objects: dict[str, int] = field(default_factory=dict)
    """Pictures and forms: name in the page's resources to object number."""

    def text(
        self, face: Face, size: float, x: float, y: float, glyphs: Sequence[Glyph] | str, *, operators: str = "",
        turn: int = 0,
    ) -> float:  # fmt: skip
        """Draw glyphs from a pen at (x, y) on the base line; return where the pen would end on a level line.

        Args:
            face: The font resource.
            size: In points.
            x: From the page's left edge.
            y: From its top.
            glyphs: What to draw.
            operators: Further ones, such as ``3 Tr`` for invisible text.
            turn: Degrees counterclockwise.
        """
        if face not in self.faces:
            self.faces.append(face)
        pieces = [Glyph(char) for char in glyphs] if isinstance(glyphs, str) else glyphs
        shown, pen = "", x
        for glyph in pieces:
            code = f"<{face.code(glyph):04X}>"
            width = face.advance(glyph.seen) if glyph.advance is None else glyph.advance
            shown += f" {-glyph.dx:g} {code} {glyph.dx:g} " if glyph.dx else code
            pen += width * size / 1000
        name = f"F{self.faces.index(face)}"
        base = self.origin[1] + self.height - y
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        self.operators.append(
            f"BT /{name} {size:g} Tf {operators} {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f}"
            f" {self.origin[0] + x:g} {base:g} Tm [{shown}] TJ ET"
        )
        return pen

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        """Draw a straight stroke."""
        left, base = self.origin[0], self.origin[1] + self.height
        self.operators.append(f"{width:g} w {left + x0:g} {base - y0:g} m {left + x1:g} {base - y1:g} l S")

    def bar(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Fill a rectangle, as some programs draw their rules."""
        self.operators.append(
            f"{self.origin[0] + x0:g} {self.origin[1] + self.height - bottom:g} {x1 - x0:g} {bottom - top:g} re f"
        )

    def frame(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.7) -> None:
        """Stroke a rectangle."""
        self.operators.append(
            f"{width:g} w {self.origin[0] + x0:g} {self.origin[1] + self.height - bottom:g}"
            f" {x1 - x0:g} {bottom - top:g} re S"
        )

    def grid(self, columns: Sequence[float], rows: Sequence[float], width: float = 0.7) -> None:
        """Draw all rules of a table."""
        for x in columns:
            self.rule(x, rows[0], x, rows[-1], width)
        for y in rows:
            self.rule(columns[0], y, columns[-1], y, width)

    def draw(self, name: str, number: int, x0: float, top: float, x1: float, bottom: float) -> None:
        """Place a picture."""
        self.objects[name] = number
        base = self.origin[1] + self.height - bottom
        self.operators.append(f"q {x1 - x0:g} 0 0 {bottom - top:g} {self.origin[0] + x0:g} {base:g} cm /{name} Do Q")


class Pdf:
    """Objects under construction; ``write`` gives the file."""

    def __init__(self) -> None:
        self.parts: list[bytes] = [b"", b""]

    def add(self, body: str | bytes) -> int:
        """Add an object and return its number."""
        self.parts.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.parts)

    def stream(self, data: bytes, entries: str = "") -> int:
        """Add a compressed stream and return its number."""
        packed = zlib.compress(data)
        head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>\nstream\n".encode("latin-1")
        return self.add(head + packed + b"\nendstream")

    def picture(self, pixels: bytes, width: int, height: int, bits: int = 8) -> int:
        """Add a grey picture and return its number."""
        return self.stream(
            pixels,
            f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent {bits}",
        )

    def resources(self, sheet: Sheet, written: dict[int, int]) -> str:
        """Return a sheet's resource dictionary; fonts shared by sheets are written once."""
        for face in sheet.faces:
            if id(face) not in written:
                written[id(face)] = face.objects(self)
        fonts = "".join(f"/F{at} {written[id(face)]} 0 R" for at, face in enumerate(sheet.faces))
        things = "".join(f"/{name} {number} 0 R" for name, number in sheet.objects.items())
        return f"<</Font<<{fonts}>>/XObject<<{things}>>>>"

    def form(self, sheet: Sheet) -> int:
        """Add a sheet's content as a Form XObject and return its number."""
        box = f"0 0 {sheet.width:g} {sheet.height:g}"
        entries = f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources{self.resources(sheet, {})}"
        return self.stream("\n".join(sheet.operators).encode("ascii"), entries)

    def write(self, sheets: Sequence[Sheet], catalog: str = "") -> bytes:
        """Return the file: a catalog, the pages, and everything added before."""
        written: dict[int, int] = {}
        kids = []
        for sheet in sheets:
            content = self.stream("\n".join(sheet.operators).encode("ascii"))
            left, bottom = sheet.origin
            kids.append((sheet, content, f"{left:g} {bottom:g} {left + sheet.width:g} {bottom + sheet.height:g}"))
        numbers = [
            self.add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {content} 0 R"
                f"/Resources{self.resources(sheet, written)}{sheet.attributes}>>"
            )
            for sheet, content, box in kids
        ]
        self.parts[0] = f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode("ascii")
        refs = " ".join(f"{number} 0 R" for number in numbers)
        self.parts[1] = f"<</Type/Pages/Count {len(numbers)}/Kids[{refs}]>>".encode("ascii")
        return self.finish()

    def finish(self, trailer: str = "") -> bytes:
        """Return the objects as a file with its table of places."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, part in enumerate(self.parts, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode("ascii") + part + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode("ascii")
        out += b"".join(f"{place:010d} 00000 n \n".encode("ascii") for place in places)
        out += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
        return bytes(out)
