"""Makes a network's probabilities honest: one temperature, fitted on lines that training never saw."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn import functional

from pipeline.extract.ocr.training.fonts import UNSEEN, all_faces
from pipeline.extract.ocr.training.lines import CODES, Sample, Supply, gathered
from pipeline.extract.ocr.training.network import STRIDE, Recogniser
from pipeline.extract.ocr.training.texts import Texts

SEED = 77_000_001
COUNT = 1200
"""Lines to fit on."""
TEMPERATURES = tuple(0.6 + 0.05 * step for step in range(49))


def held_back(fonts: Path, texts: Texts, count: int = COUNT) -> list[Sample]:
    """Return lines in families and of text that training leaves out, worn like those of the training.

    Args:
        fonts: Where ``fonts.sh`` has put the packaged families.
        texts: What the lines say.
        count: How many.
    """
    faces = tuple(face for face in all_faces(fonts) if face.family in UNSEEN)
    samples = Supply(SEED, faces, texts).samples()
    return [next(samples) for _ in range(count)]


def fitted_temperature(network: Recogniser, samples: Sequence[Sample]) -> float:
    """Return the temperature at which the samples' texts are likeliest.

    Args:
        network: The trained network.
        samples: Lines that training never saw.
    """
    losses = torch.zeros(len(TEMPERATURES))
    ordered = sorted(samples, key=lambda sample: sample.picture.shape[1])
    for first in range(0, len(ordered), 16):
        batch = gathered(ordered[first : first + 16])
        with torch.no_grad():
            scores = network(torch.from_numpy(batch.pictures).unsqueeze(1).float() / 255)
        targets = torch.tensor([CODES[one] for text in batch.texts for one in text], dtype=torch.long)
        lengths = torch.tensor([len(text) for text in batch.texts])
        steps = torch.tensor([width // STRIDE for width in batch.widths])
        for index, temperature in enumerate(TEMPERATURES):
            chances = (scores / temperature).log_softmax(-1).transpose(0, 1)
            losses[index] += functional.ctc_loss(chances, targets, steps, lengths, reduction="sum", zero_infinity=True)
    return TEMPERATURES[int(losses.argmin())]
