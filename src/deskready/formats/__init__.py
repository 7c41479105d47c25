"""Views of a saved audit, one module each."""
