"""The check of what connects this computer to the internet."""
