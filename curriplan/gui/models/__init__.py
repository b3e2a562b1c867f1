"""What several Qt models share."""
