"""`deskready calibrate` and its arguments."""

from functools import partial
from typing import Annotated

import typer

from deskready.cli.commands.calibrate.request import Request
from deskready.cli.help import examples
from deskready.cli.register import Command, command
from deskready.core.words.message import text
from deskready.core.words.say import say

ABOUT = text(
    "calibrate.about",
    "Calibrate the microphone, so that the room's noise is measured and not estimated.\n\n"
    "Let a steady noise of 60 to 70 dBA run, such as a fan or a tap, and hold a sound level meter, or a phone with a "
    "sound level app, beside the microphone. It listens for ten seconds, asks what the meter shows, and stores the "
    "difference for this microphone at this input volume; where either changes, it counts no more. Running this is "
    "consent to listening; no sound is kept. Ends with 3 where the noise could not be used.",
)
"""What it does."""
EXAMPLES = examples(
    "deskready calibrate",
    "deskready calibrate --reading 65 --reference phone-app",
    "deskready calibrate --show",
    "deskready calibrate --forget",
)
"""Ways to call it."""

ReadingOption = Annotated[
    str | None,
    typer.Option(
        "--reading",
        metavar="DBA",
        help=say(text("calibrate.reading.help", "What the reference shows; without it you are asked.")),
    ),
]
ReferenceOption = Annotated[
    str | None,
    typer.Option(
        "--reference",
        metavar="WHAT",
        help=say(
            text(
                "calibrate.reference.help",
                "phone-app, phone-app-external (with a calibrated microphone), sound-level-meter or calibrator.",
            )
        ),
    ),
]
DeviceOption = Annotated[
    str | None,
    typer.Option(
        "--device", metavar="NAME", help=say(text("calibrate.device.help", "The microphone's name, or a part of it."))
    ),
]
SecondsOption = Annotated[
    str | None,
    typer.Option("--seconds", metavar="N", help=say(text("calibrate.seconds.help", "How long to listen; 3 to 60."))),
]
ShowOption = Annotated[
    bool,
    typer.Option("--show", help=say(text("calibrate.show.help", "Print the calibration that is stored, and end."))),
]
ForgetOption = Annotated[
    bool, typer.Option("--forget", help=say(text("calibrate.forget.help", "Forget the calibration that is stored.")))
]


@command(place=30, about=ABOUT, epilog=EXAMPLES)
def calibrate(
    reading: ReadingOption = None,
    reference: ReferenceOption = None,
    device: DeviceOption = None,
    seconds: SecondsOption = None,
    show: ShowOption = False,
    forget: ForgetOption = False,
) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.calibrate.run import run

    return partial(run, Request(reading, reference, device, seconds, show, forget))
