"""Style, scripts and pictures of the pages: one style sheet, addresses that change with the content, small on the wire."""

import hashlib
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort, current_app, request
from flask_compress import Compress

from homestay.web import bootstrap, icons
from homestay.web.access import everybody

STYLE = "css/look.css"
SPRITE = "icons.svg"
PICTURE = re.compile(r"url\(\.\./(img/[\w-]+\.svg)\)")
A_YEAR = 365 * 24 * 3600
COMPRESSION: dict[str, object] = {  # measured: the next levels take twice the time for a tenth less
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_ALGORITHM_STREAMING": ["br"],
    "COMPRESS_LEVEL": 4,
    "COMPRESS_BR_LEVEL": 4,
}


@dataclass(frozen=True)
class Assets:
    """The files of `static/` and the two made at start, under one version."""

    folder: Path
    made: dict[str, bytes]
    version: str

    def address(self, name: str) -> str:
        """Return the path of a file for a page; it changes as soon as any file changes, so browsers may keep it for good."""
        return f"/assets/{self.version}/{name}"

    def content(self, name: str) -> bytes | None:
        """Return a file's bytes, or None if there is no such file in `static/`."""
        if name in self.made:
            return self.made[name]
        path = (self.folder / name).resolve()
        return path.read_bytes() if path.is_relative_to(self.folder.resolve()) and path.is_file() else None


def install(app: Flask) -> None:
    """Serve the files, compress what is sent, and give the templates `asset('js/shell.js')`."""
    for name, value in COMPRESSION.items():
        app.config.setdefault(name, value)
    Compress(app)
    folder = Path(app.root_path) / "static"
    made = {STYLE: style_sheet(folder), SPRITE: icons.sprite(icons.icons_of(app))}
    assets = Assets(folder, made, version_of(folder, made))
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.address
    app.add_url_rule("/assets/<version>/<path:name>", "assets", send)


def style_sheet(folder: Path) -> bytes:
    """Return our own style with the few rules of Bootstrap that it stands on and the small pictures inside: one request."""
    own = (folder / "css" / "parts.css").read_text(encoding="utf-8")
    return (bootstrap.needed_rules() + "\n" + PICTURE.sub(lambda found: inside(folder / found[1]), own)).encode()


def inside(picture: Path) -> str:
    """Return an SVG picture as an address that holds it."""
    return f'url("data:image/svg+xml,{quote(picture.read_text(encoding="utf-8").strip(), safe=" /:=")}")'


def version_of(folder: Path, made: dict[str, bytes]) -> str:
    """Return ten letters that are the same as long as every file is."""
    digest = hashlib.sha256()
    for name, content in every_file(folder, made):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:10]


def every_file(folder: Path, made: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file, in the order of the names."""
    yield from sorted(made.items())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


@everybody
def send(version: str, name: str) -> Response:
    """Send a file; under an old version the new file is sent, but not to be kept."""
    assets: Assets = current_app.extensions["assets"]
    content = assets.content(name)
    if content is None:
        abort(404)
    response = Response(content, mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response.set_etag(assets.version, weak=True)  # weak: compressed and plain are the same file
    response.cache_control.public = True
    if version == assets.version and not current_app.debug:
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
