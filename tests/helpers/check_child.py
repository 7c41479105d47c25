"""Runs one check in a Python process of its own, without the engine, and brings back all it told."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from deskready.core.audit.event import Logged, Measured, Missing, Progress, Sample
from deskready.core.declare.metric import Measurement
from deskready.core.words.text import Text
from deskready.plugin import Unavailable, Unit, Value, Words
from deskready.testing.context import RecordingContext, run_check

TESTS = Path(__file__).parent.parent


@dataclass
class ChildRun:
    """What came of a run.

    Attributes:
        measurements: Each measurement's fields, by metric id.
        gaps: Reason and remedy of each gap, by metric id.
        unavailable: Reason, remedy and detail, where the check could not measure.
        samples: Seconds and value of each point, by series.
        told: Every progress text, once.
        log: Every line logged.
        stdout: What the check itself printed.
        stderr: What was printed on stderr.
    """

    measurements: dict[str, dict[str, Any]] = field(default_factory=dict)
    gaps: dict[str, list[str]] = field(default_factory=dict)
    unavailable: list[str] | None = None
    samples: dict[str, list[list[float]]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    stdout: str = ""
    stderr: str = ""

    def bytes_of(self, series: str) -> float:
        """The bytes that a throughput series stands for, where each point is the mean since the one before."""
        points = self.samples[series]
        return sum(v * (t - before) for (before, _), (t, v) in pairwise(points)) * 1e6 / 8


class _Context(RecordingContext):
    """A context that asks to conclude once a series has so many points."""

    def __init__(self, conclude: tuple[str, int] | None) -> None:
        super().__init__()
        self._conclude = conclude
        self._points = 0

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
        if self._conclude and series == self._conclude[0]:
            self._points += 1
            self.concluded = self._points >= self._conclude[1]


def run_in_child(
    target: str,
    options: Mapping[str, Value] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    replace: Mapping[str, float] | None = None,
    conclude: tuple[str, int] | None = None,
    prefix: Sequence[str] = (),
    seconds: float = 60.0,
) -> ChildRun:
    """Runs a check.

    Args:
        target: `module:attribute`.
        options: Its options.
        environment: Variables over this process's own, from which proxies are removed.
        replace: Constants of modules to replace, `module:name`, so that waiting is short.
        conclude: Ask to conclude once this series has so many points.
        prefix: A command to run the process under.
        seconds: How long it may take.
    """
    job = {"target": target, "options": dict(options or {}), "replace": dict(replace or {}), "conclude": conclude}
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "helpers.check_child", json.dumps(job)],
        env=kept | {"PYTHONPATH": str(TESTS)} | dict(environment or {}),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    printed, _, result = done.stdout.rpartition("\x00")
    if done.returncode or not result:
        raise AssertionError(f"The child ended with {done.returncode}.\n{done.stdout}\n{done.stderr}")
    return ChildRun(**json.loads(result), stdout=printed, stderr=done.stderr)


def _run(job: dict[str, Any]) -> dict[str, Any]:
    for name, value in job["replace"].items():
        module, _, attribute = name.partition(":")
        assert hasattr(importlib.import_module(module), attribute), name
        setattr(importlib.import_module(module), attribute, value)
    module, _, attribute = job["target"].partition(":")
    check = getattr(importlib.import_module(module), attribute)
    context = _Context(tuple(job["conclude"]) if job["conclude"] else None)
    unavailable = None
    try:
        run_check(check, job["options"], context)
    except Unavailable as missing:
        unavailable = [missing.reason.words, missing.remedy.words, missing.detail]
    return _collect(context) | {"unavailable": unavailable}


def _plain(measurement: Measurement) -> dict[str, Any]:
    """A measurement's fields, with texts as their words."""
    fields = msgspec.structs.asdict(measurement)
    return {name: value.words if isinstance(value, Text) else value for name, value in fields.items()}


def _collect(context: RecordingContext) -> dict[str, Any]:
    run = ChildRun()
    for event in context.events:
        match event:
            case Measured(m):
                run.measurements[m.metric] = _plain(m)
            case Missing(gap):
                run.gaps[gap.metric] = [gap.reason.words, gap.remedy.words]
            case Sample(series, t, v):
                run.samples.setdefault(series, []).append([t, v])
            case Progress(_, text) if text.words not in run.told:
                run.told.append(text.words)
            case Logged(text):
                run.log.append(text)
            case _:
                pass
    return {name: getattr(run, name) for name in ("measurements", "gaps", "samples", "told", "log")}


def main() -> None:
    """The child's side: the result goes out behind a NUL, so that what the check prints cannot be taken for it."""
    result = _run(json.loads(sys.argv[1]))
    sys.stdout.write("\x00" + json.dumps(result))
    sys.stdout.flush()
    os._exit(0)  # as the engine's child ends: threads that a check left behind are not waited for


if __name__ == "__main__":
    main()
