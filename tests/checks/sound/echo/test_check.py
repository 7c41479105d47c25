import subprocess
import sys

from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Consent, Use
from deskready_checks.sound.echo.check import EchoLoss


def test_its_declaration_is_valid() -> None:
    info = describe(EchoLoss, Origin("sound.echo", "", ""))
    assert info.uses == frozenset({Use.ROOM, Use.PERSON})
    assert info.consent == frozenset({Consent.MICROPHONE})
    assert not info.default


def test_loading_it_is_cheap() -> None:
    code = "import sys, deskready_checks.sound.echo.check; print({'numpy', 'sounddevice'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
