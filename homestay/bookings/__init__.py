"""Bookings: taking them, letting guests in and out, changing nights and rooms, cancelling. For owners and staff."""
