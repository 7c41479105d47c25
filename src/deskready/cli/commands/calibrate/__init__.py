"""`deskready calibrate`: the microphone compared with a meter."""
