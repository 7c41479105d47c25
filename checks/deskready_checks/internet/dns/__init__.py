"""The check of how names are looked up."""
