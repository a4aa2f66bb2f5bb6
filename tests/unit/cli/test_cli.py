import io
import subprocess
import sys
from dataclasses import replace

import pytest

from pipeline import cli
from pipeline.arguments import make_parser
from pipeline.errors import InputError, RunError
from pipeline.model.document import Document, Source
from pipeline.model.judgement import DocumentOutcome
from pipeline.talk import Talk, describe
from tests.build import report

HEAVY = {
    "cv2", "jinja2", "numpy", "onnxruntime", "pandas", "pdfplumber", "PIL", "prefect", "pyarrow", "pypdfium2",
    "pytesseract", "pythainlp", "xlsxwriter",
}  # fmt: skip


def test_the_command_line_loads_nothing_heavy():
    code = (
        "import sys, pipeline.cli; pipeline.cli.make_parser(); print(*{name.partition('.')[0] for name in sys.modules})"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert not set(found.stdout.split()) & HEAVY


def test_help_names_every_command_and_exit_code(capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(["--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    assert all(word in said for word in ("run", "read", "again", "review", "years", "doctor"))
    assert all(f"{kind.exit_code} " in said for kind in RunError.__subclasses__())


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["run", "--dpi", "x"], ["run", "-j", "0"], ["read"], ["read", "a.pdf", "--pages", "3-1"]]
)
def test_wrong_usage_is_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_setting_that_makes_no_sense_is_exit_code_2(capsys, tmp_path):
    with pytest.raises(SystemExit) as caught:
        cli.main(["run", str(tmp_path), "--trust", "7"])
    assert caught.value.code == 2
    assert "trust must be between 0 and 1" in capsys.readouterr().err


def test_an_engine_that_does_not_exist_is_exit_code_2(capsys, tmp_path):
    (tmp_path / "a.pdf").touch()
    with pytest.raises(SystemExit) as caught:
        cli.main(["run", str(tmp_path), "--engine", "oracle", "-o", str(tmp_path / "output")])
    assert caught.value.code == 2
    assert "tesseract" in capsys.readouterr().err


def test_a_folder_without_reports_is_exit_code_3(capsys, tmp_path):
    assert cli.main(["run", str(tmp_path), "-o", str(tmp_path / "output")]) == 3
    assert not (tmp_path / "output").exists()
    assert "no report" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["again", "review"])
def test_nothing_to_interpret_again_is_exit_code_3(capsys, tmp_path, command):
    assert cli.main([command, str(tmp_path / "output")]) == 3
    assert not (tmp_path / "output").exists()
    assert capsys.readouterr().out == ""


def test_corrections_that_are_not_there_are_exit_code_3(capsys, tmp_path):
    (tmp_path / "a.pdf").touch()
    told = ["run", str(tmp_path), "-o", str(tmp_path / "output"), "--corrections", str(tmp_path / "c.csv")]
    assert cli.main(told) == 3
    assert not (tmp_path / "output").exists()
    assert "cannot be used as corrections" in capsys.readouterr().err


def test_a_bug_is_exit_code_70_with_a_traceback(capsys, monkeypatch):
    def fail(options):
        raise TypeError("a bug")

    monkeypatch.setitem(cli.COMMANDS, "years", fail)
    assert cli.main(["years"]) == 70
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "this is a bug" in said


def test_an_interruption_is_exit_code_130(capsys, monkeypatch):
    def interrupt(options):
        raise KeyboardInterrupt

    monkeypatch.setitem(cli.COMMANDS, "years", interrupt)
    assert cli.main(["years"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_years_are_told_on_standard_output(capsys):
    assert cli.main(["years"]) == 0
    said = capsys.readouterr()
    assert "2564" in said.out
    assert "2568" in said.out
    assert said.err == ""


@pytest.mark.parametrize(("text", "pages"), [("3", [3]), ("3-5", [3, 4, 5])])
def test_pages_are_counted_from_one(text, pages):
    assert list(make_parser().parse_args(["read", "a.pdf", "--pages", text]).pages) == pages


class Terminal(io.StringIO):
    def isatty(self):
        return True


OUTCOME = DocumentOutcome(
    Source("ab" * 32, "a.pdf"), Document(Source("ab" * 32, "a.pdf"), ()), "2568", report({"8": "94.30"})
)


def test_a_document_is_described_in_a_line():
    assert describe(OUTCOME) == "FY 2568  0 pages  1 indicator  0 questions  0 plan rows  0 to review  0.0 s"
    assert describe(replace(OUTCOME, error=InputError("It is empty."))) == "failed: It is empty."


def test_a_log_file_gets_lines_and_no_bar():
    stream = io.StringIO()
    talk = Talk(stream, 12, quiet=False)
    talk.document(OUTCOME)
    talk.end()
    assert stream.getvalue().startswith("[ 1/12] a.pdf  FY 2568")
    assert "\r" not in stream.getvalue()


def test_a_terminal_gets_a_bar_that_goes_away():
    stream = Terminal()
    talk = Talk(stream, 2, quiet=False)
    talk.document(OUTCOME)
    assert "1/2 documents" in stream.getvalue()
    talk.end()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_quiet_says_only_what_went_wrong():
    stream = Terminal()
    talk = Talk(stream, 2, quiet=True)
    talk.document(OUTCOME)
    talk.document(replace(OUTCOME, error=InputError("It is empty.")))
    assert "FY" not in stream.getvalue()
    assert "documents" not in stream.getvalue()
    assert "It is empty." in stream.getvalue()
