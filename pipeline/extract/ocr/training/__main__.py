"""Makes the recogniser: ``python -m pipeline.extract.ocr.training``, which is ``./ita train``."""

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.extract.ocr.thai import MODEL
from pipeline.extract.ocr.training.calibrate import fitted_temperature, held_back
from pipeline.extract.ocr.training.export import Trained, export, trained
from pipeline.extract.ocr.training.letters import counted, lines_of
from pipeline.extract.ocr.training.lines import Sample
from pipeline.extract.ocr.training.texts import NUMBERS, Texts, official_lines
from pipeline.extract.ocr.training.train import Plan, train

log = logging.getLogger(__name__)


def main() -> None:
    """Train both networks, calibrate and export them as the arguments say."""
    parser = argparse.ArgumentParser(prog="ita train", description="Makes the recogniser of Thai print.")
    parser.add_argument("--folder", type=Path, default=Path(".train"), help="where checkpoints and fonts are kept")
    parser.add_argument("--text", type=Path, help="lines of real Thai text, UTF-8; otherwise words and generated lines")
    parser.add_argument("--hours", type=float, default=2.0, help="how long to train in all, over every start")
    parser.add_argument(
        "--numbers-hours", type=float, default=1.0, help="how long the network for lone numbers goes on after that"
    )
    parser.add_argument("--workers", type=int, default=1, help="processes that make lines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smaller", type=Path, help="a checkpoint of a smaller network to begin with")
    parser.add_argument(
        "--average",
        type=Path,
        nargs="*",
        default=(),
        help="earlier checkpoints whose weights are averaged with the last",
    )
    parser.add_argument(
        "--target",
        type=Path,
        default=MODEL,
        help="where the model goes; its weights of language and its card stand beside it",
    )
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    fonts = given.folder / "fonts"
    if not fonts.is_dir():
        log.warning("%s does not exist: only Debian's families are used; fetch more with fonts.sh", fonts)
    plan = Plan(given.folder, fonts, given.text, given.hours * 3600, given.workers, given.seed, given.smaller)
    last = train(plan)
    apart = replace(
        plan, folder=given.folder / "numbers", seconds=given.numbers_hours * 3600, smaller=last, numbers=True
    )
    of_lines = calibrated(held_back(fonts, Texts(official_lines(given.text, test=True))), last, *given.average)
    of_numbers = calibrated(held_back(fonts, Texts((), NUMBERS)), train(apart))
    letters = counted(lines_of(Texts(official_lines(given.text, test=False)), given.seed))
    export(of_lines, of_numbers, letters, given.target)
    log.info("wrote %s", given.target)


def calibrated(samples: Sequence[Sample], checkpoint: Path, *earlier: Path) -> Trained:
    """Return the network of a checkpoint, averaged with earlier ones, at the temperature that fits samples best."""
    network, lines = trained(checkpoint, *earlier)
    temperature = fitted_temperature(network, samples)
    log.info("%s: trained on %d lines, temperature %.2f", checkpoint, lines, temperature)
    return Trained(network, temperature, lines)


if __name__ == "__main__":
    main()
