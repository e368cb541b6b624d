"""Money of a booking: what is charged beyond the nights, what was paid, the transfer code. For owners and staff."""
