"""Declaring guests to the commune police: who still waits, the sheet, its file, and what the portal said. For owners and staff."""
