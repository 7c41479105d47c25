import subprocess
import sys

from deskready.core.declare.check_info import Origin, describe
from deskready_checks.sound.headset.check import Headset


def test_its_declaration_is_valid_and_needs_no_permission() -> None:
    info = describe(Headset, Origin("sound.headset", "", ""))
    assert info.default
    assert info.consent == frozenset()
    assert info.metrics[0].id == "sound.headset.summary"


def test_loading_it_is_cheap() -> None:
    code = "import sys, deskready_checks.sound.headset.check; print({'numpy', 'sounddevice'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
