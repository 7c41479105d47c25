"""Playing: what is heard on headphones, and what comes back while it plays."""
