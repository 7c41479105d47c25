"""The check of how loud the room is when nobody speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from deskready.plugin import Better, Check, Consent, Kind, Measurement, Metric, Option, Privacy, Unit, Use
from deskready_checks.sound.privacy import forbid_core_dumps
from deskready_checks.sound.scale import CALIBRATION_OPTIONS, Scale, scale_for
from deskready_checks.sound.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deskready.plugin import Context, Value
    from deskready_checks.sound.capture import Capture
    from deskready_checks.sound.meter import Levels

OVERHEAD_SECONDS = 20.0
"""What a run may take beside listening: opening, waking and closing a slow microphone."""
LEAST_SECONDS = 0.5
"""Sound that a result needs at least, where somebody ends the run early."""
DEAD_PEAK_DBFS = -90.3
"""One step of 16 bits: a peak no higher than this is a muted microphone's dither and no room."""
_QUIETER = "Close windows and doors, switch off fans, radio and television, or move to a quieter room."
_CALMER = "Find what makes the loud moments (people, pets, traffic) and keep it away while you work."


class Noise(Check):
    """How loud the room is when nobody speaks, as the microphone hears it."""

    id = "sound.noise"
    title = "Background noise"
    why = "Customers hear the room behind you: noise makes you hard to understand and sounds unprofessional."
    uses = frozenset({Use.ROOM})
    consent = frozenset({Consent.MICROPHONE})
    typical_seconds = 16.0
    limit_seconds = 15 + OVERHEAD_SECONDS
    la90 = Metric("sound.noise.la90", "Background noise (LA90)", Unit.DBA, Better.LOWER)
    laeq = Metric("sound.noise.laeq", "Average noise (LAeq)", Unit.DBA, Better.LOWER)
    la10 = Metric("sound.noise.la10", "Loud moments (LA10)", Unit.DBA, Better.LOWER)
    la90_dbfs = Metric("sound.noise.la90_dbfs", "Background noise, digital (LA90)", Unit.DBFS, Better.LOWER)
    laeq_dbfs = Metric("sound.noise.laeq_dbfs", "Average noise, digital (LAeq)", Unit.DBFS, Better.LOWER)
    la10_dbfs = Metric("sound.noise.la10_dbfs", "Loud moments, digital (LA10)", Unit.DBFS, Better.LOWER)
    peak = Metric("sound.noise.peak", "Peak", Unit.DBFS)
    clipped = Metric("sound.noise.clipped", "Clipped samples", Unit.PERCENT, Better.LOWER)
    device = Metric("sound.noise.device", "Microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    metrics = (la90, laeq, la10, la90_dbfs, laeq_dbfs, la10_dbfs, peak, clipped, device)
    remedies: ClassVar[Mapping[Metric, str]] = {
        **dict.fromkeys((la90, laeq, la90_dbfs, laeq_dbfs), _QUIETER),
        **dict.fromkeys((la10, la10_dbfs), _CALMER),
        clipped: "Lower the microphone's input level in the system's sound settings.",
    }
    options = (
        Option("seconds", 15, "How long to listen, the first half second included.", minimum=1, maximum=60),
        Option("device", "", "Name of the microphone, or a part of it; empty takes the system's default."),
        *CALIBRATION_OPTIONS,
    )

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """The time to listen, and what opening and closing may take."""
        return float(options["seconds"]) + OVERHEAD_SECONDS

    def run(self, context: Context) -> Iterator[Measurement]:
        """Listens, and measures what it heard."""
        from deskready_checks.sound.capture import Capture

        forbid_core_dumps()
        context.progress(0.0, "Opening the microphone")
        with Capture(str(context.options["device"])) as capture:
            name = f"{capture.device.name} ({capture.source})" if capture.source else capture.device.name
            scale = scale_for(context.options, capture.identity, capture.gain)
            context.log(f"Listening to {name} through {capture.device.host} at {capture.rate} Hz.")
            levels = _listen(context, capture, scale)
            capture.verify()
            context.log(f"The sound system lost frames {capture.overflows} times.")
        if levels.peak <= DEAD_PEAK_DBFS:
            raise State.MUTED.unavailable(f"Peak {levels.peak:.1f} dBFS.")
        yield from self._measured(levels, scale, levels.frames / capture.rate)
        yield self.device.measured(name, method=f"{capture.device.host}, {capture.rate} Hz")

    def _measured(self, levels: Levels, scale: Scale, seconds: float) -> Iterator[Measurement]:
        """The numbers, each level as sound pressure and as it is in the computer."""
        for metric, digital, value, samples, kind in (
            (self.la90, self.la90_dbfs, levels.la90, levels.hops, "A- and F-weighted, exceeded 90 % of"),
            (self.laeq, self.laeq_dbfs, levels.laeq, levels.frames, "A-weighted, mean power over"),
            (self.la10, self.la10_dbfs, levels.la10, levels.hops, "A- and F-weighted, exceeded 10 % of"),
        ):
            how = f"{kind} {seconds:.1f} s"
            level, margin = scale.level(value), scale.uncertainty_db
            yield metric.measured(
                level, low=level - margin, high=level + margin, samples=samples, method=f"{scale.method}; {how}"
            )
            yield digital.measured(value, samples=samples, method=f"AES17; {how}")
        yield self.peak.measured(levels.peak, samples=levels.frames, method="AES17; unweighted")
        yield self.clipped.measured(
            levels.clipped, samples=levels.frames, method="share of samples in runs of 3 or more at full scale"
        )


def _listen(context: Context, capture: Capture, scale: Scale) -> Levels:
    """What the meter reads while the person keeps quiet.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    from deskready_checks.sound.meter import Meter
    from deskready_checks.sound.take import SETTLE_SECONDS, Take

    seconds = float(context.options["seconds"])
    take, meter = Take(capture.blocks(), capture.rate), Meter(capture.rate)
    take.await_sound()
    context.instruct(f"Please be quiet for {seconds:g} seconds.", seconds)
    for block in take.read(SETTLE_SECONDS):
        meter.feed(block)
    meter.restart()
    heard, wanted = 0, (seconds - SETTLE_SECONDS) * capture.rate
    for block in take.read(seconds - SETTLE_SECONDS):
        meter.feed(block)
        heard += len(block)
        context.sample("level", scale.level(meter.fast), Unit.DBA)
        context.progress(heard / wanted, f"Listening (level: {scale.method})")
        if context.concluded and heard >= LEAST_SECONDS * capture.rate:
            break
    context.instruct("")
    return meter.read()
