"""The names of the commands, known before any command is imported."""

from deskready.cli import commands
from deskready.core import registry

COMMANDS = registry.names(commands)
"""Every command; a file of such a name is given as `./audit`."""
