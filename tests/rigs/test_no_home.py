"""The program at work for a user whom the system does not know, and on a full disk, in namespaces. Needs Linux."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.cli_desk import TOY_CHECKS

STRANGER = ["unshare", "--user", "--map-user=4711", "--map-group=4711"]
DISK = ["unshare", "--user", "--map-root-user", "--mount"]
SECONDS = 60


def why_not() -> str:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return "needs namespaces of Linux"
    tried = [subprocess.run([*names, "true"], capture_output=True, check=False) for names in (STRANGER, DISK)]
    return "" if all(done.returncode == 0 for done in tried) else "no namespace can be made here"


pytestmark = [pytest.mark.rig, pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]
CRASH = "from deskready.cli import dispatch; from deskready.__main__ import main; dispatch.run = None; exit(main())"


def stranger(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the program for user 4711, with nothing in its environment that is not given."""
    return subprocess.run(
        [*STRANGER, sys.executable, *command], env={"PATH": "/usr/bin:/bin"} | environment, cwd="/", text=True,
        capture_output=True, timeout=SECONDS, check=False,
    )  # fmt: skip


def locked(tmp_path: Path) -> Path:
    """A home whose owner is this user, and in which nobody may enter the folder of the settings."""
    folder = tmp_path / "locked" / ".config" / "deskready"
    folder.mkdir(parents=True)
    folder.chmod(0o600)
    return tmp_path / "locked"


@pytest.mark.parametrize("home", ["none", "not there", "a file", "read-only"])
def test_without_a_home_it_measures_and_says_in_a_line_that_it_keeps_nothing(home: str, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "read-only").mkdir(mode=0o500)
    path = "" if home == "none" else str(tmp_path / home)
    environment = {"HOME": path} if path else {}
    done = stranger("-m", "deskready", "audit", "computer.uptime", "--format", "json", **environment)
    assert done.returncode == 3, done.stderr
    assert '"outcome": "measured"' in done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith("deskready: What was measured is not kept on this computer.")
    for command in (("checks",), ("profiles",), ("schema", "audit"), ("calibrate", "--show"), ("--help",)):
        other = stranger("-m", "deskready", *command, **environment)
        assert other.returncode == 0, (command, other.stderr)
    assert "internal error: TypeError" in stranger("-c", CRASH, **environment).stderr


def test_settings_that_may_be_there_and_cannot_be_read_stop_it(tmp_path: Path) -> None:
    home = locked(tmp_path)
    done = stranger("-m", "deskready", "audit", "computer.uptime", HOME=str(home))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Cannot read {home}/.config/deskready/settings.toml: you have no permission." in done.stderr
    shown = stranger("-m", "deskready", "profiles", HOME=str(home))
    assert (shown.returncode, "you have no permission" in shown.stderr) == (0, True)


def on_full_disk(tmp_path: Path, then: str) -> subprocess.Popen[str]:
    """A shell in a folder on a disk of half a megabyte, which `fill` fills."""
    disk = tmp_path / "disk"
    checks = disk / "home" / "config" / "checks"
    script = f"""
        mount -t tmpfs -o size=512k,mode=700 none {disk} && cd {disk}
        mkdir -p {checks} && chmod -R go-w home && cp {TOY_CHECKS} {checks}/toy.py && chmod 600 {checks}/toy.py
        fill() {{ dd if=/dev/zero of=fill bs=1k count=4000 2>/dev/null; }}
        {then}
    """
    disk.mkdir()
    environment = os.environ | {"DESKREADY_HOME": str(disk / "home")}
    return subprocess.Popen(
        [*DISK, "bash", "-c", script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def test_on_a_full_disk_it_says_what_became_of_what_was_measured(tmp_path: Path) -> None:
    program = f"exec {sys.executable} -m deskready audit toy.good --save a.json"
    out, err = on_full_disk(tmp_path, f"fill; {program}").communicate(timeout=SECONDS)
    kept, saved = err.splitlines()
    assert "What was measured is not kept on this computer. Cannot write" in kept
    assert ".json: the disk is full. Free some space on that disk." in kept
    assert saved.startswith("deskready: Cannot write a.json: the disk is full.")
    assert "Value" in out


def test_interrupted_on_a_full_disk_it_does_not_say_that_anything_is_kept(tmp_path: Path) -> None:
    program = f"exec {sys.executable} -m deskready audit toy.good toy.spin"
    shell = on_full_disk(tmp_path, f"fill; echo begun; {program}")
    assert shell.stdout is not None
    assert shell.stdout.readline() == "begun\n"
    partial = Path("/proc", str(shell.pid), "root", str(tmp_path)[1:], "disk/home/state/partial")
    deadline = time.monotonic() + SECONDS
    while not list(partial.glob("*.lock")):  # the first check has ended, and was to be kept
        assert time.monotonic() < deadline
        time.sleep(0.05)
    shell.send_signal(signal.SIGTERM)
    _, err = shell.communicate(timeout=SECONDS)
    assert shell.returncode == 130
    assert err.startswith("deskready: Interrupted. What was measured is not kept on this computer. Cannot write")
