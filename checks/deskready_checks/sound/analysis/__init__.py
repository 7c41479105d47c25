"""What recorded sound holds: pure functions over samples of one channel, which keep nothing."""
