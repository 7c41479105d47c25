"""The check of how loud the room is when nobody speaks."""
