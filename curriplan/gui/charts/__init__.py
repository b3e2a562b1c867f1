"""Charts painted by hand, so that screen, PNG and SVG show the same."""
