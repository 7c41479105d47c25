"""What kind of device somebody speaks into or hears from: a pure reading of what the system told."""

from enum import StrEnum

from deskready.plugin import text
from deskready_checks.sound.devices.endpoint import Bus, Endpoint, Form
from deskready_checks.sound.devices.names import bus_in, form_in, form_of_maker


class Kind(StrEnum):
    """A kind of device. The values stand in profiles and saved audits."""

    USB_HEADSET = "USB headset"  # no words: stands in profiles
    USB = "USB"
    """A USB device that nothing tells more of: a headset with a plain name, a desk microphone, a sound adapter."""
    BLUETOOTH = "Bluetooth"
    JACK = "jack"
    """Plugged into a round socket."""
    BUILT_IN = "built-in"
    """The computer's own microphone or loudspeaker."""
    BUILT_IN_OR_JACK = "built-in or jack"  # no words: stands in profiles
    """One of the two: this system does not say which."""
    WEBCAM = "webcam"
    SPEAKERPHONE = "speakerphone"
    SCREEN = "screen"
    """A screen's or a television's loudspeaker."""
    SOFTWARE = "software"
    """A program that poses as a device."""


WORD = {
    Kind.USB_HEADSET: text("sound.kind.usb-headset", "USB headset"),
    Kind.USB: text("sound.kind.usb", "USB"),
    Kind.BLUETOOTH: text("sound.kind.bluetooth", "Bluetooth"),
    Kind.JACK: text("sound.kind.jack", "jack"),
    Kind.BUILT_IN: text("sound.kind.built-in", "built-in"),
    Kind.BUILT_IN_OR_JACK: text("sound.kind.built-in-or-jack", "built-in or jack"),
    Kind.WEBCAM: text("sound.kind.webcam", "webcam"),
    Kind.SPEAKERPHONE: text("sound.kind.speakerphone", "speakerphone"),
    Kind.SCREEN: text("sound.kind.screen", "screen"),
    Kind.SOFTWARE: text("sound.kind.software", "software"),
}
"""How each reads; in English as it stands in profiles."""


_PLUGGED = (Form.JACK, Form.HEADSET, Form.HEADPHONES)
_ON_USB = {
    Form.HEADSET: Kind.USB_HEADSET,
    Form.HEADPHONES: Kind.USB_HEADSET,
    Form.SPEAKERPHONE: Kind.SPEAKERPHONE,
    Form.WEBCAM: Kind.WEBCAM,
}
_BY_FORM = {
    Form.BUILT_IN: Kind.BUILT_IN,
    Form.JACK: Kind.JACK,
    Form.WEBCAM: Kind.WEBCAM,
    Form.SPEAKERPHONE: Kind.SPEAKERPHONE,
}


def kind_of(endpoint: Endpoint) -> Kind | None:
    """The kind of a device, or None where neither the system nor the name tells.

    What the system says goes before what a name says, and a name before its maker.
    """
    named = form_in(endpoint.name)
    bus = endpoint.bus if endpoint.bus is not Bus.UNKNOWN else bus_in(endpoint.name)
    form = next((found for found in (endpoint.form, named) if found is not Form.UNKNOWN), form_of_maker(endpoint.usb))
    if bus is Bus.SOFTWARE or Form.SOFTWARE in (form, named):
        return Kind.SOFTWARE
    if bus is Bus.USB:
        # a webcam is told by its name: systems call it a microphone, or say nothing
        return _ON_USB.get(named if named in (Form.WEBCAM, Form.SPEAKERPHONE) else form, Kind.USB)
    if bus is Bus.INTERNAL:
        return Kind.BUILT_IN if form is Form.BUILT_IN else Kind.JACK if form in _PLUGGED else Kind.BUILT_IN_OR_JACK
    return {Bus.BLUETOOTH: Kind.BLUETOOTH, Bus.DISPLAY: Kind.SCREEN}.get(bus) or _BY_FORM.get(form)
