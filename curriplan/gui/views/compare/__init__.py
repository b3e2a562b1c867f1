"""Programme, scenarios and revisions side by side."""
