"""Files that are not what they should be, one function for each way."""

import zlib


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    content, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(content)


CATALOGUE = b"<</Type /Catalog /Pages 2 0 R>>"
PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>"


def encrypted() -> bytes:
    """Return a PDF that wants a password: its keys fit no empty one."""
    keys = b"<</Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s>>>" % (b"a1" * 32, b"b2" * 32)
    return pdf(CATALOGUE, PAGES, PAGE, keys, trailer=b"/Encrypt 4 0 R /ID [<00> <00>]")


def without_pages() -> bytes:
    """Return a PDF that holds no page at all."""
    return pdf(CATALOGUE, b"<</Type /Pages /Kids [] /Count 0>>")


def huge_picture(side: int = 23_324) -> bytes:
    """Return a small PDF whose one page is a black and white picture of 544 million pixels."""
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(b"\xff" * ((side + 7) // 8)) for _ in range(side)) + rows.flush()
    picture = (
        b"<</Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray "
        b"/Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (side, side, len(data), data)
    )
    draw = b"q %d 0 0 %d 0 0 cm /I Do Q" % (side, side)
    return pdf(
        CATALOGUE,
        PAGES,
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources <</XObject <</I 5 0 R>>>>>>"
        % (side, side),
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(draw), draw),
        picture,
    )


def without_end(content: bytes) -> bytes:
    """Return the first third of a file."""
    return content[: len(content) // 3]


def endless_page_tree() -> bytes:
    """Return a PDF whose page tree contains itself."""
    return pdf(CATALOGUE, b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>")


def noise(seed: int) -> bytes:
    """Return bytes that are nothing."""
    return bytes((number * 7919 + number // 13 + seed) % 256 for number in range(5000))
