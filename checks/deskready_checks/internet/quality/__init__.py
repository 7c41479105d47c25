"""The check of what a call over the idle line would sound like."""
