"""One module a way through the program: functions that are given what they work on."""
