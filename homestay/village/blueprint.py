"""The one blueprint on which every page of the village hangs."""

from flask import Blueprint

pages = Blueprint("village", __name__)
