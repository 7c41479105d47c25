"""The processor's name on Windows."""

import sys

_KEY = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"


def read_model() -> str:
    """The registry's ProcessorNameString, or ""."""
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _KEY) as key:
            return str(winreg.QueryValueEx(key, "ProcessorNameString")[0]).strip()
    except OSError:
        return ""
