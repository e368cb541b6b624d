"""The one entry: `python app.py` serves, `flask --app app …` runs commands, `gunicorn app:app` serves behind a server."""

import gc
from importlib import import_module

from flask import Flask


def made() -> Flask:
    """Return the program. While it is read nothing is garbage, and looking for some would take a fifth of the time."""
    gc.disable()
    try:
        program: Flask = import_module("homestay").create_app()
    finally:
        gc.enable()
    return program


app = made()

if __name__ == "__main__":
    from homestay.upkeep.serve import serve

    serve(app)
