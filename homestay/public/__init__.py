"""What people outside a house may see: the page of a booking for its guest, behind a secret link."""
