"""What tests stand on: a real PostgreSQL, a browser, the guard over every statement, the checks of every page."""
