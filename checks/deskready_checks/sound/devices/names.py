"""What the names of sound devices give away. Names are set by makers, by languages and by whoever owns the device.

A name is therefore asked only where the system's own description ends, and only for words that mean one thing.
"""

import re

from deskready_checks.sound.devices.endpoint import Bus, Form

_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        Form.SOFTWARE,
        re.compile(
            r"blackhole|soundflower|loopback|voicemeeter|vb-audio|virtual|stereo ?mix|what u hear"
            r"|cable (in|out)put|krisp|nvidia broadcast|zoomaudio|teams audio|aggregate|null (in|out)put|dummy|obs[- ]"
            r"|steam streaming|remote audio|easy ?effects|noisetorch|rnnoise|monitor of",
            re.IGNORECASE,
        ),
    ),
    (
        Form.SPEAKERPHONE,
        re.compile(
            r"speaker ?phone|jabra speak|\bspeak2? \d|poly sync|\bsync \d\d|calisto|powerconf|conference|mobile ?meet"
            r"|\bemeet|meetup|respeaker|freisprecheinrichtung",
            re.IGNORECASE,
        ),
    ),
    (
        Form.WEBCAM,
        re.compile(
            r"web ?cam|camera|kamera|\bc9[23]\d|\bc270|\bc310|\bbrio\b|facecam|streamcam|lifecam|kinect", re.IGNORECASE
        ),
    ),
    (
        Form.HEADSET,
        re.compile(
            r"head-?set|headphone set|hands-?free|evolve|\bbiz \d|\bengage \d|blackwire|voyager|\bsavi\b|encorepro"
            r"|\bh(340|390|540|570e|650e)\b|zone (wired|wireless|vibe)|arctis|hyperx cloud|airpods|ear ?buds|headworn"
            r"|\bsc ?\d\d\d?\b|adapt \d|impact \d|auriculares con|casque micro|гарнитур|耳麦|耳机|ヘッドセット|헤드셋",
            re.IGNORECASE,
        ),
    ),
    (
        Form.HEADPHONES,
        re.compile(
            r"headphone|ear ?phone|ear ?pods|kopfh|casque|écouteur|auricular|cuffi|fones|słuchawk|наушник|ヘッドホン",
            re.IGNORECASE,
        ),
    ),
    (
        Form.BUILT_IN,
        re.compile(
            r"built-?in(?! audio)|internal|integrated|intern(es|e|o)?\b|eingebaut|intégré|integrad|macbook|\bimac\b"
            r"|microphone array|mikrofonarray|digital microphone|\bdmic\b|studio display",
            re.IGNORECASE,
        ),
    ),
    (
        Form.JACK,
        re.compile(
            r"\bexternal\b|externes?\b|line ?in|line ?out|front mic|rear mic|\bjack\b|3[.,]5 ?mm", re.IGNORECASE
        ),
    ),
)
"""Words by what they mean, the first that is found counts: a webcam's "built-in microphone" is a webcam's."""
_BUSES: tuple[tuple[Bus, re.Pattern[str]], ...] = (
    (Bus.BLUETOOTH, re.compile(r"bluetooth|bluez|hands-?free|\bhfp\b|airpods", re.IGNORECASE)),
    (Bus.USB, re.compile(r"\busb", re.IGNORECASE)),
    (Bus.DISPLAY, re.compile(r"hdmi|displayport|display audio|nvidia high definition|\bdp audio", re.IGNORECASE)),
    (
        Bus.INTERNAL,
        re.compile(
            r"realtek|conexant|synaptics|cirrus|high definition audio|hda intel|hd-audio|\bpch\b|smart sound|soundwire"
            r"|sof-|macbook|\bimac\b|built-?in",
            re.IGNORECASE,
        ),
    ),
)
_HEADSET_MAKERS = ("0b0e", "047f", "1395")
"""USB vendors (GN Audio, Plantronics, Sennheiser and EPOS) whose sound devices are headsets or speakerphones."""


def form_in(name: str) -> Form:
    """What a name says that a device is; `UNKNOWN` where it says nothing."""
    return next((form for form, words in _FORMS if words.search(name)), Form.UNKNOWN)


def bus_in(name: str) -> Bus:
    """How a name says that a device is connected; `UNKNOWN` where it says nothing."""
    return next((bus for bus, words in _BUSES if words.search(name)), Bus.UNKNOWN)


def form_of_maker(usb: str) -> Form:
    """What the maker in a USB identity makes, where it makes but one thing."""
    return Form.HEADSET if usb[:4].lower() in _HEADSET_MAKERS else Form.UNKNOWN
