"""History: who changed what."""
