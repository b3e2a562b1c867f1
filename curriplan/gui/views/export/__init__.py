"""Export: a live preview of the workbook, and writing it."""
