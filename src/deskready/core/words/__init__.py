"""Texts for people: how they are made, said in a language, and the words that several parts of the program share."""
