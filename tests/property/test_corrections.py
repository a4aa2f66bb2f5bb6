"""However rows move, lose their names or are read anew, a correction stands in its own row or in none."""

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.anchor import anchor, value_text
from pipeline.review.row_keys import row_key
from pipeline.store.corrections import parse_corrections
from tests.unit.review.lines import correction, place, row

REPORT = row("reports")
CODES = ("E1", "E8", "E9")
WORDS = ("กองคลัง", "กองช่าง", "สำนักปลัด")
SCORES = ("90.00", "98.57")


@dataclass(frozen=True)
class Ink:
    """A row as it stands on paper: where, and what is read of it."""

    top: int
    code: str
    word: str
    score: str


HEADER = "report_id,table,row_key,column,value,corrected_by,corrected_at,note"
GOOD = '0123456789abcdef,question_scores,I7,score,{},"ก, ""ข""",2026-11-22,'
JUNK = st.text(st.sampled_from('",;=ก x\t\u2028\x0c0'), max_size=12)
INKS = st.lists(
    st.builds(
        Ink, st.integers(0, 12).map(lambda at: at * 60), *map(st.sampled_from, (CODES, WORDS, SCORES))
    ),
    min_size=1, max_size=6, unique_by=lambda ink: ink.top,
)  # fmt: skip
SHIFTS = st.integers(-4, 4)


def published(table, inks, shift=0):
    """Return the rows of inks, in their order, and the ink of each."""
    rows = []
    for number, ink in enumerate(inks, 1):
        where = place(4, ink.top + shift, width=300, height=50)
        cells = {"part": "public", "question_id": ink.code, **where}
        if table == "question_scores":
            rows.append(row(table, result_no=1, score=Decimal(ink.score), **cells))
        else:
            rows.append(row(table, item_no=number, responsible=ink.word, **cells))
    return rows


@st.composite
def changes(draw, inks):
    """Draw what another reader and another parser make of the same paper: rows missed, split off, misread."""
    kept = [ink for ink in inks if draw(st.integers(0, 4))]
    found = [
        replace(
            ink,
            code=draw(st.sampled_from((ink.code, *CODES))),
            word=draw(st.sampled_from((ink.word, *WORDS))),
            score=draw(st.sampled_from((ink.score, *SCORES))),
        )
        for ink in kept
    ]
    fresh = [ink for ink in draw(INKS) if all(abs(ink.top - other.top) >= 60 for other in inks)]
    return sorted((*found, *fresh), key=lambda ink: ink.top)


@given(st.data(), st.sampled_from(["question_scores", "remediation_items"]), SHIFTS)
def test_a_correction_with_its_place_never_stands_in_another_row(data, table, shift):
    inks = sorted(data.draw(INKS), key=lambda ink: ink.top)
    target = data.draw(st.sampled_from(range(len(inks))))
    before = published(table, inks)[target]
    column = "score" if table == "question_scores" else "responsible"
    told = correction(
        table=table, row_key=row_key(table, before, REPORT), column=column, value="1.00",
        printed=value_text(before[column]), **{name: before[name] for name in ("page", "x0", "y0", "x1", "y1")},
    )  # fmt: skip
    now = data.draw(changes(inks))
    rows = published(table, now, shift)
    found = anchor(told, [REPORT], lambda *_: rows).row
    if found is not None:
        assert now[rows.index(found)].top == inks[target].top


@given(st.data(), SHIFTS)
def test_a_correction_stays_where_nothing_has_changed(data, shift):
    inks = sorted(data.draw(INKS), key=lambda ink: ink.top)
    target = data.draw(st.sampled_from(range(len(inks))))
    rows = published("remediation_items", inks)
    before = rows[target]
    told = correction(
        table="remediation_items", row_key=row_key("remediation_items", before, REPORT), column="responsible",
        value="x", printed=before["responsible"],
        **{name: before[name] for name in ("page", "x0", "y0", "x1", "y1")},
    )  # fmt: skip
    moved = published("remediation_items", inks, shift)
    assert anchor(told, [REPORT], lambda *_: moved).row is moved[target]


@given(st.lists(st.one_of(st.none(), JUNK), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_no_broken_line_costs_a_good_one(drawn, ending):
    text = [GOOD.format(at) if junk is None else junk for at, junk in enumerate(drawn)]
    found = parse_corrections(Path("c.csv"), ending.join((HEADER, *text)).encode()).lines
    good = {line.line_no: line.cells for line in found if not line.trouble and line.cells["table"] == "question_scores"}
    assert good.keys() == {at + 2 for at, junk in enumerate(drawn) if junk is None}
    assert all((cells["value"], cells["corrected_by"]) == (str(at - 2), 'ก, "ข"') for at, cells in good.items())
