"""Makes the committed samples again: ``python -m tests.reports.samples``."""

from tests.reports import make, truth
from tests.reports.recipes import SAMPLES, recipes


def main() -> None:
    """Write every sample and its truth."""
    made = recipes()
    make.born_digital({recipe.name: recipe.truth for recipe in made}, SAMPLES)
    for recipe in made:
        (SAMPLES / "truth" / f"{recipe.name}.json").write_text(truth.encode(recipe.truth), "utf-8")


if __name__ == "__main__":
    main()
