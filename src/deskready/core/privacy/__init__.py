"""What may leave this machine: an allow-list of declared classes, and the scrubbing of what stays."""
