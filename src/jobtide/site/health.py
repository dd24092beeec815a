"""Whether the site answers, from which edition, and how old its figures are."""

from collections.abc import Callable
from datetime import date

from fastapi import Response
from fastapi.responses import JSONResponse

from jobtide.errors import NoEdition
from jobtide.serving.served import Address, Served


class HealthRoutes:
    def __init__(self, served: Served, today: Callable[[], date] = date.today):
        self._served, self._today = served, today

    def addresses(self) -> list[Address]:
        return [("/healthz", self.health)]

    def health(self) -> Response:
        """{"ok", "edition", "as_of", "age_days"}: 503 and not ok while nothing is published."""
        try:
            edition = self._served.source.current().edition
        except NoEdition:
            return _said({"ok": False, "edition": None, "as_of": None, "age_days": None}, 503)
        age = (self._today() - edition.as_of).days
        return _said({"ok": True, "edition": edition.id, "as_of": edition.as_of.isoformat(), "age_days": age}, 200)


def _said(health: dict, status: int) -> Response:
    return JSONResponse(health, status, {"Cache-Control": "no-store"})
