"""Pure functions of a programme: demand, supply, gaps, load, metrics, graph, report."""
