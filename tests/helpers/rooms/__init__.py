"""A package of modules to find."""
