"""The SPA's files; any other path of a browser gets its index page."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

_OURS = (
    *("api/", "webhooks/", "u/", "p/", "rights", "trust", "abuse"),
    *("healthz", "readyz", "metrics", "openapi.json"),
)


def install_spa(api: FastAPI, folder: Path, policy: str) -> None:
    """Serve `folder`; hashed assets may be kept for ever, the index page never. `policy` is the
    content policy of the pages.
    """

    @api.get("/{path:path}", include_in_schema=False)
    def spa(path: str) -> Response:
        if path.startswith(_OURS):
            raise HTTPException(404)
        file = (folder / path).resolve()
        if path and file.is_file() and folder.resolve() in file.parents:
            cache = (
                "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
            )
            return FileResponse(file, headers={"Cache-Control": cache})
        return FileResponse(
            folder / "index.html",
            headers={"Cache-Control": "no-cache", "Content-Security-Policy": policy},
        )
