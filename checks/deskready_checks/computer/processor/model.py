"""The processor's name as its maker writes it."""

from pathlib import Path

from deskready_checks.system import command, file, registry
from deskready_checks.system.here import here

_NAME = "model name"  # no words: as the kernel writes it
_KEY = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"


def processor_model() -> str:
    """The name, such as "Intel(R) Core(TM) i5-1135G7 @ 2.40GHz", or "" where the system knows none.

    Raises:
        Unread: The system does not tell.
    """
    return " ".join(here(linux=of_kernel, macos=of_sysctl, windows=of_registry)().split())


def of_kernel(root: Path = Path("/")) -> str:
    """The first "model name" of /proc/cpuinfo (proc_cpuinfo(5)), or ""; ARM processors have none.

    Args:
        root: Folder that holds `proc`.
    """
    fields = (line.partition(":") for line in file.text(root / "proc/cpuinfo").splitlines())
    return next((value for key, _, value in fields if key.strip() == _NAME), "")


def of_sysctl() -> str:
    """What macOS prints of `machdep.cpu.brand_string`, such as "Apple M2 Pro"."""
    return command.output_of(["sysctl", "-n", "machdep.cpu.brand_string"])


def of_registry() -> str:
    """The ProcessorNameString of Windows."""
    return str(registry.values(_KEY).get("ProcessorNameString", ""))
