"""Makes the recogniser: ``python -m pipeline.extract.ocr.training``."""

import argparse
import logging
from pathlib import Path

from pipeline.extract.ocr.training.train import Plan, train

HERE = Path(__file__).parent


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(prog="ita train", description="Makes the recogniser of Thai print.")
    parser.add_argument("--folder", type=Path, default=Path(".train"), help="where checkpoints and fonts are kept")
    parser.add_argument(
        "--text", type=Path, help="lines of real Thai text, UTF-8; without it, words and generated language"
    )
    parser.add_argument("--hours", type=float, default=2.0, help="how long to train")
    parser.add_argument("--workers", type=int, default=1, help="processes that make lines")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(Plan(given.folder, given.folder / "fonts", given.text, given.hours * 3600, given.workers, given.seed))


if __name__ == "__main__":
    main()
