"""Files of this machine: audits, settings, profiles."""
