"""Pages from templates, and the few static files that belong to them, held in memory and named by their content."""

from collections.abc import Mapping
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route


class Pages:
    """One folder of templates with its folder of static files."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self._prefix = prefix
        self._files = {path.name: path.read_bytes() for path in sorted((folder / "static").iterdir()) if path.is_file()}
        self._marks = {name: sha256(content).hexdigest()[:12] for name, content in self._files.items()}
        self._templates = Environment(
            loader=FileSystemLoader(folder / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.globals["asset"] = self.address

    def address(self, name: str) -> str:
        """Where the browser gets a static file; changes with its content, so it may be kept for ever."""
        return f"{self._prefix}/{name}?v={self._marks[name]}"

    def page(self, template: str, values: Mapping[str, object] | None = None, *, status: int = 200) -> HTMLResponse:
        """A template filled in for the browser."""
        return HTMLResponse(self._templates.get_template(template).render(values or {}), status_code=status)

    def route(self) -> Route:
        """Serves the static files."""
        return Route(self._prefix + "/{name}", self._serve, methods=["GET"])

    async def _serve(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = self._files.get(name)
        if content is None:
            return Response(status_code=404)
        known = request.query_params.get("v") == self._marks[name]
        headers = {"cache-control": "public, max-age=31536000, immutable" if known else "no-cache"}
        return Response(content, media_type=guess_type(name)[0] or "application/octet-stream", headers=headers)
