"""The processor: how fast it is, and how busy before any work starts."""
