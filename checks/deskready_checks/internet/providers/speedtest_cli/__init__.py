"""The speedtest-cli library, or what of it is used: typed, counted and watched."""
