"""Writes the trained networks and the counted letters as the files that a run reads with, and their card."""

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from onnx import helper
from torch import Tensor, nn

from pipeline.extract.ocr.letters import Letters
from pipeline.extract.ocr.picture import HEIGHT
from pipeline.extract.ocr.training.alphabet import CHARACTERS
from pipeline.extract.ocr.training.letters import save_letters
from pipeline.extract.ocr.training.network import Recogniser
from pipeline.extract.ocr.training.rounded import rounded

OPSET = 17
"""Of ONNX: the oldest that has all that the networks need."""


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


@dataclass(frozen=True, slots=True)
class Trained:
    """A network as it is exported.

    Args:
        network: The trained network.
        temperature: What its scores are divided by, so that its probabilities are honest.
        lines: How many it was trained on.
    """

    network: Recogniser
    temperature: float
    lines: int


def export(lines: Trained, numbers: Trained, letters: Letters, target: Path) -> None:
    """Write both networks, the weights of language and their card.

    Args:
        lines: The network for all lines.
        numbers: The network for lone numbers.
        letters: The counted letters.
        target: The ONNX file; the others stand beside it and end in ``.npz`` and ``.json``.
    """
    onnx.save(either(rounded(drawn_up(numbers)), rounded(drawn_up(lines))), target)
    weights = target.with_suffix(".npz")
    save_letters(letters, weights)
    card = {
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "letters_sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "characters": CHARACTERS,
        "temperature": lines.temperature,
        "training_lines": lines.lines,
        "temperature_numbers": numbers.temperature,
        "training_lines_numbers": numbers.lines,
    }
    target.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def drawn_up(trained: Trained) -> onnx.ModelProto:
    """Return one network, from ``pictures`` to ``chances``."""
    content = io.BytesIO()
    torch.onnx.export(
        Reader(trained.network, trained.temperature).eval(),
        (torch.zeros((2, 1, HEIGHT, 64), dtype=torch.uint8),),
        content,
        input_names=["pictures"],
        output_names=["chances"],
        dynamic_axes={"pictures": {0: "count", 3: "width"}, "chances": {0: "count", 1: "columns"}},
        opset_version=OPSET,
        dynamo=False,
    )
    return onnx.load_from_string(content.getvalue())


def either(numbers: onnx.ModelProto, lines: onnx.ModelProto) -> onnx.ModelProto:
    """Put two networks into one model, whose input ``numbers`` tells which one answers.

    Args:
        numbers: The network for lone numbers.
        lines: The one for all lines.
    """
    branches = {}
    for name, model in (("then_branch", numbers), ("else_branch", lines)):
        graph = onnx.compose.add_prefix_graph(model.graph, f"{name}/")
        pictures = graph.input[0].name
        for node in graph.node:
            node.input[:] = ["pictures" if one == pictures else one for one in node.input]
        del graph.input[:]
        branches[name] = graph
    graph = helper.make_graph(
        [helper.make_node("If", ["numbers"], ["chances"], **branches)],
        "recogniser",
        [lines.graph.input[0], helper.make_tensor_value_info("numbers", onnx.TensorProto.BOOL, [])],
        [lines.graph.output[0]],
    )
    model = helper.make_model(graph, opset_imports=lines.opset_import, ir_version=lines.ir_version)
    onnx.checker.check_model(model)
    return model
