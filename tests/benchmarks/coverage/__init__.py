"""How often the truth about a line lies in the stated interval."""
