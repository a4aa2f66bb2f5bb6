"""Every knob, declared once; the command line and the flow take their options and defaults from here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told.

    Raises:
        ValueError: If a value makes no sense; the message names the setting.
    """

    engine: str = "thai"
    """Which OCR engine reads pages without a usable text layer."""
    languages: str = "tha+eng"
    """Tesseract's languages."""
    dpi: int = 300
    """Resolution at which a page is drawn where no picture on it tells a better one."""
    max_megapixels: float = 40.0
    """A page is drawn smaller rather than with more pixels than this, in millions."""
    trust: float = 0.8
    """A text layer below this, 0 to 1, is thrown away and the page goes to OCR."""
    certain: float = 0.99
    """A probability from which a value counts as surely read."""
    max_pages: int = 2000
    """A document with more pages is refused."""
    page_seconds: float = 30.0
    """A page may take so long, in seconds, and so may what comes after the pages."""
    memory_mb: int = 2048
    """A document's process may take so much memory, in MiB."""

    def __post_init__(self) -> None:
        for name in ("dpi", "max_megapixels", "max_pages", "page_seconds", "memory_mb"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be more than 0, not {getattr(self, name)}")
        for name in ("trust", "certain"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be between 0 and 1, not {getattr(self, name)}")
