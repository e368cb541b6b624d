"""The one entry: `python app.py` serves, `flask --app app …` runs commands, `gunicorn app:app` serves behind a server."""

from homestay import create_app

app = create_app()

if __name__ == "__main__":
    from homestay.upkeep.serve import serve

    serve(app)
