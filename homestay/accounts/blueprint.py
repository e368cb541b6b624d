"""The one blueprint on which every page of accounts hangs."""

from flask import Blueprint

pages = Blueprint("accounts", __name__)
