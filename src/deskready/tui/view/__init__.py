"""What a screen shows, computed from states: no widget, no screen, no app."""
