"""The one blueprint on which every page of the day hangs."""

from flask import Blueprint

pages = Blueprint("today", __name__)
