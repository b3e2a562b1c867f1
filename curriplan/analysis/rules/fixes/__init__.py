"""What mends a finding in one step; ``offers.py`` tells which of it holds."""
