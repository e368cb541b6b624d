"""Calendar links to listing sites: which nights are taken, without a name, for Airbnb, Booking.com and the like to read. For owners."""
