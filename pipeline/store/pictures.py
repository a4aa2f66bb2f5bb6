"""Pictures of places, kept so that none is drawn twice and so that they are there when the file is not."""

import base64
import binascii
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.model.crop import Crop, Spot
from pipeline.model.document import Source
from pipeline.model.geometry import BBox
from pipeline.settings import Settings
from pipeline.store.atomic import write_whole
from pipeline.store.kept import FOLDER
from pipeline.store.version import reading_version

DRAWING = ("dpi", "max_megapixels")
"""The settings that change how a page is drawn."""


def keep_pictures(source: Source, crops: Mapping[Spot, Crop], settings: Settings, folder: Path) -> None:
    """Keep a document's pictures in place of those that were kept of it before.

    Raises:
        OutputError: If the folder cannot be written.
    """
    held = [[_encode_spot(spot), _encode_crop(crop)] for spot, crop in crops.items()]
    text = json.dumps({"key": _key(settings), "crops": held}, separators=(",", ":"))
    write_whole(_path(source, folder), text.encode())


def load_pictures(source: Source, settings: Settings | None, folder: Path) -> dict[Spot, Crop]:
    """Return a document's kept pictures; none where they were drawn with other settings or code.

    Args:
        source: The document.
        settings: Those that pictures must have been drawn with; None where any will do.
        folder: The output folder.
    """
    try:
        data = json.loads(_path(source, folder).read_bytes())
        if settings is not None and data["key"] != _key(settings):
            return {}
        return {_decode_spot(spot): _decode_crop(crop) for spot, crop in data["crops"]}
    except (OSError, ValueError, KeyError, TypeError, binascii.Error):
        return {}  # no such file, or a damaged one: the places are drawn again


def _path(source: Source, folder: Path) -> Path:
    return folder / FOLDER / f"{source.report_id}.pictures.json"


def _key(settings: Settings) -> dict[str, Any]:
    """Return everything besides the file's bytes that decides how a place is drawn."""
    return {"code": reading_version(), "settings": [getattr(settings, name) for name in DRAWING]}


def _box(box: BBox) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]


def _encode_spot(spot: Spot) -> list[Any]:
    return [spot.page, spot.rotation, *_box(spot.bbox)]


def _decode_spot(data: list[Any]) -> Spot:
    page, rotation, *box = data
    return Spot(page, BBox(*box), rotation)


def _encode_crop(crop: Crop) -> list[Any]:
    return [crop.width, crop.height, *_box(crop.marked), base64.b64encode(crop.content).decode("ascii")]


def _decode_crop(data: list[Any]) -> Crop:
    width, height, x0, top, x1, bottom, content = data
    return Crop(base64.b64decode(content, validate=True), width, height, BBox(x0, top, x1, bottom))
