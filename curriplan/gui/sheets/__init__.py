"""Sheets: rows of the programme as a grid that is typed into; pages say which rows and which columns."""
