raise ImportError("nobody imports this")
