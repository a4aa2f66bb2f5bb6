"""The network: small convolutions that look, one recurrent layer that joins, and one answer every two columns."""

import torch
from torch import Tensor, nn

from pipeline.extract.ocr.training.alphabet import CHARACTERS

STRIDE = 2
"""Columns of the picture for each answer: Thai stacks up to three characters over one another, so no wider."""
CHANNELS = 128
"""Numbers that describe a column to the recurrent layer."""
MEMORY = 192
"""Numbers that the recurrent layer keeps, in each direction."""


def seen(inputs: int, outputs: int, kernel: tuple[int, int], stride: int = 1, *, groups: int = 1) -> nn.Sequential:
    """Return a convolution with its normalisation and threshold."""
    rows = kernel[0] // 2 if kernel[1] > 1 else 0
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, (rows, kernel[1] // 2), groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Again(nn.Module):  # type: ignore[misc]
    """Looks once more at what was seen and adds what it finds: nothing, before it has learnt something.

    Args:
        channels: Of what was seen, and of the answer.
        kernel: Rows and columns that are looked at together.
    """

    def __init__(self, channels: int, kernel: tuple[int, int]) -> None:
        super().__init__()
        rows, columns = kernel
        last = nn.BatchNorm2d(channels)
        nn.init.zeros_(last.weight)
        self.look = nn.Sequential(
            nn.Conv2d(channels, channels, kernel, padding=(rows // 2, columns // 2), groups=channels, bias=False),
            seen(channels, 2 * channels, (1, 1)),
            nn.Conv2d(2 * channels, channels, 1, bias=False),
            last,
        )

    def forward(self, seen_before: Tensor) -> Tensor:
        """Return what was seen with what is found in it."""
        return seen_before + self.look(seen_before)


class Recogniser(nn.Module):  # type: ignore[misc]
    """Pictures of shape (count, 1, 40, width) to scores of shape (count, width / 2, characters + 1)."""

    def __init__(self) -> None:
        super().__init__()
        self.look = nn.Sequential(
            seen(1, 24, (5, 5), STRIDE),
            seen(24, 32, (3, 3)),
            nn.MaxPool2d((2, 1)),
            seen(32, 64, (3, 3)),
            nn.Conv2d(64, 64, 3, padding=1, groups=64, bias=False),
            seen(64, 64, (1, 1)),
            nn.Sequential(Again(64, (3, 3)), nn.MaxPool2d((2, 1)), Again(64, (3, 3))),
            seen(64, 112, (3, 3)),
            seen(112, CHANNELS, (5, 1)),
            Again(CHANNELS, (1, 5)),
        )
        self.drop = nn.Dropout(0.1)
        self.join = nn.LSTM(CHANNELS, MEMORY, bidirectional=True, batch_first=True)
        self.answer = nn.Linear(2 * MEMORY, len(CHARACTERS) + 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Score every character at every second column."""
        columns = self.look(pictures).squeeze(2).transpose(1, 2).contiguous()
        joined, _ = self.join(self.drop(columns))
        return self.answer(joined)


def on(device: torch.device) -> Recogniser:
    """Return a fresh network on a device, laid out for its convolutions."""
    return Recogniser().to(device, memory_format=torch.channels_last)  # type: ignore[no-any-return]
