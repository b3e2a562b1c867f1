"""Map: courses x competencies."""
