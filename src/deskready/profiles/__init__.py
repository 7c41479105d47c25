"""The profiles that come with the program: one TOML file each, named by its id. They are data; nothing here runs."""
