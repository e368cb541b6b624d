"""The one blueprint on which the pages of upkeep hang."""

from flask import Blueprint

pages = Blueprint("upkeep", __name__)
