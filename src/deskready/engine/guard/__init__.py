"""What leaves no process behind: the guard, the bonds of a child to its program, and the census."""
