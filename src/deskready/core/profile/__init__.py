"""What an employer asks: profiles, their lines, and the files they are read from."""
