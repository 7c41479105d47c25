"""One run of a check: the child process, the protocol between it and the program, and its limits."""
