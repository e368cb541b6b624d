"""The one blueprint on which every page of declarations hangs."""

from flask import Blueprint

pages = Blueprint("declarations", __name__)
