"""Site and API as one application.

Every endpoint is a plain function, run on a few threads, because figures are computed rather than waited for.
Touches: the readers that it is given.
"""

from collections.abc import Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from jobtide.api.app import create_api
from jobtide.errors import Error, NoEdition, Unknown
from jobtide.reference.measures import load_measures
from jobtide.serving.front import Front, Request
from jobtide.serving.headers import SecurityHeaders
from jobtide.serving.keeping import Kept
from jobtide.serving.limits import Limits
from jobtide.serving.served import ReaderSource, Room, Served
from jobtide.site.about import AboutRoutes
from jobtide.site.categories import CategoryRoutes
from jobtide.site.compare import CompareRoutes
from jobtide.site.definitions import DefinitionRoutes
from jobtide.site.downloads import DownloadRoutes
from jobtide.site.drawn_charts import ChartRoutes
from jobtide.site.editions import EditionRoutes
from jobtide.site.embed import EmbedRoutes
from jobtide.site.errors import Errors
from jobtide.site.explore import ExploreRoutes
from jobtide.site.feeds import FeedRoutes
from jobtide.site.finding import FindingRoutes
from jobtide.site.health import HealthRoutes
from jobtide.site.home import HomeRoutes
from jobtide.site.indexes import IndexRoutes
from jobtide.site.known import KnownOf
from jobtide.site.places import PlaceRoutes
from jobtide.site.sitemap import SitemapRoutes
from jobtide.site.term_pages import TermPageRoutes
from jobtide.site.vacancy_pages import VacancyRoutes
from jobtide.site.views import STATIC, Views

# More threads than this make each answer slower and none sooner: measured with DuckDB on two cores.
THREADS = 4
# Some 70 kB a page, twice (as it is and compressed): a thousand pages and their charts.
KEPT_ANSWERS, KEPT_BYTES = 4000, 128 * 2**20


def create_app(reader_source: ReaderSource, log: Callable[[Request], None] | None = None) -> FastAPI:
    """The site and the API of the editions that `reader_source` holds; `log` is told of each request."""
    app = FastAPI(
        title="jobtide", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=_few_threads
    )
    views, known = Views(), KnownOf()
    served = Served(reader_source, version("jobtide"))
    charts, downloads = ChartRoutes(served), DownloadRoutes(served)
    app.state.at_end = [downloads.close]
    # The first that fits an address answers it: those with more fixed parts come first.
    rooms: list[Room] = [
        HealthRoutes(served),
        SitemapRoutes(served),
        FeedRoutes(served),
        downloads,
        FindingRoutes(served, views),
        CategoryRoutes(served, views),
        DefinitionRoutes(served, views),
        EditionRoutes(served, views),
        HomeRoutes(served, views),
        AboutRoutes(served, views),
        CompareRoutes(served, views, charts),
        PlaceRoutes(served, views),
        VacancyRoutes(served, views),
        ExploreRoutes(served, views, charts),
        EmbedRoutes(served, views),
        charts,
        TermPageRoutes(served, views, known),
        IndexRoutes(served, views, known),
    ]
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/api", create_api(served, load_measures, views.static("site.css")))
    for room in rooms:
        for path, endpoint in room.addresses():
            app.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)

    errors = Errors(reader_source, views)
    app.add_exception_handler(Unknown, errors.unknown)
    app.add_exception_handler(NoEdition, errors.no_edition)
    app.add_exception_handler(Error, errors.refused)
    app.add_exception_handler(HTTPException, errors.http)
    # Each wraps those before it: what the front keeps has its headers.
    app.add_middleware(Limits)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Front, kept=Kept(KEPT_ANSWERS, KEPT_BYTES), state=reader_source.state, log=log)
    return app


@asynccontextmanager
async def _few_threads(app: FastAPI):
    import anyio.to_thread

    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
    # A server that is told to stop ends by the signal, and nothing that waits for the end of the process is run.
    for close in app.state.at_end:
        close()
