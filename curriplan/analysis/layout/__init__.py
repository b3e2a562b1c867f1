"""How a graph whose nodes stand in columns is laid out: few crossings first, short lines second."""
