"""Starts a describing process. Little is imported for it, so that it can start before the rest of the program."""

import os
import subprocess
import sys
from typing import NamedTuple

from deskready.engine.tag import TAG_VARIABLE


class Describer(NamedTuple):
    """A process that waits to be told what to describe."""

    process: "subprocess.Popen[bytes]"
    """The process."""
    tag: str
    """What it and all that descends from it carry."""


def start_describer() -> Describer:
    """Starts one."""
    tag = os.urandom(16).hex()
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.describe.describe"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=os.environ | {TAG_VARIABLE: tag}, start_new_session=os.name == "posix",
    )  # fmt: skip
    return Describer(process, tag)
