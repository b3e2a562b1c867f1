"""Rules that need code; rules of packs are data."""
