"""A headless Chromium that a test drives over a pipe, by the browser's own debugging protocol."""

import base64
import contextlib
import fcntl
import json
import os
import shutil
import signal
import time
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60.0
"""Seconds that an answer may take."""


def find_program() -> str | None:
    """Return the path of a Chromium, or None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """A headless browser with one page at a time."""

    def __init__(self, program: str, home: Path, width: int = 1400, height: int = 900) -> None:
        """Start the browser.

        Args:
            program: Its path.
            home: A folder for its files; what a page saves lands in ``home / "saved"``.
            width: Of the window, in pixels.
            height: Of the window, in pixels.
        """
        self.saved = home / "saved"
        self.saved.mkdir(parents=True, exist_ok=True)
        self.problems: list[str] = []
        self._number, self._held = 0, b""
        ends = [*os.pipe(), *os.pipe()]
        to_browser, self._to, self._from, from_browser = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
        for end in ends:
            os.close(end)
        line = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            f"--window-size={width},{height}", f"--user-data-dir={home / 'profile'}", "--remote-debugging-pipe",
            "about:blank",
        ]  # fmt: skip
        quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
        pipes = [(os.POSIX_SPAWN_DUP2, to_browser, 3), (os.POSIX_SPAWN_DUP2, from_browser, 4)]
        environment = {**os.environ, "HOME": str(home)}
        self._process = os.posix_spawn(program, line, environment, file_actions=[*quiet, *pipes], setsid=True)
        os.close(to_browser)
        os.close(from_browser)
        self._session = ""

    def begin(self) -> None:
        """Begin anew: with an empty page, and with nothing that pages have stored."""
        self._session = ""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        saving = {"behavior": "allow", "downloadPath": str(self.saved), "browserContextId": context}
        self.call("Browser.setDownloadBehavior", **saving)
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.problems.clear()
        for path in self.saved.iterdir():
            path.unlink()

    def close(self) -> None:
        """End the browser."""
        os.close(self._to)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._from)

    def call(self, method: str, **parameters):
        """Have the browser do something and return its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self._note(answer)

    def open(self, path: Path) -> None:
        """Load a file and wait until it is there."""
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.wait("document.readyState === 'complete' && document.URL !== 'about:blank'")

    def run(self, script: str):
        """Return what a script gives on the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until a script gives something true."""
        deadline = time.monotonic() + PATIENCE
        while not self.run(condition):
            assert time.monotonic() < deadline, f"{condition} did not come true"
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys, told by the browser's names for their places: ``KeyJ``, ``Digit1``, ``Enter``."""
        for code in keys:
            letter = code[-1].lower() if code.startswith(("Key", "Digit")) else ""
            key = letter or code
            typed = {"text": letter or "\r"} if letter or code == "Enter" else {}
            virtual = {"Enter": 13, "Escape": 27}.get(code, ord(letter.upper()) if letter else 0)
            common = {"code": code, "key": key, "windowsVirtualKeyCode": virtual}
            self.call("Input.dispatchKeyEvent", type="keyDown", **common, **typed)
            self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        self.call("Input.insertText", text=text)

    def picture(self, path: Path, width: int | None = None, height: int = 900) -> None:
        """Save a picture of the page as PNG, as it is on a screen of another width where one is given."""
        if width is not None:
            self.call(
                "Emulation.setDeviceMetricsOverride",
                width=width,
                height=height,
                deviceScaleFactor=1,
                mobile=width < 600,
            )
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
        self.call("Emulation.clearDeviceMetricsOverride")

    def resize(self, width: int, height: int) -> None:
        """Show the page on a screen of another size, in pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def file(self, name: str) -> bytes:
        """Return what the page has saved."""
        path, deadline = self.saved / name, time.monotonic() + PATIENCE
        while not path.is_file() or path.with_name(f"{name}.crdownload").exists():
            assert time.monotonic() < deadline, f"nothing was saved as {name}"
            self.run("1")
            time.sleep(0.05)
        return path.read_bytes()

    def _next(self):
        while b"\0" not in self._held:
            piece = os.read(self._from, 1 << 16)
            assert piece, "the browser has gone"
            self._held += piece
        message, _, self._held = self._held.partition(b"\0")
        return json.loads(message)

    def _note(self, event) -> None:
        """Keep what the browser complains of."""
        if event.get("method") == "Log.entryAdded":
            self.problems.append(event["params"]["entry"]["text"])
        if event.get("method") == "Runtime.exceptionThrown":
            self.problems.append(str(event["params"]["exceptionDetails"]))
