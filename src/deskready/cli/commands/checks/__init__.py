"""`deskready checks`: what is installed."""
