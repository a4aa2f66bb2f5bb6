"""The shell script on machines that lack things; the machines are folders of small fake programs."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "ita"
NEEDED = ("cat", "cksum", "cut", "dirname", "env", "grep", "rm", "sh", "touch")
APT_LINE = "sudo apt-get install ca-certificates python3 python3-venv fonts-thai-tlwg tesseract-ocr tesseract-ocr-tha"


@pytest.fixture
def machine(tmp_path):
    """Return a bare machine: the script in a folder of its own, and a folder of programs."""
    shutil.copy(SCRIPT, tmp_path / "ita")
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "pyproject.toml").touch()
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in NEEDED:
        (programs / name).symlink_to(shutil.which(name))
    install(tmp_path, "id", "echo 1000")
    return tmp_path


def install(machine, name, body):
    """Put a program on the machine that notes its call and does ``body``."""
    path = machine / "bin" / name
    path.unlink(missing_ok=True)
    path.write_text(f'#!/bin/sh\necho "{name} $*" >> {machine}/calls\n{body}\n')
    path.chmod(0o755)


def start(machine, *arguments, answer="", **environment):
    return subprocess.run(  # noqa: S603 - our own script
        [machine / "ita", *arguments], input=answer, capture_output=True, text=True, check=False, timeout=60,
        env={"PATH": str(machine / "bin"), **environment},
    )  # fmt: skip


def calls(machine):
    path = machine / "calls"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("brew", "brew install python@3.13 tesseract tesseract-lang"),
        ("dnf", "sudo dnf install python3 tesseract tesseract-langpack-tha"),
        ("pacman", "sudo pacman -S python tesseract tesseract-data-tha"),
        ("nothing", "by your system's means"),
    ],
)
def test_without_apt_it_says_exactly_what_to_install(machine, manager, line):
    install(machine, manager, "exit 1")
    done = start(machine, "run")
    assert done.returncode == 4
    assert line in done.stderr
    assert done.stdout == ""
    assert not [call for call in calls(machine) if call.startswith(manager)]


def test_a_locked_machine_gets_the_line_and_nothing_is_installed(machine):
    install(machine, "apt-get", "exit 1")
    install(machine, "sudo", "exit 1")
    done = start(machine, "run", answer="y\n", ITA_NO_SYSTEM_INSTALL="1")
    assert done.returncode == 4
    assert APT_LINE in done.stderr
    assert calls(machine) == []


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_sudo_is_not_used_without_a_yes(machine, answer):
    install(machine, "apt-get", "exit 0")
    install(machine, "sudo", "exit 0")
    done = start(machine, "run", answer=answer)
    assert done.returncode == 4
    assert "[y/N]" in done.stderr
    assert APT_LINE in done.stderr
    assert calls(machine) == ["id -u"]


def test_with_a_yes_sudo_installs(machine):
    install(machine, "apt-get", "exit 0")
    install(machine, "sudo", '"$@"')
    start(machine, "run", answer="y\n")
    assert "sudo apt-get update -q" in calls(machine)
    assert any(call.startswith("apt-get install -y") and "tesseract-ocr-tha" in call for call in calls(machine))


def test_root_installs_without_asking(machine):
    install(machine, "id", "echo 0")
    install(machine, "apt-get", "exit 0")
    install(machine, "sudo", "exit 1")
    done = start(machine, "run")
    assert "[y/N]" not in done.stderr
    assert not [call for call in calls(machine) if call.startswith("sudo")]
    assert "apt-get update -q" in calls(machine)


def complete(machine, languages="eng osd tha"):
    """Put everything on the machine, the virtual environment too."""
    install(machine, "tesseract", f"printf '%s\\n' {languages}")
    install(machine, "python3", "exit 0")
    venv = machine / ".venv/bin"
    venv.mkdir(parents=True)
    for name in ("python", "ita"):
        (venv / name).write_text(f'#!/bin/sh\n[ "$1" = -c ] || echo "{name} $* in $PWD"\n')
        (venv / name).chmod(0o755)
    stamp = subprocess.run(  # noqa: S603 - our own line
        ["sh", "-c", f"cat {machine}/requirements.lock {machine}/pyproject.toml | cksum | cut -d' ' -f1"],  # noqa: S607
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    (machine / f".venv/.ready-{stamp}").touch()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "ita run in {root}"),
        (["run"], "ita run in {root}"),
        (["run", "here.pdf", "--fresh"], "ita run here.pdf --fresh in {here}"),
        (["years"], "ita years in {here}"),
        (["test", "tests/unit"], "python -m pytest -q tests/unit in {root}"),
        (["train"], "python -m pipeline.extract.ocr.training in {root}"),
    ],
)
def test_on_a_complete_machine_it_starts_at_once(machine, arguments, said):
    complete(machine)
    done = start(machine, *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == said.format(root=machine, here=Path.cwd())


def test_a_missing_language_is_noticed(machine):
    complete(machine, languages="eng osd")
    done = start(machine, "run", ITA_NO_SYSTEM_INSTALL="1")
    assert done.returncode == 4


def test_fonts_are_needed_for_the_tests_alone(machine):
    complete(machine)
    install(machine, "dpkg-query", "echo unknown ok not-installed")
    assert start(machine, "run").returncode == 0
    assert start(machine, "test", ITA_NO_SYSTEM_INSTALL="1").returncode == 4
    install(machine, "dpkg-query", "echo install ok installed")
    assert start(machine, "test").returncode == 0


def test_a_changed_lock_file_installs_anew(machine):
    complete(machine)
    (machine / "requirements.lock").write_text("changed")
    install(machine, "uv", "exit 0")
    assert start(machine, "years").returncode == 0
    assert any(call.startswith("uv pip sync -q --require-hashes") for call in calls(machine))
