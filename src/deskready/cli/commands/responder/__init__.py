"""`deskready responder`: a measurement server of your own."""
