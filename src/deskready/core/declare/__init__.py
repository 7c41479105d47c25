"""What an author declares: checks, metrics, options, policies, and the units of their values."""
