"""Declaring guests to the commune police: who is still to be declared, the sheet, its file, and what the portal said. For owners and staff."""
