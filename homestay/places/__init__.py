"""Rooms, dorm places, list prices, closures, and who holds which place on which night. For owners."""
