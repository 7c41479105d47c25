"""What the devices in use amount to, in words: one headset or two things, Bluetooth's hands-free mode, a sentence."""

from deskready_checks.sound.devices.endpoint import Endpoint, Form
from deskready_checks.sound.headset.kind import Kind, kind_of

_WORN = (Kind.USB_HEADSET, Kind.USB, Kind.BLUETOOTH)
"""Kinds whose microphone and loudspeaker are one headset when they are one device."""
_MICROPHONE = {
    Kind.USB_HEADSET: "a USB headset",
    Kind.USB: "a USB device",
    Kind.BLUETOOTH: "a Bluetooth device",
    Kind.JACK: "a microphone on a round plug",
    Kind.BUILT_IN: "this computer's own microphone, which hears the whole room",
    Kind.BUILT_IN_OR_JACK: "either this computer's own microphone or one on a round plug",
    Kind.WEBCAM: "a webcam's microphone, which hears the whole room",
    Kind.SPEAKERPHONE: "a speakerphone, which hears the whole room",
    Kind.SCREEN: "a screen's microphone, which hears the whole room",
    Kind.SOFTWARE: "a program that poses as a microphone",
}
_LOUDSPEAKER = {
    Kind.USB_HEADSET: "a USB headset",
    Kind.USB: "a USB device",
    Kind.BLUETOOTH: "a Bluetooth device",
    Kind.JACK: "headphones or loudspeakers on a round plug",
    Kind.BUILT_IN: "this computer's own loudspeakers",
    Kind.BUILT_IN_OR_JACK: "either this computer's own loudspeakers or something on a round plug",
    Kind.WEBCAM: "a webcam",
    Kind.SPEAKERPHONE: "a speakerphone",
    Kind.SCREEN: "a screen's loudspeakers",
    Kind.SOFTWARE: "a program that poses as a loudspeaker",
}
_ONE = {
    Kind.USB_HEADSET: "a USB headset",
    Kind.USB: "one USB device",
    Kind.BLUETOOTH: "a Bluetooth headset",
    Kind.JACK: "a headset on a round plug",
}
NO_BLUETOOTH = "not used"
"""What is said where neither direction goes over Bluetooth."""


def same_headset(microphone: Endpoint, loudspeaker: Endpoint) -> bool | None:
    """Whether both are one headset; None where the system does not tell."""
    kinds = kind_of(microphone), kind_of(loudspeaker)
    if kinds == (Kind.JACK, Kind.JACK):
        return True if microphone.form is Form.HEADSET else None
    if None in kinds or Kind.BUILT_IN_OR_JACK in kinds:
        return False if Kind.BUILT_IN in kinds or _apart(microphone, loudspeaker) else None
    if kinds[0] not in _WORN or kinds[1] not in _WORN:
        return False
    if microphone.unit and loudspeaker.unit:
        return microphone.unit == loudspeaker.unit
    return None if microphone.bus is loudspeaker.bus else False


def _apart(microphone: Endpoint, loudspeaker: Endpoint) -> bool:
    """Whether both are known to be different devices."""
    return bool(microphone.unit and loudspeaker.unit and microphone.unit != loudspeaker.unit)


def bluetooth_mode(microphone: Endpoint | None, loudspeaker: Endpoint | None) -> str | None:
    """How Bluetooth carries speech, in a few words; None where it is used and the system does not tell how.

    Bluetooth's hands-free profile carries 8 kHz with the codec CVSD, 16 kHz with mSBC and 32 kHz with LC3-SWB.
    Headphones in music mode have no microphone.
    """
    if microphone is not None and kind_of(microphone) is Kind.BLUETOOTH:
        return _hands_free(microphone)
    if loudspeaker is None or kind_of(loudspeaker) is not Kind.BLUETOOTH:
        return NO_BLUETOOTH
    return "music mode: its own microphone is not in use" if "a2dp" in loudspeaker.mode else _hands_free(loudspeaker)


def _hands_free(endpoint: Endpoint) -> str | None:
    mode, rate = endpoint.mode, endpoint.rate
    if "lc3" in mode or rate in (24_000, 32_000):
        return "hands-free, super wide band"
    if "msbc" in mode or rate == 16_000:
        return "hands-free, wide band (16 kHz)"
    if "cvsd" in mode or rate == 8_000:
        return "hands-free, narrow band (8 kHz): telephone sound"
    return "hands-free" if "head" in mode or "hands" in mode else None


def summary(microphone: Endpoint | None, loudspeaker: Endpoint | None) -> str:
    """What is in use, in a sentence that names no device."""
    if microphone is None or loudspeaker is None:
        return _alone(microphone, loudspeaker)
    mic, out = kind_of(microphone), kind_of(loudspeaker)
    if mic is not None and same_headset(microphone, loudspeaker):
        return f"You speak and hear through {_ONE[mic]}."
    speak = _MICROPHONE[mic] if mic else "a microphone of a kind that is not known"
    hear = _LOUDSPEAKER[out] if out else "a device of a kind that is not known"
    return f"You speak through {speak}, and hear through {hear}."


def _alone(microphone: Endpoint | None, loudspeaker: Endpoint | None) -> str:
    if microphone is not None:
        kind = kind_of(microphone)
        speak = _MICROPHONE[kind] if kind else "a microphone of a kind that is not known"
        return f"You speak through {speak}; no loudspeaker is chosen."
    if loudspeaker is not None:
        kind = kind_of(loudspeaker)
        hear = _LOUDSPEAKER[kind] if kind else "a device of a kind that is not known"
        return f"You hear through {hear}; no microphone is chosen."
    return "No sound device is chosen."
