"""What the system's refusals mean: an error of the file system as a sentence and a remedy."""

import errno
import os
from pathlib import Path

from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.words.message import Message, message, text
from deskready.core.words.text import Name, Text, file_name, typed

READ = message("refusal.read", "Cannot read {file}: {reason}.")
"""A file is refused to be read."""
WRITE = message("refusal.write", "Cannot write {file}: {reason}.")
"""A file is refused to be written."""
LOCK = message("refusal.lock", "Cannot lock {file}: {reason}.")
"""A file is refused to be kept from others."""
MAKE_FOLDER = message("refusal.make-folder", "Cannot make the folder {file}: {reason}.")
"""A folder is refused to be made."""
MAKE_FOLDER_FIRST = text("refusal.make-folder-first", "Make the folder first, or choose another.")
"""What to do where a folder is missing."""
ADD_NAME = text("refusal.add-name", "Add a file name to the path.")
"""What to do where a folder stands for a file."""
OTHER_NAME = text("refusal.other-name", "Choose another name.")
"""What to do where a name is none for a file."""
OTHER_HOME = text("refusal.other-home", "The variable DESKREADY_HOME can name another folder for files of its own.")
"""What to do where a folder of our own cannot be used."""
_FREE = text("refusal.free", "Free some space on that disk.")
_OTHER_FOLDER = text("refusal.other-folder", "Choose another folder.")
_OTHER_DISK = text("refusal.other-disk", "Choose a folder on another disk.")
_OWN_FOLDER = text("refusal.own-folder", "Choose a folder of your own, such as Documents.")
_NO_FOLDER = (text("refusal.no-folder", "the folder does not exist"), MAKE_FOLDER_FIRST)
_LINK = (text("refusal.link", "it is a link that leads nowhere"), text("refusal.mend-link", "Mend the link."))
_FULL = (errno.ENOSPC, errno.EDQUOT)
_MEANING: dict[int, tuple[Text | Name, Text]] = {
    errno.ENOSPC: (
        text("refusal.full", "the disk is full"),
        text("refusal.free-space", "Free some space, or choose a folder on another disk."),
    ),
    errno.EDQUOT: (
        text("refusal.share", "your share of the disk is used up"),
        text("refusal.delete", "Delete what you do not need, or choose another disk."),
    ),
    errno.EFBIG: (text("refusal.size", "the file system does not take a file of this size"), _OTHER_DISK),
    errno.ENOENT: (text("refusal.no-file", "there is no such file"), text("refusal.spelling", "Check the spelling.")),
    errno.ENOTDIR: (text("refusal.file-in-path", "a part of the path is a file and no folder"), _OTHER_FOLDER),
    errno.EACCES: (text("refusal.permission", "you have no permission"), _OWN_FOLDER),
    errno.EPERM: (text("refusal.not-permitted", "the system does not permit it"), _OWN_FOLDER),
    errno.EROFS: (text("refusal.read-only", "the disk can only be read"), _OTHER_DISK),
    errno.EISDIR: (text("refusal.is-folder", "this is a folder"), ADD_NAME),
    errno.EEXIST: (
        text("refusal.exists", "the file exists already"),
        message("refusal.force", "Choose another name, or allow to replace it ({option}).")(option=typed("--force")),
    ),
    errno.ENAMETOOLONG: (
        text("refusal.too-long", "the name is too long"),
        text("refusal.shorter", "Choose a shorter name."),
    ),
    errno.ELOOP: (text("refusal.loop", "a link in the path leads to itself"), _OTHER_FOLDER),
    errno.EINVAL: (text("refusal.character", "the name holds a character that this disk does not take"), OTHER_NAME),
    errno.EBUSY: (
        text("refusal.busy", "another program uses the file"),
        text("refusal.close", "Close that program, then try again."),
    ),
    errno.EIO: (
        text("refusal.broken", "the disk reports an error"),
        text("refusal.examine", "Choose a folder on another disk, and have this one examined."),
    ),
}


def refused(action: Message, path: Path, error: OSError | ValueError, *, own: bool = False) -> UsageError:
    """The error that a person sees when the system refuses something with a file.

    Args:
        action: What was tried: one of the messages above.
        path: The file or folder.
        error: The system's error; a ValueError is a name that no system takes, such as one with a NUL.
        own: Whether it is a file of our own, which the person did not choose.
    """
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    reason: Text | Name
    if number == errno.ENOENT and os.path.islink(path):  # noqa: PTH114 - never an error
        reason, remedy = _LINK
    elif number == errno.ENOENT and not os.path.exists(path.parent):  # noqa: PTH110 - never an error
        reason, remedy = _NO_FOLDER
    else:
        reason, remedy = _MEANING.get(number or 0, (Name(_own_words(error)), _OTHER_FOLDER))
    if own:
        remedy = _FREE if number in _FULL else OTHER_HOME
    return UsageError(action(file=file_name(path), reason=reason), remedy)


def _own_words(error: OSError | ValueError) -> str:
    return clean((isinstance(error, OSError) and error.strerror) or str(error))
