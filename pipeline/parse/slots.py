"""Tables as their rows see them: slots, rows and grids."""

from dataclasses import dataclass

from pipeline.parse.passage import Ink, Passage, join
from pipeline.thai.numbers import to_arabic


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as its rows see it; a merged cell stands in every row and column that it covers."""

    passage: Passage
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """Return the cleaned text."""
        return self.passage.text

    @property
    def plain(self) -> str:
        """Return the text with Arabic digits."""
        return self.passage.plain


EMPTY = Slot(join(()))
Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, whole where it runs over pages."""

    page: int
    """The page where it begins."""
    header: tuple[str, ...]
    """The text of each column's header, all its rows joined, without white space; empty where there is no header."""
    rows: tuple[Row, ...]
    """The rows below the header."""
    title: str = ""
    """The text of a row above the header that is one cell wide."""
    breaks: tuple[int, ...] = ()
    """The rows before which a page ends."""
    head: Row = ()
    """The cells of the header's last row."""
    unsure: frozenset[int] = frozenset()
    """The columns whose damaged names leave a doubt about what they hold."""
    recognised: bool = False
    """Whether its header was read off a picture, so that letters of it may be wrong."""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else len(self.header)


Part = Ink | Grid


def squeeze(text: str) -> str:
    """Return the text without white space and with Arabic digits."""
    return to_arabic("".join(text.split()))
