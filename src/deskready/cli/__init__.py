"""The command line: what its commands share; each of them is in `commands`."""
