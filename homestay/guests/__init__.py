"""The people who sleep here: who they are, and their papers. For owners and staff."""
