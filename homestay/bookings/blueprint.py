"""The one blueprint on which every page of bookings hangs."""

from flask import Blueprint

pages = Blueprint("bookings", __name__)
