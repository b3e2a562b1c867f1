"""Where a figure comes from: its formula with the numbers put in, and the parts that it sums."""
