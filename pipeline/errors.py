"""What can go wrong: with one document, which becomes a row in ``failures``, or with the run, which has an exit code.

Every message says what happened, what it means and what to do.
"""


class PipelineError(Exception):
    """An error that a user can do something about."""


class DocumentError(PipelineError):
    """One document cannot be processed; the run goes on.

    Args:
        message: What happened, what it means, what to do.
        page: The page that it is about, from 1; None for the whole document.
    """

    code = "document"
    stage = "extract"
    transient = False
    """Whether it may not happen again on a calmer machine: then the next run tries again."""

    def __init__(self, message: str, page: int | None = None) -> None:
        super().__init__(message)
        self.page = page


class InputError(DocumentError):
    """The file is not readable as what its name says: damaged, encrypted, empty or something else."""

    code = "input"


class DuplicateError(DocumentError):
    """The file has the same bytes as another one of the run."""

    code = "duplicate"


class LimitError(DocumentError):
    """The document passes a limit on time, memory, pages or pixels."""

    code = "limit"


class ExtractError(DocumentError):
    """A reader gave up on a page; the other pages are read."""

    code = "extract"


class UnknownReportError(DocumentError):
    """The document is not an ITA report."""

    code = "unknown-report"
    stage = "parse"


class FactsError(DocumentError):
    """No facts are known for the report's fiscal year, or its facts contradict themselves."""

    code = "facts"
    stage = "parse"


class CrashError(DocumentError):
    """The document's process died or met an error that nobody foresaw."""

    code = "crash"


class RunError(PipelineError):
    """Ends the run with an exit code; what was published before stays intact."""

    exit_code = 70


class NothingToReadError(RunError):
    """There is no report where the user pointed."""

    exit_code = 3


class MissingDependencyError(RunError):
    """A program or its data is not installed."""

    exit_code = 4


class OutputError(RunError):
    """The output folder cannot be written."""

    exit_code = 5
