"""What the system tells, whatever the system, or why it does not: for the checks of every area."""
