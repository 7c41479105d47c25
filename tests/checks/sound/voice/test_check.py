import subprocess
import sys

from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Consent, Use
from deskready_checks.sound.voice.check import VoiceCheck
from deskready_checks.sound.voice.reading import READINGS


def test_its_declaration_is_valid() -> None:
    info = describe(VoiceCheck, Origin("sound.voice", "", ""))
    assert info.id == "sound.voice"
    assert info.uses == frozenset({Use.ROOM, Use.PERSON})
    assert info.consent == frozenset({Consent.MICROPHONE})
    assert info.default
    assert info.metrics[0].id == "sound.voice.summary"
    assert VoiceCheck.limit({"seconds": 60}) > VoiceCheck.limit({"seconds": 20}) == info.limit_seconds
    assert {choice for option in info.options for choice in option.choices} == {"auto", *READINGS}


def test_loading_it_is_cheap() -> None:
    code = "import sys, deskready_checks.sound.voice.check; print({'numpy', 'sounddevice'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
