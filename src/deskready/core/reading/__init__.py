"""Foreign files, read within bounds: where each mistake is, and what would be right."""
