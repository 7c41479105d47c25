"""The real noise check, run in a process of its own and watched from a test while it runs."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from deskready.core.audit.event import Sample
from deskready.core.words.text import Words, text_of
from deskready.plugin import Unavailable, Unit, Value
from deskready.testing.context import RecordingContext, run_check

LIMIT_SECONDS = 60.0
"""After so long the child is killed, and the test fails."""


class SoundChild:
    """A running child. A context manager: leaving it ends the child.

    Args:
        env: Its environment.
        folder: Its working folder and its folder for temporary files.
        options: The check's options.
        prelude: Statements it runs first.
    """

    def __init__(self, env: Mapping[str, str], folder: Path, options: Mapping[str, Value], prelude: str = "") -> None:
        code = f"{prelude}\nimport sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
        code += f"from helpers.sound_child import main; main({dict(options)!r})"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            env={**env, "TMPDIR": str(folder)},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._guard = threading.Timer(LIMIT_SECONDS, self._process.kill)
        self.samples: list[float] = []
        """When each level was told, in seconds."""
        self.told: list[str] = []
        """What the person was told, in order."""

    def __enter__(self) -> Self:
        self._guard.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._guard.cancel()
        self._process.kill()
        self._process.communicate()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def listen(self, samples: int) -> None:
        """Waits until the child has told so many levels."""
        while len(self.samples) < samples:
            ended = self._next()
            assert ended is None, ended

    def until_told(self, text: str) -> None:
        """Waits until the newest thing that the person was told is this."""
        while not self.told or self.told[-1] != text:
            ended = self._next()
            assert ended is None, ended

    def end(self) -> dict[str, Any]:
        """Waits for the end, and returns what the child made of it."""
        while (ended := self._next()) is None:
            pass
        return ended

    def _next(self) -> dict[str, Any] | None:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the child ended without a result"
        message: dict[str, Any] = json.loads(line)
        if "sample" in message:
            self.samples.append(message["sample"])
        elif "told" in message:
            self.told.append(message["told"])
        else:
            return message
        return None


class _Teller(RecordingContext):
    """A context that prints what the test waits for."""

    def sample(
        self,
        series: str,
        value: float,
        unit: Unit = Unit.NONE,
        *,
        title: Words = "",
        at: float | None = None,
        along: Unit = Unit.NONE,
    ) -> None:
        super().sample(series, value, unit, title=title, at=at, along=along)
        newest = self.events[-1]
        assert isinstance(newest, Sample)
        if at is None:
            _tell({"sample": newest.t})

    def instruct(self, text: Words, seconds: float | None = None, script: str = "") -> None:
        super().instruct(text, seconds, script)
        _tell({"told": text_of(text).words})


def _tell(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main(options: Mapping[str, Value]) -> None:
    """The child: runs the check, prints one JSON object a line, and ends as the engine's children end."""
    from deskready_checks.sound.noise.check import Noise

    try:
        measurements, _, _ = run_check(Noise, options, _Teller())
    except Unavailable as error:
        _tell({"reason": error.reason.words, "remedy": error.remedy.words, "detail": error.detail})
    else:
        _tell({name: [m.value, m.low, m.high] for name, m in measurements.items()} | {"core": _core_limit()})
    os._exit(0)


def _core_limit() -> int:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)[0]
