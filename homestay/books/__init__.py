"""The workbook: everything a homestay has written down comes in from one xlsx file, and goes out again the same way."""
