"""The check of what a customer hears of the person."""
