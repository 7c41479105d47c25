"""What is installed, described by child processes: nothing of a check is imported here."""
