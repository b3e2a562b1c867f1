"""Lists: small tables of what the other pages choose from."""
