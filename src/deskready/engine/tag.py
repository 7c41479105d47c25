"""The tag of a child process: by it everything that descends from the child is found."""

TAG_VARIABLE = "DESKREADY_RUN"
"""Environment variable that every process of one run carries; its value is the run's random tag."""
