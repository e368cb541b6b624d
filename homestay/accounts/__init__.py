"""Signing in and out, the first set-up, accounts and their roles. For everybody who works with the system."""
