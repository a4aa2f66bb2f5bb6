"""The first sample as a careful person reads it, typed: what the checks of a real report must say."""

from datetime import date

from pipeline.model.document import Source
from pipeline.model.report import Origin, Report, Score
from tests.build import plan_item, reading, report, score, text

TABLE = {
    "1": "100", "2": "100", "3": "98.92", "4": "100", "5": "100",
    "6": "96.45", "7": "95.84", "8": "94.30", "9": "85.00", "10": "80.00",
}  # fmt: skip
HEADINGS = {"3": "98.92", "6": "96.45", "7": "95.84", "8": "99.05", "9": "85.00", "10": "80.00"}
PROSE = (
    ("I7", "96.77", 3),
    ("E7 public", "98.57", 6), ("E8 public", "99.05", 6), ("E5 public", "99.52", 6), ("E6 public", "99.52", 6),
    ("E9 public", "90.00", 6), ("E2 survey", "88.67", 6), ("E1 survey", "90.00", 6), ("E7 survey", "98.57", 6),
    ("E9 survey", "90.00", 6), ("E5 survey", "99.52", 6), ("E5 public", "99.52", 7), ("E6 public", "99.52", 7),
    ("E4 survey", "93.33", 7), ("E5 survey", "91.33", 7), ("E6 survey", "91.33", 7), ("E7 survey", "90.00", 8),
    ("E8 survey", "88.67", 8), ("E9 survey", "90.00", 8), ("O5", "0", 9), ("O12", "0", 9), ("O23", "0", 10),
)  # fmt: skip
"""Score, value, and the indicator under whose heading it is printed."""
HOME = {"I7": 3, "E1": 6, "E2": 6, "E4": 7, "E5": 7, "E6": 7, "E7": 8, "E8": 8, "E9": 8, "O5": 9, "O12": 9, "O23": 10}
PLAN = (
    ("I7", ""), ("E7", "public"), ("E8", "public"), ("E5", "public"), ("E6", "public"), ("E9", "public"),
    ("E2", "survey"), ("E1", "survey"), ("O5", ""), ("O12", ""), ("O23", ""),
)  # fmt: skip
NAME = "องค์การบริหารส่วนตำบลถ้ำรงค์"
OTHER_NAMES = ("องค์การบริหารส่วนตำบลลำปางค์", "องค์กรบริหารส่วนตำบลถ้า")


def seed_report(reader: str = "text-layer", confidence: float = 1.0) -> Report:
    how = {"reader": reader, "confidence": confidence}
    prose = tuple(_prose(of, value, under, how) for of, value, under in PROSE)
    return report(
        source=Source("5" * 64, "o25-tham-rong-2568.ocr.txt"),
        assessed_fy_be=reading(2568, raw_text="๒๕๖๘", **how),
        published_for_fy_be=2569,
        agency_name=text(NAME, **how),
        agency_spellings=tuple(text(name, **how) for name in (NAME, *OTHER_NAMES, NAME)),
        oit_item="O25",
        result_level=text("ผ่าน", **how),
        lists_only_below_full=True,
        scores=(
            score("ITA", "91.59", origin=Origin.PROSE, **how),
            *(score(of, value, **how) for of, value in TABLE.items()),
            *(score(of, value, origin=Origin.HEADING, **how) for of, value in HEADINGS.items()),
            *prose,
        ),
        plan=tuple(
            plan_item(
                number,
                question,
                part,
                instrument=f"{question[0]}IT",
                start_date=date(2025, 10, 1),
                end_date=date(2026, 9, 30),
            )
            for number, (question, part) in enumerate(PLAN, 1)
        ),
    )


def _prose(of: str, value: str, under: int, how: dict[str, object]) -> Score:
    belongs = HOME[of.split(" ", maxsplit=1)[0]] == under
    return score(of, value, origin=Origin.PROSE, under=under, belongs=belongs, **how)
