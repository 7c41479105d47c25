"""The checks that come with deskready. They import only deskready.plugin."""
