"""The map as a graph: columns of boxes joined by lines, and what draws them."""
