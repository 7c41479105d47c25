"""Our own engine for throughput: it loads the line with connections, counts, and decides when it knows enough."""
