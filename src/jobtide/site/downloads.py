"""Whole editions for other programs: /data/edition.zip, and each of its files at /data/<file>.

Making them takes seconds, and all who ask meanwhile wait without keeping pages from being made.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

from fastapi import Request, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

from jobtide.exports.kept import ARCHIVE, KeptExports, names, state_of
from jobtide.serving.keeping import is_had
from jobtide.serving.served import Address, Served

_MEDIA = {
    ".csv": "text/csv; charset=utf-8", ".parquet": "application/vnd.apache.parquet", ".zip": "application/zip",
    ".json": "application/json", ".md": "text/markdown; charset=utf-8", ".cff": "text/yaml; charset=utf-8",
}  # fmt: skip
_CSVW = "application/csvm+json"  # of what stands beside a CSV file and describes it
_TEXT = "text/plain; charset=utf-8"


class DownloadRoutes:
    def __init__(self, served: Served):
        self._served, self._exports, self._names = served, KeptExports(), frozenset(names())
        self._maker, self._version = ThreadPoolExecutor(1, "exports"), version("jobtide")

    def addresses(self) -> list[Address]:
        return [("/data/{name}", self.file)]

    def close(self) -> None:
        """Throws away what was made."""
        self._maker.shutdown(cancel_futures=True)
        self._exports.close()

    async def file(self, request: Request, name: str) -> Response:
        """One file of the export of an edition: ?edition=, else of the current one. Parts of it may be asked for."""
        if name not in self._names:
            raise HTTPException(404)
        reader = await asyncio.to_thread(self._served.reader, request)
        tag = f'"{state_of(reader)}-{self._version}-{name}"'
        # Not kept by the front, which knows no parts.
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if is_had(tag.encode(), request.headers.get("if-none-match", "").encode("latin-1")):
            return Response(status_code=304, headers=headers)
        made = self._exports.ready(reader, name)
        if made is None:
            making = self._maker.submit(self._exports.file, reader, name)
            made = await asyncio.wrap_future(making)
        if name == ARCHIVE:
            headers["Content-Disposition"] = f'attachment; filename="jobtide-{reader.edition.id}.zip"'
        # What describes a CSV file is found by its address, and by this (CSV on the Web, 5.2).
        if name.endswith(".csv"):
            headers["Link"] = f'</data/{name}-metadata.json>; rel="describedby"; type="{_CSVW}"'
        return FileResponse(made, media_type=_media(name), headers=headers)


def _media(name: str) -> str:
    if name.endswith("-metadata.json"):
        return _CSVW
    return next((media for ending, media in _MEDIA.items() if name.endswith(ending)), _TEXT)
