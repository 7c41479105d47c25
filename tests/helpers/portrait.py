"""The screens of README and of the picture tests: the built-in checks, replayed with plausible values.

`python -m helpers.portrait FILE.svg` (from the tests folder) draws the README's picture anew.
"""

import asyncio
import math
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from textual.pilot import Pilot

from deskready.core.audit.event import Instruct, Measured, Progress, Sample, Started
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.catalogue import settle
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Measurement
from deskready.core.words.message import text
from deskready.core.words.text import Text
from deskready.engine.describe.survey import survey
from helpers.replayed import Desk, Script
from helpers.runs import ended

GIB = 1024**3
_VALUES: Mapping[str, Mapping[str, tuple[float | str | bool, float | None, float | None, str]]] = {
    "internet.speed": {
        "internet.download": (94.1, 92.8, 95.2, "speedtest-cli, 8 connections"),
        "internet.upload": (8.4, 8.1, 8.6, "speedtest-cli, 2 connections"),
        "internet.quality.loaded.mos": (4.31, 3.78, 4.31, "the worse direction; ITU-T G.107"),
        "internet.bufferbloat": (24.2, 21.9, 26.0, "median under load less idle median, the worse direction"),
        "internet.bufferbloat.grade": ("A", None, None, "bands of dslreports.com"),
        "internet.responsiveness": (1412, 1354, 1493, "good; 60000 ms by the worse median"),
    },
    "internet.connection": {
        "internet.connection": ("wired", None, None, "the interface that leads out"),
        "internet.link.speed": (1000, None, None, "as the system tells"),
        "internet.gateway.latency": (0.6, 0.5, 0.9, "TCP to the router"),
    },
    "internet.dns": {
        "internet.dns": (14, 11, 19, "median of uncached names"),
        "internet.dns.failures": (0, 0, 7.4, "10 names"),
    },
    "internet.latency": {
        "internet.latency": (18.3, 16.9, 21.4, "median; UDP to 2 public STUN servers"),
        "internet.jitter": (1.2, 0.9, 1.5, "mean difference of consecutive round trips"),
        "internet.loss": (0, 0, 0.95, "UDP to 2 public STUN servers"),
        "internet.udp": (True, None, None, "UDP to 2 public STUN servers"),
    },
    "internet.quality": {
        "internet.quality.mos": (4.37, 4.23, 4.37, "ITU-T G.107, G.711 with loss concealment"),
        "internet.quality.meaning": ("Customers would hear you clearly.", None, None, "by class of ITU-T G.109"),
    },
    "computer.memory": {
        "computer.memory": (8 * GIB, None, None, "nominal size"),
        "computer.memory.total": (int(7.6 * GIB), None, None, "psutil"),
        "computer.memory.available": (int(3.9 * GIB), None, None, "psutil"),
    },
    "computer.processor": {
        "computer.cores": (8, None, None, "psutil"),
        "computer.clock": (3600, None, None, "psutil"),
        "computer.load": (11.5, 9.8, 13.2, "psutil"),
    },
    "sound.headset": {
        "sound.headset.summary": ("You speak and hear through a USB headset.", None, None, "as the sound server tells"),
        "sound.headset.kind": ("USB headset", None, None, "as the sound server tells"),
        "sound.headset.same": (True, None, None, "as the sound server tells"),
        "sound.headset.rate": (48_000, None, None, "as the sound server tells"),
    },
    "sound.speaker": {
        "sound.speaker.summary": ("You hear what is played, and each side in its own ear.", None, None, "beeps"),
        "sound.speaker.heard": (True, None, None, "told by the person, counting beeps"),
        "sound.speaker.sides": ("right way round", None, None, "beeps in one ear and then in the other"),
    },
    "sound.voice": {
        "sound.voice.summary": (
            "Your voice is clear; a fan or another steady noise is audible behind it.",
            None,
            None,
            "from the numbers of this check",
        ),
        "sound.voice.snr": (24.6, 23.6, 25.6, "P.56 level of the reading less LA90 of the silence, A-weighted"),
        "sound.voice.level": (-24.2, None, None, "ITU-T P.56 method B"),
        "sound.voice.clipped": (0.0, None, None, "share of samples cut off flat"),
        "sound.voice.bandwidth": (16_000, None, None, "cliff of 25 dB in the spectrum, else half the rate"),
        "sound.voice.pace": (148, 143.6, 152.4, "29 words in 11.8 s"),
    },
}


def said(words: str) -> Text:
    """Words of a check, as the message that a check of its own makes of them."""
    return text(f"portrait.{re.sub('[^a-z0-9]+', '-', words.lower()).strip('-')}", words)


def builtin() -> tuple[CheckInfo, ...]:
    """The built-in checks' declarations."""
    from deskready.sources.entry_points import registered

    infos, problems = survey(registered())
    return settle(infos, problems).checks


def run_of(info: CheckInfo) -> Script:
    """A finished run of a built-in check."""
    found = []
    for metric_id, (value, low, high, method) in _VALUES.get(info.id, {}).items():
        metric = info.metric(metric_id)
        assert metric is not None
        told = said(value) if isinstance(value, str) else value
        found.append(Measured(metric.measured(told, low=low, high=high, method=said(method), samples=10)))
    return [Started(60), *found, ended(Outcome.MEASURED, 3.2, finished="2026-11-21T14:30:05+00:00")]


def listening(info: CheckInfo) -> Script:
    """The quiet phase of the noise check, in its middle."""
    levels = [52 + 5 * math.sin(n / 5) + (14 if n % 37 < 3 else 0) for n in range(120)]
    samples = [Sample("level", n / 12, level, "dBA", title=said("Level")) for n, level in enumerate(levels)]
    quiet = Instruct(said("Please be quiet for 20 seconds."), 20)
    return [Started(60), quiet, *samples, Progress(0.62, said("Listening to the room"))]


def noisy(info: CheckInfo) -> Script:
    """A noise check that found a loud room on an uncalibrated microphone."""
    metric = info.metric("sound.noise.la90")
    assert metric is not None
    method = said("uncalibrated estimate")
    found: Measurement = metric.measured(71.4, low=59.4, high=83.4, method=method, samples=120)
    clipped, heard = info.metric("sound.noise.clipped"), info.metric("sound.noise.summary")
    assert clipped is not None
    assert heard is not None
    return [
        *listening(info),
        Measured(heard.measured(said("A steady noise, such as a fan or air, and somebody talking 40 % of the time."))),
        Measured(found),
        Measured(clipped.measured(0.0)),
        ended(Outcome.MEASURED, 16, finished="2026-11-21T14:30:21+00:00"),
    ]


def portrait(*, finished: bool) -> Desk:
    """The program in the middle of an audit, or at its end."""
    sound = noisy if finished else listening
    return Desk([(info, (sound if info.id == "sound.noise" else run_of)(info)) for info in builtin()])


async def settle_down(pilot: Pilot[None], desk: Desk, *, finished: bool) -> None:
    """Answers the questions and waits until everything that will happen has happened."""
    for _ in range(400):
        await pilot.pause(0.02)
        if desk.screen.__class__.__name__ == "ConsentScreen":
            await pilot.press("y")
            continue
        if desk.conductor is None:
            continue
        states = [desk.conductor.snapshot(check.id) for check in desk.conductor.state.checks]
        still = [state for state in states if state.outcome is Outcome.NOT_RUN]
        if len(still) == (0 if finished else 1) and all(state.fraction > 0.6 for state in still):
            break
    await pilot.pause(0.2)


async def draw(size: tuple[int, int], *, finished: bool) -> str:
    """One picture, as SVG."""
    desk = portrait(finished=finished)
    async with desk.run_test(size=size) as pilot:
        await settle_down(pilot, desk, finished=finished)
        return desk.export_screenshot(title="deskready")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["DESKREADY_HOME"] = home
        width, height = (int(n) for n in (sys.argv[2:4] or ("120", "34")))
        picture = asyncio.run(draw((width, height), finished="--running" not in sys.argv))
        Path(sys.argv[1]).write_text(picture, "utf-8")
