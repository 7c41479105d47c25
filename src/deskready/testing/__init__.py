"""Help for authors of checks: a context that records, and the contract that every check must meet."""
