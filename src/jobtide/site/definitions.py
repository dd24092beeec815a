"""What figures mean and rest on: definitions, the method in reading order, the edition's quality report."""

import json
from collections.abc import Callable
from dataclasses import asdict

from fastapi import Request, Response

from jobtide import drawn
from jobtide.measure import Measure
from jobtide.serving.answers import HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.shown import method, quality
from jobtide.site.request import Cell
from jobtide.site.views import Views


class DefinitionRoutes:
    """Endpoints over the definitions that the current edition was made with."""

    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [
            ("/definitions", self.all),
            ("/definitions.json", self.all_as_data),
            ("/definitions/{measure}.json", self.one_as_data),
            ("/definitions/{measure}", self.one),
            ("/methodology", self.methodology),
            ("/quality", self.quality),
            ("/quality.json", self.quality_as_data),
        ]

    def all(self, request: Request) -> Response:
        return self._html(request, "definitions.html", lambda reader: {"chapters": reader.measures.chapters})

    def all_as_data(self, request: Request) -> Response:
        return self._json(request, lambda reader: [asdict(measure) for measure in reader.measures])

    def one(self, request: Request, measure: str) -> Response:
        def context(reader) -> dict:
            found = reader.measures.find(measure)
            return {"measure": found, "queries": _queries(reader, found), **_example(found)}

        return self._html(request, "definition.html", context)

    def one_as_data(self, request: Request, measure: str) -> Response:
        def data(reader) -> dict:
            found = reader.measures.find(measure)
            return {**asdict(found), "sql": _queries(reader, found)}

        return self._json(request, data)

    def methodology(self, request: Request) -> Response:
        return self._html(
            request,
            "methodology.html",
            lambda reader: {"chapters": reader.measures.chapters, "preface": method.PREFACE},
        )

    def quality(self, request: Request) -> Response:
        def context(reader) -> dict:
            said = reader.manifest.quality
            return {
                "introduction": quality.introduction(said),
                "lines": quality.report(said),
                "issues": quality.issues(said),
                "inputs": quality.inputs(reader.manifest),
                "measures": reader.measures.of("quality"),
            }

        return self._html(request, "quality.html", context)

    def quality_as_data(self, request: Request) -> Response:
        def data(reader) -> dict:
            manifest = reader.manifest
            return {
                "edition": {
                    "id": manifest.id,
                    "as_of": manifest.inputs.as_of.isoformat(),
                    "label": reader.edition.label,
                },
                "quality": manifest.quality,
                "inputs": asdict(manifest.inputs),
                "measures": reader.measures.of("quality"),
            }

        return self._json(request, data)

    def _html(self, request: Request, template: str, context: Callable[[object], dict]) -> Response:
        reader = self._served.reader(request)

        def made() -> tuple[str, str]:
            here = Cell("permanent", reader.root_place, edition=self._served.pinned(request))
            given = {"method": method, "current_address": request.url.path, **context(reader)}
            return self._views.rendered(template, here, reader.edition, **given), HTML

        return self._served.answer(request, reader, made)

    def _json(self, request: Request, data: Callable[[object], object]) -> Response:
        reader = self._served.reader(request)

        def made() -> tuple[str, str]:
            return json.dumps(data(reader), ensure_ascii=False, default=str), JSON

        return self._served.answer(request, reader, made)


def _queries(reader, measure: Measure) -> dict[str, str]:
    """The SQL of the edition by the name of its file, in the order in which it ran."""
    return {query: reader.sql(query) for query in measure.queries}


def _example(measure: Measure) -> dict:
    """The example's market as a table, and what it comes to as another: a column, or one for each period."""
    header, rows = drawn.table(measure.example.vacancies)
    answers = method.figures(measure.example)
    over_periods = any(len(said) > 1 for _, said in answers)
    return {
        "example_header": header,
        "example_rows": rows,
        "answers": answers,
        "answer_headings": ("this period", "a year before", "two years before") if over_periods else ("comes to",),
    }
