"""Makes reports with known truth: ``python -m tests.reports --out DIR --count N --seed S --profile scan-200``."""

import argparse
import sys
from pathlib import Path

from tests.reports import corpus, office, wear


def main() -> int:
    """Make the reports that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.reports", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    parser.add_argument("--count", type=int, default=10, help="how many reports (10)")
    parser.add_argument("--seed", type=int, default=1, help="other seeds give other reports (1)")
    parser.add_argument(
        "--profile",
        action="append",
        choices=[*wear.PROFILES, "all"],
        default=[],
        help="make scans too, worn like this; may be given again",
    )
    parser.add_argument("--pictures", choices=["png", "jpg", "tiff"], help="save scans as pictures, not as PDF")
    parser.add_argument("--planted", type=float, default=0.3, help="share of reports with an inconsistency (0.3)")
    parser.add_argument("--announcements", type=float, default=0.05, help="share of announcements (0.05)")
    parser.add_argument("--pairs", type=float, default=0.0, help="share of reports with a second, disagreeing one (0)")
    parser.add_argument("--font", action="append", choices=office.FONTS, help="use only this font; may be given again")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    options = parser.parse_args()
    if not office.available():
        parser.exit(2, "soffice is not installed; run: apt-get install libreoffice-writer fonts-thai-tlwg\n")
    profiles = tuple(wear.PROFILES) if "all" in options.profile else tuple(options.profile)
    order = corpus.Order(
        folder=options.out,
        count=options.count,
        seed=options.seed,
        profiles=profiles,
        pictures=options.pictures or "",
        planted=options.planted,
        announcements=options.announcements,
        pairs=options.pairs,
        fonts=tuple(options.font or office.FONTS),
        jobs=options.jobs,
    )
    truths = corpus.fill(order)
    planted = sum(bool(made.planted) for made in truths.values())
    sys.stdout.write(f"{len(truths)} reports in {options.out}, {planted} of them with an inconsistency\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
