"""What the devices in use amount to, in words: one headset or two things, Bluetooth's hands-free mode, a sentence."""

from deskready.plugin import Text, message, text
from deskready_checks.sound.devices.endpoint import Endpoint, Form
from deskready_checks.sound.headset.kind import Kind, kind_of

_WORN = (Kind.USB_HEADSET, Kind.USB, Kind.BLUETOOTH)
"""Kinds whose microphone and loudspeaker are one headset when they are one device."""
_USB_HEADSET = text("sound.headset.usb-headset", "a USB headset")
_USB = text("sound.headset.usb", "a USB device")
_BLUETOOTH = text("sound.headset.bluetooth-device", "a Bluetooth device")
_MICROPHONE = {
    Kind.USB_HEADSET: _USB_HEADSET,
    Kind.USB: _USB,
    Kind.BLUETOOTH: _BLUETOOTH,
    Kind.JACK: text("sound.headset.speak.jack", "a microphone on a round plug"),
    Kind.BUILT_IN: text("sound.headset.speak.built-in", "this computer's own microphone, which hears the whole room"),
    Kind.BUILT_IN_OR_JACK: text(
        "sound.headset.speak.built-in-or-jack", "either this computer's own microphone or one on a round plug"
    ),
    Kind.WEBCAM: text("sound.headset.speak.webcam", "a webcam's microphone, which hears the whole room"),
    Kind.SPEAKERPHONE: text("sound.headset.speak.speakerphone", "a speakerphone, which hears the whole room"),
    Kind.SCREEN: text("sound.headset.speak.screen", "a screen's microphone, which hears the whole room"),
    Kind.SOFTWARE: text("sound.headset.speak.software", "a program that poses as a microphone"),
    None: text("sound.headset.speak.unknown", "a microphone of a kind that is not known"),
}
_LOUDSPEAKER = {
    Kind.USB_HEADSET: _USB_HEADSET,
    Kind.USB: _USB,
    Kind.BLUETOOTH: _BLUETOOTH,
    Kind.JACK: text("sound.headset.hear.jack", "headphones or loudspeakers on a round plug"),
    Kind.BUILT_IN: text("sound.headset.hear.built-in", "this computer's own loudspeakers"),
    Kind.BUILT_IN_OR_JACK: text(
        "sound.headset.hear.built-in-or-jack",
        "either this computer's own loudspeakers or something on a round plug",
    ),
    Kind.WEBCAM: text("sound.headset.hear.webcam", "a webcam"),
    Kind.SPEAKERPHONE: text("sound.headset.hear.speakerphone", "a speakerphone"),
    Kind.SCREEN: text("sound.headset.hear.screen", "a screen's loudspeakers"),
    Kind.SOFTWARE: text("sound.headset.hear.software", "a program that poses as a loudspeaker"),
    None: text("sound.headset.hear.unknown", "a device of a kind that is not known"),
}
_ONE = {
    Kind.USB_HEADSET: _USB_HEADSET,
    Kind.USB: text("sound.headset.one.usb", "one USB device"),
    Kind.BLUETOOTH: text("sound.headset.one.bluetooth", "a Bluetooth headset"),
    Kind.JACK: text("sound.headset.one.jack", "a headset on a round plug"),
}
_BOTH = message("sound.headset.both", "You speak and hear through {device}.")
_EACH = message("sound.headset.each", "You speak through {microphone}, and hear through {loudspeaker}.")
_SPEAK_ONLY = message("sound.headset.speak-only", "You speak through {microphone}; no loudspeaker is chosen.")
_HEAR_ONLY = message("sound.headset.hear-only", "You hear through {loudspeaker}; no microphone is chosen.")
_NEITHER = text("sound.headset.neither", "No sound device is chosen.")
NO_BLUETOOTH = text("sound.headset.bluetooth.none", "not used")
"""What is said where neither direction goes over Bluetooth."""
_MUSIC = text("sound.headset.bluetooth.music", "music mode: its own microphone is not in use")
_SUPER_WIDE = text("sound.headset.bluetooth.super-wide", "hands-free, super wide band")
_WIDE = text("sound.headset.bluetooth.wide", "hands-free, wide band (16 kHz)")
_NARROW = text("sound.headset.bluetooth.narrow", "hands-free, narrow band (8 kHz): telephone sound")
_HANDS_FREE = text("sound.headset.bluetooth.hands-free", "hands-free")


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


def bluetooth_mode(microphone: Endpoint | None, loudspeaker: Endpoint | None) -> Text | None:
    """How Bluetooth carries speech, in a few words; None where it is used and the system does not tell how.

    Bluetooth's hands-free profile carries 8 kHz with the codec CVSD, 16 kHz with mSBC and 32 kHz with LC3-SWB.
    Headphones in music mode have no microphone.
    """
    if microphone is not None and kind_of(microphone) is Kind.BLUETOOTH:
        return _hands_free(microphone)
    if loudspeaker is None or kind_of(loudspeaker) is not Kind.BLUETOOTH:
        return NO_BLUETOOTH
    return _MUSIC if "a2dp" in loudspeaker.mode else _hands_free(loudspeaker)


def _hands_free(endpoint: Endpoint) -> Text | None:
    mode, rate = endpoint.mode, endpoint.rate
    if "lc3" in mode or rate in (24_000, 32_000):
        return _SUPER_WIDE
    if "msbc" in mode or rate == 16_000:
        return _WIDE
    if "cvsd" in mode or rate == 8_000:
        return _NARROW
    return _HANDS_FREE if "head" in mode or "hands" in mode else None


def summary(microphone: Endpoint | None, loudspeaker: Endpoint | None) -> Text:
    """What is in use, in a sentence that names no device."""
    if microphone is None:
        return _NEITHER if loudspeaker is None else _HEAR_ONLY(loudspeaker=_LOUDSPEAKER[kind_of(loudspeaker)])
    mic = kind_of(microphone)
    if loudspeaker is None:
        return _SPEAK_ONLY(microphone=_MICROPHONE[mic])
    if mic is not None and same_headset(microphone, loudspeaker):
        return _BOTH(device=_ONE[mic])
    return _EACH(microphone=_MICROPHONE[mic], loudspeaker=_LOUDSPEAKER[kind_of(loudspeaker)])
