"""What the line's throughput is measured against: a module for each kind of server."""
