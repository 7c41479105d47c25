"""The sound devices of this computer: what they are, as each system tells it, and the library that reaches them."""
