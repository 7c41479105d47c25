"""The check of how much of what the person hears comes back to the customer."""
