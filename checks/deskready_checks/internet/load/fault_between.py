"""What a person reads where something between this computer and the server is the cause, whichever server it is."""

from collections.abc import Callable

from deskready.plugin import Text, message, text
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.path.proxy_words import CORRECT, UNREADABLE

ASK_INSPECTION = text(
    "internet.fault.inspection.remedy",
    "Something in between answers: a filter, a login page or your company's inspection. Show this to IT, or measure "
    "in another network.",
)
"""What to do where something else answers."""
_LOOK = message("internet.fault.proxy.look", "Look at {where}, or ask whoever runs this network for the right one.")
_ALLOW = message(
    "internet.fault.proxy.allow",
    "Ask whoever runs the proxy to let the speed test and large transfers through, or for another one: {where}.",
)

Said = Text | Callable[..., Text]
"""A text, or a message with the place `where`."""
BETWEEN: dict[Fault, tuple[Said, Said]] = {
    Fault.TEXT: (
        text(
            "internet.fault.between.text",
            "A text came in place of the test data, as from a filter or your company's inspection.",
        ),
        ASK_INSPECTION,
    ),
    Fault.PROGRAM_DATA: (
        text(
            "internet.fault.between.program-data",
            "Data of another program (JSON) came in place of the test data, as from your company's inspection.",
        ),
        ASK_INSPECTION,
    ),
    Fault.PICTURE: (
        text(
            "internet.fault.between.picture",
            "A picture came in place of the test data, as from a filter or your company's inspection.",
        ),
        ASK_INSPECTION,
    ),
    Fault.DIFFERENT: (
        text(
            "internet.fault.between.different",
            "What came is not the test data that was asked for: another length, another kind, or changed on the way.",
        ),
        ASK_INSPECTION,
    ),
    Fault.BUNDLE: (
        message(
            "internet.fault.between.bundle",
            "The certificates that {where} names are not there, or cannot be read.",
        ),
        message(
            "internet.fault.between.bundle.remedy",
            "Correct {where}: it is to name the file of your company's certificate, or remove it.",
        ),
    ),
    Fault.PROXY: (
        text(
            "internet.fault.service.proxy",
            "The proxy of this network wants a login before it lets the speed test through.",
        ),
        text(
            "internet.fault.service.proxy.remedy",
            "Enter the proxy's user name and password in this computer's network settings, then measure again.",
        ),
    ),
    Fault.PROXY_SETTING: (UNREADABLE, CORRECT),
    Fault.PROXY_SOCKS: (
        message(
            "internet.fault.between.proxy-socks",
            "The proxy speaks SOCKS, which the speed test does not: {where}.",
        ),
        message(
            "internet.fault.between.proxy-socks.remedy",
            "Name a proxy for the web (http://HOST:PORT) in place of it, or remove it where this computer has a way "
            "out without: {where}.",
        ),
    ),
    Fault.PROXY_ABSENT: (
        text(
            "internet.fault.between.proxy-absent",
            "The proxy that this computer is set to use cannot be reached, or does not answer.",
        ),
        _LOOK,
    ),
    Fault.PROXY_NO_HTTP: (
        text(
            "internet.fault.between.proxy-no-http",
            "What answers at the proxy's address is no proxy for the web.",
        ),
        _LOOK,
    ),
    Fault.PROXY_REFUSED: (
        text(
            "internet.fault.between.proxy-refused", "The proxy of this network refused to let the speed test through."
        ),
        _ALLOW,
    ),
    Fault.PROXY_HELPLESS: (
        text("internet.fault.between.proxy-helpless", "The proxy of this network did not reach the speed test server."),
        _ALLOW,
    ),
}
"""Reason and remedy of each fault; those that have a place say where the culprit is set."""
