import subprocess
import sys

from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Consent, Use
from deskready_checks.sound.noise.check import Noise


def test_its_declaration_is_valid() -> None:
    info = describe(Noise, Origin("sound.noise", "", ""))
    assert info.id == "sound.noise"
    assert info.uses == frozenset({Use.ROOM})
    assert info.consent == frozenset({Consent.MICROPHONE})
    assert info.metrics[0].id == "sound.noise.summary"
    assert Noise.limit({"seconds": 60}) > 60
    assert Noise.limit({option.name: option.default for option in Noise.options}) == info.limit_seconds


def test_loading_it_is_cheap() -> None:
    code = "import sys, deskready_checks.sound.noise.check; print({'numpy', 'sounddevice'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
