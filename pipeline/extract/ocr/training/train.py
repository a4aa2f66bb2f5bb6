"""Trains the network for a given time, with checkpoints from which a stopped training goes on."""

import logging
import math
import multiprocessing
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import torch
from torch import Tensor
from torch.nn import functional

from pipeline.extract.ocr.training.grow import grow
from pipeline.extract.ocr.training.lines import CODES, Batch, training_supply
from pipeline.extract.ocr.training.network import STRIDE, Recogniser, on

log = logging.getLogger(__name__)

PEAK = 3e-3
"""Highest learning rate of a network that knows nothing."""
GROWN_PEAK = 1.2e-3
"""Highest learning rate of a network that begins with what a smaller one has learnt."""
WARM = 0.03
"""Share of the time in which the learning rate rises."""
AVERAGED = 0.998
"""How slowly the averaged weights, which are the ones exported, follow the trained ones."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a training is given.

    Args:
        folder: Where checkpoints go.
        fonts: Where ``fonts.sh`` has put the packaged families.
        text: Lines of real text, or None.
        seconds: How long to train in all, over every start.
        workers: Processes that make lines.
        seed: Of the lines.
        smaller: A checkpoint of a smaller network, with whose weights this one begins; None to begin with nothing.
        numbers: Whether it learns lone numbers alone.
    """

    folder: Path
    fonts: Path
    text: Path | None
    seconds: float
    workers: int
    seed: int
    smaller: Path | None = None
    numbers: bool = False

    @property
    def peak(self) -> float:
        """Return the highest learning rate."""
        return PEAK if self.smaller is None else GROWN_PEAK


def rate(share: float) -> float:
    """Return the part of the highest learning rate after a share of the time: up in a line, down in half a cosine."""
    if share < WARM:
        return max(0.02, share / WARM)
    return max(0.002, 0.5 * (1 + math.cos(math.pi * min(1.0, (share - WARM) / (1 - WARM)))))


def produce(plan: Plan, worker: int, started: int, queue: Any) -> None:  # noqa: ANN401 - multiprocessing has no type for it
    """Make batches for ever (a process of its own)."""
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    supply = training_supply(plan.seed + 1000 * started + worker, plan.fonts, plan.text, numbers=plan.numbers)
    for batch in supply.batches():
        queue.put(batch)


def loss_of(network: Recogniser, batch: Batch, device: torch.device) -> Tensor:
    """Return the mean loss of a batch, per line."""
    pictures = torch.from_numpy(batch.pictures).to(device).unsqueeze(1).float().div_(255)
    pictures = pictures.contiguous(memory_format=torch.channels_last)
    with torch.autocast(device.type, torch.bfloat16):
        scores = network(pictures)
    chances = scores.float().log_softmax(-1).transpose(0, 1)
    targets = torch.tensor([CODES[one] for text in batch.texts for one in text], dtype=torch.long)
    lengths = torch.tensor([len(text) for text in batch.texts])
    steps = torch.tensor([width // STRIDE for width in batch.widths])
    losses = functional.ctc_loss(chances, targets.to(device), steps, lengths, reduction="none", zero_infinity=True)
    return losses.mean()


def save(path: Path, **state: object) -> None:
    """Write a checkpoint, whole or not at all."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def begun(smaller: Path | None, device: torch.device) -> tuple[Recogniser, int]:
    """Return a fresh network on a device, with what a smaller one has learnt where there is one, and from how much."""
    network = on(device)
    if smaller is None:
        return network, 0
    state = torch.load(smaller, map_location=device, weights_only=True)
    grow(network, state["averaged"])
    return network, int(state["lines"])


def train(plan: Plan) -> Path:
    """Train until the time is up.

    Args:
        plan: What the training is given. Checkpoints in its folder are taken up where they are.

    Returns:
        The last checkpoint.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    plan.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = plan.folder / "checkpoint.pt"
    torch.manual_seed(plan.seed)
    averaged = on(device)
    network, lines = begun(plan.smaller, device)
    averaged.load_state_dict(network.state_dict())
    optimizer = torch.optim.AdamW(network.parameters(), plan.peak, weight_decay=0.01, betas=(0.9, 0.98))
    spent, step, started = 0.0, 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step, lines, started = state["spent"], state["step"], state["lines"], state["started"] + 1
    context = multiprocessing.get_context("spawn")
    queue = context.Queue(maxsize=24)
    producers = [
        context.Process(target=produce, args=(plan, one, started, queue), daemon=True) for one in range(plan.workers)
    ]
    for producer in producers:
        producer.start()
    mean, waited = 0.0, 0.0
    last = saved = time.monotonic()
    while spent < plan.seconds:
        for group in optimizer.param_groups:
            group["lr"] = plan.peak * rate(spent / plan.seconds)
        before = time.monotonic()
        batch = queue.get()
        waited += time.monotonic() - before
        loss = loss_of(network, batch, device)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        step, lines = step + 1, lines + len(batch.texts)
        follow(averaged, network, min(AVERAGED, step / (step + 10)))
        mean += 0.01 * (float(loss.detach()) - mean)
        now = time.monotonic()
        spent, last = spent + now - last, now
        if step % 50 == 0:
            log.info(
                "step %d, lines %d, %.0f of %.0f s, loss %.3f, waited %.0f s",
                step,
                lines,
                spent,
                plan.seconds,
                mean,
                waited,
            )
        if now - saved > 180 or spent >= plan.seconds:
            saved = now
            save(
                checkpoint,
                network=network.state_dict(),
                averaged=averaged.state_dict(),
                optimizer=optimizer.state_dict(),
                spent=spent,
                step=step,
                lines=lines,
                started=started,
            )
    for producer in producers:
        producer.terminate()
    return checkpoint


def follow(averaged: Recogniser, network: Recogniser, share: float) -> None:
    """Move the averaged weights towards the trained ones."""
    with torch.no_grad():
        for kept, new in zip(averaged.state_dict().values(), network.state_dict().values(), strict=True):
            if kept.is_floating_point():
                kept.lerp_(new, 1 - share)
            else:
                kept.copy_(new)
