"""What the system's refusals mean: an error of the file system as a sentence and a remedy."""

import errno
from pathlib import Path

from deskready.core.clean import clean
from deskready.core.errors import UsageError

_NO_FOLDER = ("the folder does not exist", "Make the folder first, or choose another.")
_MEANING = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose a folder on another disk."),
    errno.EDQUOT: ("your share of the disk is used up", "Delete what you do not need, or choose another disk."),
    errno.EFBIG: ("the file system does not take a file of this size", "Choose a folder on another disk."),
    errno.ENOENT: ("there is no such file", "Check the spelling."),
    errno.ENOTDIR: ("a part of the path is a file and no folder", "Choose another folder."),
    errno.EACCES: ("you have no permission", "Choose a folder of your own, such as Documents."),
    errno.EPERM: ("the system does not permit it", "Choose a folder of your own, such as Documents."),
    errno.EROFS: ("the disk can only be read", "Choose a folder on another disk."),
    errno.EISDIR: ("this is a folder", "Add a file name to the path."),
    errno.EEXIST: ("the file exists already", "Choose another name, or allow to replace it (--force)."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.ELOOP: ("a link in the path leads to itself", "Choose another folder."),
    errno.EINVAL: ("the name holds a character that this disk does not take", "Choose another name."),
    errno.EBUSY: ("another program uses the file", "Close that program, then try again."),
    errno.EIO: ("the disk reports an error", "Choose a folder on another disk, and have this one examined."),
}


def refused(action: str, path: Path, error: OSError | ValueError) -> UsageError:
    """The error that a person sees when the system refuses something with a file.

    Args:
        action: What was tried, to follow "Cannot": "write", "read".
        path: The file or folder.
        error: The system's error; a ValueError is a name that no system takes, such as one with a NUL.
    """
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    if number == errno.ENOENT and not path.parent.exists():
        reason, remedy = _NO_FOLDER
    elif number in _MEANING:
        reason, remedy = _MEANING[number]
    else:
        reason = clean(error.strerror or str(error)) if isinstance(error, OSError) else clean(str(error))
        remedy = "Choose another folder."
    return UsageError(f"Cannot {action} {clean(str(path))}: {reason}.", remedy)
