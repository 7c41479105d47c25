import subprocess
import sys

from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Use
from deskready_checks.sound.calibration.check import Calibration


def test_its_declaration_is_valid_and_cheap_and_no_audit_runs_it_unasked() -> None:
    info = describe(Calibration, Origin("sound.calibration", "", ""))
    assert not info.default
    assert info.uses == {Use.ROOM, Use.PERSON}
    assert Calibration.limit({option.name: option.default for option in Calibration.options}) == info.limit_seconds
    code = "import sys, deskready_checks.sound.calibration.check; print({'numpy', 'sounddevice'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
