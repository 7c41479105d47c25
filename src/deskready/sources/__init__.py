"""Where checks come from: a module for each kind of source, each with a `find`, and nothing lists them.

`find(config)` is given the person's configuration folder, or None where there is none. Nothing of what
it finds is imported or run.
"""
