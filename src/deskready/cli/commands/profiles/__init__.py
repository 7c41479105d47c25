"""`deskready profiles`: what is asked for."""
