"""Whether the site answers, and from which edition."""

from fastapi import Response
from fastapi.responses import JSONResponse

from jobtide.serving.served import Address, Served


class HealthRoutes:
    def __init__(self, served: Served):
        self._served = served

    def addresses(self) -> list[Address]:
        return [("/healthz", self.health)]

    def health(self) -> Response:
        return JSONResponse(
            {"edition": self._served.source.current().edition.id}, headers={"Cache-Control": "no-store"}
        )
