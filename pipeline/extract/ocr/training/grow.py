"""Gives a network what a smaller one has learnt, so that it reads as that one does before it learns more."""

from collections.abc import Mapping

from torch import Tensor

from pipeline.extract.ocr.training.network import Recogniser

GATES = 4
"""A recurrent layer stacks the weights of its four gates."""


def grow(network: Recogniser, smaller: Mapping[str, Tensor]) -> None:
    """Put the weights of a smaller network into a fresh one, in place.

    Layers that the smaller one lacks add nothing at first (see ``Again``). Where its recurrent layer keeps fewer
    numbers, the new ones are heard neither by the old ones nor by the answer until they are learnt (Chen and others
    2016, "Net2Net: accelerating learning via knowledge transfer").

    Args:
        network: A fresh network.
        smaller: The weights of a trained one of the same or a smaller shape.
    """
    weights = network.state_dict()
    for name, old in smaller.items():
        new = weights[name]
        if new.shape == old.shape:
            new.copy_(old)
        elif name.startswith("join."):
            gates, learnt = new.unflatten(0, (GATES, -1)), old.unflatten(0, (GATES, -1))
            kept = learnt.shape[1]
            if "weight_hh" in name:
                gates[:, :kept] = 0
                gates[:, :kept, :kept] = learnt
            else:
                gates[:, :kept] = learnt
        else:
            ways, learnt = new.unflatten(1, (2, -1)), old.unflatten(1, (2, -1))
            new.zero_()
            ways[:, :, : learnt.shape[2]] = learnt
    network.load_state_dict(weights)
