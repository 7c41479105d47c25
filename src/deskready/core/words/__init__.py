"""The words of the program: every sentence that a person reads is made here."""
