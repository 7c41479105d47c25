"""The check of which microphone and headphones are in use, and of what kind they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from deskready.plugin import Better, Check, Gap, Kind, Measurement, Metric, Option, Privacy, Unavailable, Unit, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deskready.plugin import Context
    from deskready_checks.sound.devices.endpoint import Devices, Endpoint

_PLUG_IN = "Plug in a headset, and choose it for speaking and for hearing in the system's sound settings."
_UNTOLD = "This system does not tell."


class Headset(Check):
    """Which microphone and headphones this computer uses, and of what kind they are. It listens to nothing."""

    id = "sound.headset"
    title = "Headset"
    why = "Many people speak into their laptop's own microphone without knowing: it hears the whole room."
    uses = frozenset({Use.CPU})
    place = 10
    typical_seconds = 1.5
    limit_seconds = 45.0
    summary = Metric("sound.headset.summary", "In short", kind=Kind.TEXT)
    kind = Metric("sound.headset.kind", "Microphone in use", kind=Kind.TEXT)
    heard_by = Metric("sound.headset.output", "Loudspeaker in use", kind=Kind.TEXT)
    same = Metric("sound.headset.same", "One headset for both", kind=Kind.FLAG)
    bluetooth = Metric("sound.headset.bluetooth", "Bluetooth", kind=Kind.TEXT)
    rate = Metric("sound.headset.rate", "Microphone sampled at", Unit.HERTZ, Better.HIGHER)
    microphone = Metric("sound.headset.microphone", "Name of the microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    loudspeaker = Metric(
        "sound.headset.loudspeaker", "Name of the loudspeaker", kind=Kind.TEXT, privacy=Privacy.PERSONAL
    )
    metrics = (summary, kind, heard_by, same, bluetooth, rate, microphone, loudspeaker)
    remedies: ClassVar[Mapping[Metric, str]] = {
        **dict.fromkeys((kind, heard_by, same), _PLUG_IN),
        bluetooth: "Use a headset with a cable, or the USB receiver that came with yours, in place of Bluetooth.",
        rate: "Use a headset with a cable; over Bluetooth, calls carry only the low part of the voice.",
    }
    options = (
        Option("device", "", "Name of the microphone, or a part of it; empty takes the system's default."),
        Option("output", "", "Name of the loudspeaker, or a part of it; empty takes the system's default."),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Reads the system's list of devices."""
        from deskready_checks.sound.devices.endpoint import choose

        devices = _devices()
        microphone = choose(devices.inputs, str(context.options["device"]))
        loudspeaker = choose(devices.outputs, str(context.options["output"]))
        if microphone is None and loudspeaker is None:
            reason = "No microphone and no loudspeaker are in use, or this program may not see them."
            raise Unavailable(reason, remedy=_PLUG_IN, detail=_names(devices))
        yield from self._found(microphone, loudspeaker, devices.told_by)

    def _found(
        self, microphone: Endpoint | None, loudspeaker: Endpoint | None, told_by: str
    ) -> Iterator[Measurement | Gap]:
        from deskready_checks.sound.headset.finding import bluetooth_mode, same_headset, summary

        yield self.summary.measured(summary(microphone, loudspeaker), method=told_by)
        yield self._kind(self.kind, microphone, told_by)
        yield self._kind(self.heard_by, loudspeaker, told_by)
        one = same_headset(microphone, loudspeaker) if microphone and loudspeaker else False
        yield self.same.unavailable(_UNTOLD) if one is None else self.same.measured(one, method=told_by)
        mode = bluetooth_mode(microphone, loudspeaker)
        yield self.bluetooth.unavailable(_UNTOLD) if mode is None else self.bluetooth.measured(mode, method=told_by)
        if microphone is not None and microphone.rate:
            yield self.rate.measured(microphone.rate, method=f"as {told_by} runs it")
        else:
            yield self.rate.unavailable(_UNTOLD)
        for metric, endpoint in ((self.microphone, microphone), (self.loudspeaker, loudspeaker)):
            if endpoint is not None:
                method = f"{told_by}, {endpoint.bus}" + (f" {endpoint.usb}" if endpoint.usb else "")
                yield metric.measured(endpoint.name, method=method)
            else:
                yield metric.unavailable("None is chosen.", remedy=_PLUG_IN)

    def _kind(self, metric: Metric, endpoint: Endpoint | None, told_by: str) -> Measurement | Gap:
        from deskready_checks.sound.headset.kind import kind_of

        if endpoint is None:
            return metric.unavailable("None is chosen.", remedy=_PLUG_IN)
        kind = kind_of(endpoint)
        if kind is None:
            reason = "Neither the system nor the device's name tells what it is."
            return metric.unavailable(reason, remedy="Look at the name of the device below.")
        return metric.measured(kind.value, method=told_by)


def _devices() -> Devices:
    """Every device of this computer.

    Raises:
        Unavailable: Nobody lists any.
    """
    from deskready_checks.sound.devices.install_hint import portaudio_hint
    from deskready_checks.sound.devices.listing import read_devices
    from deskready_checks.sound.devices.sound_library import LibraryMissingError

    try:
        devices = read_devices()
    except LibraryMissingError as error:
        reason = "Neither this system nor the PortAudio library, which is missing, lists a sound device."
        raise Unavailable(reason, remedy=portaudio_hint(), detail=str(error)) from error
    if devices is None:
        raise Unavailable("This computer has no sound device, or this program may not see it.", remedy=_PLUG_IN)
    return devices


def _names(devices: Devices) -> str:
    """The names of all devices, for the log."""
    names = dict.fromkeys(endpoint.name for endpoint in (*devices.inputs, *devices.outputs))
    return f"There are: {', '.join(names) or 'none'}"
