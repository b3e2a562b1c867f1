"""Files in and out. Workbook libraries live here and are imported when used."""
