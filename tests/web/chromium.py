"""A real browser, driven over its own pipe: no driver, no package, no port."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from base64 import b64decode
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
SOON_S = 60.0


def executable() -> str | None:
    """Find Debian's chromium, or one under another usual name."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


class Chromium:
    """One browser with one page; use it in a `with` block."""

    def __init__(self, width: int, height: int) -> None:
        self._size = {"width": width, "height": height}
        self._number = 0
        self._problems: list[str] = []

    def __enter__(self) -> "Chromium":
        self._profile = tempfile.mkdtemp()
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()

        def pipes() -> None:
            os.dup2(to_read, 3)
            os.dup2(to_write, 4)

        self._process = subprocess.Popen(
            [executable() or "", *FLAGS, f"--user-data-dir={self._profile}"],
            pass_fds=(3, 4),
            preexec_fn=pipes,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        self._rest = b""
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        metrics = {**self._size, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **metrics)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._read)
        os.close(self._write)
        shutil.rmtree(self._profile, ignore_errors=True)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser for something and return its answer."""
        self._number += 1
        wanted = {"id": self._number, "method": method, "params": params}
        if self._session:
            wanted["sessionId"] = self._session
        os.write(self._write, json.dumps(wanted).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                if "error" in told:
                    raise RuntimeError(told["error"]["message"])
                return told.get("result", {})
            self._note(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._read, 65536)
            if not chunk:
                raise RuntimeError("the browser has gone")
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\0")
        return json.loads(line)

    def _note(self, told: dict[str, Any]) -> None:
        if told.get("method") == "Log.entryAdded":
            entry = told["params"]["entry"]
            if entry["level"] == "error":
                self._problems.append(entry["text"])
        if told.get("method") == "Runtime.exceptionThrown":
            self._problems.append(str(told["params"]["exceptionDetails"]))

    @property
    def problems(self) -> list[str]:
        """Errors of scripts and refusals of the content policy so far."""
        self.look("1")
        return list(self._problems)

    def without_scripts(self) -> None:
        """Run no script of any page from now on."""
        self.call("Emulation.setScriptExecutionDisabled", value=True)

    def go(self, url: str) -> None:
        """Open a page and wait until it stands."""
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete'")
        self.until(f"location.href !== 'about:blank' || {json.dumps(url)} === ''")

    def look(self, expression: str) -> Any:
        """Evaluate an expression in the page."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True
        )
        return answer.get("result", {}).get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression is true; AssertionError when it never is."""
        end = time.monotonic() + SOON_S
        while time.monotonic() < end:
            try:
                if self.look(expression):
                    return
            except RuntimeError:  # between two pages there is nothing to ask
                pass
            time.sleep(0.05)
        raise AssertionError(f"never true in the page: {expression}")

    def press(self, selector: str) -> None:
        """Click the middle of what *selector* finds, as a finger does."""
        find = f"document.querySelector({json.dumps(selector)})"
        self.until(f"!!{find}")
        self.look(f"{find}.scrollIntoView({{block: 'center'}})")
        box = self.look(
            f"(() => {{ const b = {find}.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=box[0],
                y=box[1],
                button="left",
                clickCount=1,
            )

    def type(self, selector: str, words: str) -> None:
        """Type into a field."""
        self.press(selector)
        self.call("Input.insertText", text=words)

    def picture(self, path: Path) -> None:
        """Take a picture of what is seen."""
        path.write_bytes(b64decode(self.call("Page.captureScreenshot")["data"]))
