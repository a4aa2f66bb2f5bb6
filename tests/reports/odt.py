"""Blocks written as a flat OpenDocument text, which LibreOffice lays out into pages."""

import base64
from collections.abc import Iterator
from itertools import count, product
from xml.sax.saxutils import escape

from tests.reports.blocks import Block, Break, Cell, Picture, Sheet, Table, Text, grid

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
A4 = (21.0, 29.7)
LINE = "0.5pt solid #000000"
PADDING = 'fo:padding="0.06cm" fo:padding-left="0.15cm" fo:padding-right="0.15cm"'


def write(blocks: tuple[Block, ...], sheet: Sheet) -> str:
    """Return the document as XML text.

    Every style is written out; nothing is left to the office suite's defaults, which differ between versions.
    """
    body, automatic = _Body(sheet), list(_text_styles(sheet))
    for block in blocks:
        body.add(block)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document {NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">\n'
        f'<office:font-face-decls><style:font-face style:name="F" svg:font-family="\'{sheet.font}\'"/>'
        "</office:font-face-decls>\n"
        f"<office:styles>{_defaults(sheet)}</office:styles>\n"
        f"<office:automatic-styles>{''.join(automatic + body.styles)}{_page_layouts(sheet)}</office:automatic-styles>\n"
        f"<office:master-styles>{_masters(sheet)}</office:master-styles>\n"
        f"<office:body><office:text>{''.join(body.parts)}</office:text></office:body>\n"
        "</office:document>\n"
    )


def _defaults(sheet: Sheet) -> str:
    return (
        '<style:default-style style:family="paragraph">'
        f'<style:paragraph-properties style:text-autospace="none" fo:line-height="{sheet.line_height}%" '
        'style:line-break="normal" fo:orphans="1" fo:widows="1"/>'
        '<style:text-properties style:font-name="F" style:font-name-asian="F" style:font-name-complex="F" '
        f'fo:font-size="{sheet.size}pt" style:font-size-asian="{sheet.size}pt" '
        f'style:font-size-complex="{sheet.size}pt" fo:language="en" fo:country="US" '
        'style:language-complex="th" style:country-complex="TH" style:use-window-font-color="true"/>'
        "</style:default-style>"
        '<style:style style:name="Standard" style:family="paragraph"/>'
    )


def _bold(size: float) -> str:
    return (
        f'<style:text-properties fo:font-weight="bold" style:font-weight-complex="bold" fo:font-size="{size}pt" '
        f'style:font-size-complex="{size}pt"/>'
    )


def _text_styles(sheet: Sheet) -> Iterator[str]:
    body = "justify" if sheet.justified else "start"
    gap = 'fo:margin-top="0.15cm"'
    looks = {
        "body": (f'fo:text-align="{body}" fo:text-indent="2cm" {gap}', ""),
        "plain": ('fo:text-align="start"', ""),
        "list": (f'fo:text-align="{body}" fo:margin-left="1cm"', ""),
        "title": ('fo:text-align="center"', _bold(sheet.heading)),
        "heading": (f'fo:text-align="start" {gap} fo:keep-with-next="always"', _bold(sheet.size)),
        "centre": ('fo:text-align="center"', ""),
        "right": ('fo:text-align="end"', ""),
        "picture": ('fo:text-align="center" fo:line-height="100%"', ""),
        "picture-left": ('fo:text-align="start" fo:line-height="100%"', ""),
        "gap": ('fo:text-align="start"', '<style:text-properties fo:font-size="5pt" style:font-size-complex="5pt"/>'),
        "memo": ('fo:text-align="center"', _bold(sheet.heading + 8)),
    }
    for name, (paragraph, letters) in looks.items():
        yield (
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
            f"<style:paragraph-properties {paragraph}/>{letters}</style:style>"
        )
    yield (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" '
        'style:font-weight-complex="bold"/></style:style>'
        '<style:style style:name="P" style:family="graphic"><style:graphic-properties style:wrap="run-through" '
        'style:run-through="foreground" style:horizontal-pos="from-left" style:horizontal-rel="page" '
        'style:vertical-pos="from-top" style:vertical-rel="page"/></style:style>'
    )


def _page_layouts(sheet: Sheet) -> str:
    top, right, bottom, left = sheet.margins
    found = []
    for name, (width, height) in (("tall", A4), ("wide", A4[::-1])):
        found.append(
            f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}cm" '
            f'fo:page-height="{height}cm" style:print-orientation="{"portrait" if name == "tall" else "landscape"}" '
            f'fo:margin-top="{top}cm" fo:margin-right="{right}cm" fo:margin-bottom="{bottom}cm" '
            f'fo:margin-left="{left}cm"/><style:header-style/><style:footer-style/></style:page-layout>'
        )
    return "".join(found)


def _masters(sheet: Sheet) -> str:
    number = '<text:page-number style:num-format="1" text:select-page="current">1</text:page-number>'
    head = {"top": f'<text:p text:style-name="centre">- {number} -</text:p>'}.get(sheet.page_number, "")
    if sheet.header:
        head += f'<text:p text:style-name="right">{escape(sheet.header)}</text:p>'
    foot = {
        "foot": f'<text:p text:style-name="centre">{number}</text:p>',
        "corner": f'<text:p text:style-name="right">หน้า {number}</text:p>',
    }.get(sheet.page_number, "")
    inner = f"<style:header>{head}</style:header>" * bool(head) + f"<style:footer>{foot}</style:footer>" * bool(foot)
    return "".join(
        f'<style:master-page style:name="{name}" style:page-layout-name="{layout}">{inner}</style:master-page>'
        for name, layout in (("Standard", "tall"), ("Wide", "wide"))
    )


class _Body:
    """The text as it grows, and the styles that its parts need."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.parts: list[str] = []
        self.styles: list[str] = []
        self.landscape = False
        self.pending: Break | None = None
        self.numbers = count(1)

    def add(self, block: Block) -> None:
        """Append one block; a page break waits for the paragraph that it stands before."""
        if isinstance(block, Break):
            self.pending = block
        elif isinstance(block, Text):
            style = self.broken(block.style)
            self.parts.append(f'<text:p text:style-name="{style}">{_marked(block.text)}</text:p>')
        elif isinstance(block, Picture):
            self.parts.append(self.picture(block))
        else:
            if self.pending:
                self.parts.append(f'<text:p text:style-name="{self.broken("plain")}"/>')
            self.parts.append(self.table(block))

    def broken(self, style: str) -> str:
        """Return the style of a paragraph, on a new page where a break waits."""
        if self.pending is None:
            return style
        turned = self.pending.landscape != self.landscape
        self.landscape, self.pending = self.pending.landscape, None
        name = f"{style}{next(self.numbers)}"
        master = f' style:master-page-name="{"Wide" if self.landscape else "Standard"}"' if turned else ""
        page = "" if turned else '<style:paragraph-properties fo:break-before="page"/>'
        self.styles.append(
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard"{master}>'
            f"{self._same(style, page)}</style:style>"
        )
        return name

    def _same(self, style: str, page: str) -> str:
        """Return the properties of a text style, with a page break before it."""
        own = next(text for text in _text_styles(self.sheet) if f'style:name="{style}"' in text)
        inner = own[own.index(">") + 1 : own.rindex("</style:style>")]
        if page:
            inner = inner.replace("<style:paragraph-properties ", '<style:paragraph-properties fo:break-before="page" ')
        return inner

    def picture(self, block: Picture) -> str:
        """Return a picture, in a paragraph of its own or over the page."""
        data = base64.b64encode(block.png).decode("ascii")
        size = f'svg:width="{block.width_cm}cm" svg:height="{block.height_cm}cm"'
        image = f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image>"
        if block.floating:
            x, y = block.floating
            place = f'text:anchor-type="paragraph" draw:style-name="P" svg:x="{x}cm" svg:y="{y}cm"'
        else:
            place = 'text:anchor-type="as-char"'
        style = self.broken("picture-left" if block.align == "left" else "picture")
        return f'<text:p text:style-name="{style}"><draw:frame {place} {size}>{image}</draw:frame></text:p>'

    def table(self, block: Table) -> str:
        """Return a table with its styles."""
        name = f"T{next(self.numbers)}"
        self.styles += _table_styles(name, block, self.width() * block.share, self.sheet)
        placed = {(row, column): cell for row, column, cell in grid(block)}
        columns = "".join(f'<table:table-column table:style-name="{name}c{i}"/>' for i in range(len(block.widths)))
        rows = [
            f'<table:table-row table:style-name="{name}r">'
            + "".join(
                _cell(placed.get((r, c)), name, _place(block, r, placed.get((r, c))) + "first" * (c == 0))
                for c in range(len(block.widths))
            )
            + "</table:table-row>"
            for r in range(len(block.rows))
        ]
        head = "".join(rows[: block.header_rows])
        head = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
        return (
            f'<table:table table:style-name="{name}">{columns}{head}{"".join(rows[block.header_rows :])}'
            '</table:table><text:p text:style-name="gap"/>'
        )

    def width(self) -> float:
        """Return the width of the text in centimetres."""
        _, right, _, left = self.sheet.margins
        return A4[self.landscape] - left - right


def _table_styles(name: str, block: Table, width: float, sheet: Sheet) -> list[str]:
    size = block.size or sheet.size
    found = [
        f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{width:.2f}cm" '
        'table:align="center" fo:margin-top="0.2cm" fo:margin-bottom="0.1cm" table:border-model="collapsing"/>'
        "</style:style>",
        f'<style:style style:name="{name}r" style:family="table-row"><style:table-row-properties '
        f'fo:keep-together="{"auto" if block.splits else "always"}"/></style:style>',
    ]
    for i, share in enumerate(block.widths):
        part = width * share / sum(block.widths)
        found.append(
            f'<style:style style:name="{name}c{i}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{part:.3f}cm"/></style:style>'
        )
    for place, edge in product(("h", "b", "l"), ("", "first")):
        shade = ' fo:background-color="#d9d9d9"' if place == "h" and block.shaded else ""
        found.append(
            f'<style:style style:name="{name}x{place}{edge}" style:family="table-cell"><style:table-cell-properties '
            f'style:vertical-align="{"middle" if place == "h" else "top"}" {PADDING}{shade} '
            f"{_borders(block.rules, place, first=bool(edge))}/></style:style>"
        )
    return found + [
        f'<style:style style:name="{name}{align}{weight}" style:family="paragraph" '
        f'style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="{align}"/>'
        f'<style:text-properties fo:font-weight="{weight}" style:font-weight-complex="{weight}" '
        f'fo:font-size="{size}pt" style:font-size-complex="{size}pt"/></style:style>'
        for align in ("left", "center", "right")
        for weight in ("normal", "bold")
    ]


LINES = {
    "full": LINE,
    "dotted": "0.75pt dotted #000000",
    "double": "2.5pt double #000000",
    "faint": "0.25pt solid #a6a6a6",
}


def _borders(rules: str, place: str, *, first: bool) -> str:
    """Return the borders of a cell in the header (``h``), the body (``b``) or the last row (``l``)."""
    if rules in LINES:
        return f'fo:border="{LINES[rules]}"'
    if rules == "open":
        return f'fo:border-top="{LINE}" fo:border-bottom="{LINE}" fo:border-left="{"none" if first else LINE}"'
    sides = {"left": "none", "right": "none", "top": "none", "bottom": "none"}
    if rules == "rows" or (rules == "horizontal" and place == "h"):
        sides |= {"top": LINE, "bottom": LINE}
    if rules == "horizontal" and place == "l":
        sides["bottom"] = LINE
    return " ".join(f'fo:border-{side}="{line}"' for side, line in sides.items())


def _place(block: Table, row: int, cell: Cell | None) -> str:
    """Return where a cell stands: ``h`` in the header, ``l`` in the last row, ``b`` between them."""
    if row < block.header_rows:
        return "h"
    return "l" if cell and row + cell.row_span == len(block.rows) else "b"


def _cell(cell: Cell | None, name: str, place: str) -> str:
    if cell is None:
        return "<table:covered-table-cell/>"
    style = f"{name}{cell.align}{'bold' if cell.bold else 'normal'}"
    lines = "".join(f'<text:p text:style-name="{style}">{_marked(line)}</text:p>' for line in cell.text.split("\n"))
    spans = ""
    if cell.row_span > 1 or cell.column_span > 1:
        spans = f' table:number-rows-spanned="{cell.row_span}" table:number-columns-spanned="{cell.column_span}"'
    opening = f'<table:table-cell table:style-name="{name}x{place}" office:value-type="string"{spans}>'
    return f"{opening}{lines}</table:table-cell>"


def _marked(text: str) -> str:
    """Return text as XML: bold words, line breaks, and runs of spaces kept."""
    pieces = []
    for i, piece in enumerate(text.split("**")):
        kept = escape(piece).replace("  ", '<text:s text:c="2"/>').replace("\t", "<text:tab/>")
        kept = kept.replace("\n", "<text:line-break/>")
        pieces.append(f'<text:span text:style-name="B">{kept}</text:span>' if i % 2 else kept)
    return "".join(pieces)
