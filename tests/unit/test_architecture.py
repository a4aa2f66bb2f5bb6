"""The layers of design hold: imports only go down, and each third-party engine has its owners."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LAYERS = (  # the top first; members of one layer never import each other
    ("pipeline.__main__",),
    ("pipeline.cli", "flows"),
    ("pipeline.batch", "pipeline.publish"),
    ("pipeline.correct",),
    ("pipeline.pictures", "pipeline.process"),
    (
        "pipeline.arguments",
        "pipeline.datasets",
        "pipeline.extract",
        "pipeline.isolate",
        "pipeline.judge",
        "pipeline.normalize",
        "pipeline.parse",
        "pipeline.reconcile",
        "pipeline.review",
        "pipeline.store",
        "pipeline.talk",
        "pipeline.validate",
    ),
    ("pipeline.arithmetic",),
    ("pipeline.facts", "pipeline.schema", "pipeline.thai"),
    ("pipeline.model", "pipeline.settings"),
    ("pipeline.errors",),
    ("pipeline",),
)
OWNERS = {  # third party, or a part of the standard library with side effects → the only modules that may import it
    "cv2": ("pipeline.extract",),
    "fcntl": ("pipeline.store.atomic",),
    "jinja2": ("pipeline.review",),
    "multiprocessing": ("pipeline.extract.ocr.training", "pipeline.isolate"),
    "onnxruntime": ("pipeline.extract.ocr.thai",),
    "os": (
        "flows",
        "pipeline.arguments",  # to know how many cores there are
        "pipeline.cli",
        "pipeline.extract.ocr.thai",  # to keep its engine from reporting home
        "pipeline.extract.ocr.training",
        "pipeline.isolate",
        "pipeline.store.atomic",
        "pipeline.thai.words",  # to keep its dictionary from writing to the user's home
    ),
    "pandas": ("pipeline.datasets", "pipeline.store.columnar"),
    "pdfplumber": ("pipeline.extract.pdf",),
    "prefect": ("flows",),
    "pyarrow": (
        "pipeline.datasets",
        "pipeline.publish",
        "pipeline.schema.arrow",
        "pipeline.store.columnar",
        "pipeline.store.delimited",
        "pipeline.store.workbook",
    ),
    "pypdfium2": ("pipeline.extract",),
    "pythainlp": ("pipeline.extract.ocr.training", "pipeline.thai.words"),
    "pytesseract": ("pipeline.extract.ocr.tesseract",),
    "requests": (),
    "socket": (),
    "subprocess": ("pipeline.extract.ocr.training",),
    "torch": ("pipeline.extract.ocr.training",),
    "urllib": (),
    "xlsxwriter": ("pipeline.store.workbook",),
}
LATE_IMPORTS = {"pipeline.cli"}
"""Modules that may import inside functions: the command line answers --help before anything heavy loads."""
LONGEST_MODULE = 400


def modules() -> dict[str, Path]:
    found = {}
    for path in [*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "flows").rglob("*.py")]:
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return dict(sorted(found.items()))


MODULES = modules()
EVERY_MODULE = pytest.mark.parametrize("name", MODULES)


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield what is imported; ``from pipeline import cli`` counts as ``pipeline.cli``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parsed(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def within(name: str, member: str) -> bool:
    return name == member or name.startswith(f"{member}.")


def unit(name: str) -> tuple[str, int] | None:
    """Return the member of LAYERS that a name belongs to and how deep it lies; None for what is not ours."""
    found = [
        (member, depth)
        for depth, layer in enumerate(LAYERS)
        for member in layer
        if within(name, member) and (member != "pipeline" or name.count(".") == 0 or name == "pipeline.__version__")
    ]
    return max(found, key=lambda pair: len(pair[0]), default=None)


def module_of(target: str) -> str | None:
    """Return our module that an imported name is or lies in."""
    while target:
        if target in MODULES:
            return target
        target = target.rpartition(".")[0]
    return None


@EVERY_MODULE
def test_every_module_has_its_layer(name: str) -> None:
    assert unit(name) is not None, f"{name} stands in no layer"


@EVERY_MODULE
def test_imports_only_go_down(name: str) -> None:
    mine = unit(name)
    assert mine is not None
    for target in imports(parsed(name)):
        theirs = unit(target)
        if theirs is not None and theirs[0] != mine[0]:
            assert theirs[1] > mine[1], f"{name} must not import {target}"


@EVERY_MODULE
def test_engines_are_imported_by_their_owners_only(name: str) -> None:
    for target in imports(parsed(name)):
        owners = OWNERS.get(target.partition(".")[0])
        if owners is not None:
            assert any(within(name, owner) for owner in owners), f"{name} must not import {target}"


@EVERY_MODULE
def test_imports_stand_at_the_top(name: str) -> None:
    if name in LATE_IMPORTS:
        return
    functions = [node for node in ast.walk(parsed(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    late = [target for function in functions for target in imports(function)]
    assert not late, f"{name} imports {late} inside functions"


@EVERY_MODULE
def test_no_module_is_imported_for_its_types_alone(name: str) -> None:
    assert "TYPE_CHECKING" not in MODULES[name].read_text("utf-8")


@EVERY_MODULE
def test_modules_are_short(name: str) -> None:
    lines = len(MODULES[name].read_text("utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{name} has {lines} lines; is it still one thing?"


def test_there_is_no_import_cycle() -> None:
    edges = {name: {module_of(target) for target in imports(parsed(name))} - {None, name} for name in MODULES}
    remaining = dict(edges)
    while remaining:
        free = [name for name, targets in remaining.items() if not targets & remaining.keys()]
        assert free, f"a cycle among {sorted(remaining)}"
        for name in free:
            del remaining[name]


@pytest.mark.parametrize(
    ("name", "expected"), [("pipeline.store.kept", "pipeline.store"), ("pipeline", "pipeline"), ("numpy", None)]
)
def test_units_are_found(name: str, expected: str | None) -> None:
    found = unit(name)
    assert (found[0] if found else None) == expected
