"""Writes the trained network and the counted letters as the files that a run reads with, and their card."""

import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from pipeline.extract.ocr.letters import Letters
from pipeline.extract.ocr.picture import HEIGHT
from pipeline.extract.ocr.training.alphabet import CHARACTERS
from pipeline.extract.ocr.training.letters import save_letters
from pipeline.extract.ocr.training.network import Recogniser


class Reader(nn.Module):  # type: ignore[misc]
    """The network from bytes to probabilities, as a run uses it.

    Args:
        network: The trained network.
        temperature: What its scores are divided by, so that its probabilities are honest.
    """

    def __init__(self, network: Recogniser, temperature: float) -> None:
        super().__init__()
        self.network = network
        self.temperature = temperature

    def forward(self, pictures: Tensor) -> Tensor:
        """Turn pictures of shape (count, 1, HEIGHT, width), 0 to 255, into probabilities of each column."""
        return torch.softmax(self.network(pictures.float() / 255) / self.temperature, -1)


def trained(checkpoint: Path, *earlier: Path) -> tuple[Recogniser, int]:
    """Return the network of a checkpoint, with its averaged weights, and how many lines it was trained on.

    Args:
        checkpoint: The last one.
        *earlier: Checkpoints of the same training whose weights count as much as the last one's: where learning was
            taken up again, the average of both ends errs less than either (Izmailov and others 2018, "Averaging weights
            leads to wider optima and better generalization").
    """
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in (checkpoint, *earlier)]
    last = states[0]["averaged"]
    weights = {
        name: torch.stack([state["averaged"][name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in last.items()
    }
    network = Recogniser()
    network.load_state_dict(weights)
    network.eval()
    return network, int(states[0]["lines"])


def export(network: Recogniser, letters: Letters, target: Path, temperature: float = 1.0, **figures: object) -> None:
    """Write a network, the weights of language and their card.

    Args:
        network: The trained network.
        letters: The counted letters.
        target: The ONNX file; the others stand beside it and end in ``.npz`` and ``.json``.
        temperature: What the network's scores are divided by.
        **figures: What else the card tells.
    """
    torch.onnx.export(
        Reader(network, temperature).eval(),
        (torch.zeros((2, 1, HEIGHT, 64), dtype=torch.uint8),),
        str(target),
        input_names=["pictures"],
        output_names=["chances"],
        dynamic_axes={"pictures": {0: "count", 3: "width"}, "chances": {0: "count", 1: "columns"}},
        opset_version=17,
        dynamo=False,
    )
    weights = target.with_suffix(".npz")
    save_letters(letters, weights)
    card = {
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "letters_sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "characters": CHARACTERS,
        "temperature": temperature,
        **figures,
    }
    target.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
