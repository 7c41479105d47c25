"""The check of what the person hears."""
