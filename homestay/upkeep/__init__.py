"""Keeping the installation in order: first steps, serving, health, and the page of everything else. For administrators."""
