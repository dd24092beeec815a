"""The site as an application: addresses, and what each gives.

Every endpoint is a plain function, run on a few threads, because the figures come from a database that computes rather
than waits. Touches: the reader that it is given.
"""

from collections.abc import Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any, Protocol

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from jobtide.errors import Error, NoEdition, Unknown
from jobtide.site.answers import Kept
from jobtide.site.categories import CategoryRoutes
from jobtide.site.definitions import DefinitionRoutes
from jobtide.site.errors import Errors
from jobtide.site.headers import SecurityHeaders
from jobtide.site.routes import Routes
from jobtide.site.views import STATIC, Views

# More threads than this make each answer slower and none sooner: measured with DuckDB on two cores.
THREADS = 4
KEPT_ANSWERS = 600


class ReaderSource(Protocol):
    """Gives the reader of the edition that is current now; a new edition is seen without a restart."""

    def current(self) -> Any: ...


def create_app(reader_source: ReaderSource) -> FastAPI:
    """The site of whatever edition `reader_source` holds to be current."""
    app = FastAPI(title="jobtide", openapi_url=None, docs_url=None, redoc_url=None, lifespan=_few_threads)
    views, kept = Views(), Kept(KEPT_ANSWERS)
    routes = Routes(reader_source, views, kept, version("jobtide"))
    errors = Errors(reader_source, views)

    def serve(path: str, endpoint: Callable) -> None:
        app.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)

    serve("/healthz", routes.health)
    serve("/search", routes.search)
    serve("/find", routes.find)
    serve("/api/v1/suggest", routes.suggest)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    serve("/", routes.home)
    categories = CategoryRoutes(reader_source, views, kept, version("jobtide"))
    serve("/categories", categories.all)
    serve("/categories.{ending}", categories.all_as_data)
    serve("/categories/{category}.{ending}", categories.one_as_data)
    serve("/categories/{category}", categories.one)
    definitions = DefinitionRoutes(reader_source, views, kept, version("jobtide"))
    serve("/definitions", definitions.all)
    serve("/definitions.json", definitions.all_as_data)
    serve("/definitions/{measure}.json", definitions.one_as_data)
    serve("/definitions/{measure}", definitions.one)
    serve("/methodology", definitions.methodology)
    serve("/quality", definitions.quality)
    serve("/quality.json", definitions.quality_as_data)
    serve("/{employment_type}/{place}/{term}/{chart}.{ending}", routes.chart)
    serve("/{employment_type}/{place}/{term}.{ending}", routes.page_as_data)
    serve("/{employment_type}/{place}/{term}", routes.page)
    serve("/{employment_type}/{place}.{ending}", routes.index_as_data)
    serve("/{employment_type}/{place}", routes.index)

    app.add_exception_handler(Unknown, errors.unknown)
    app.add_exception_handler(NoEdition, errors.no_edition)
    app.add_exception_handler(Error, errors.refused)
    app.add_exception_handler(HTTPException, errors.http)
    app.add_middleware(GZipMiddleware, minimum_size=600)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _few_threads(app: FastAPI):
    import anyio.to_thread

    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
