"""Whatever is asked of the API, it answers as its document says: asked at random, in process and over a socket."""

import socket
import threading
import time

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, negative_data_rejection, unsupported_method, allow_header_conformance,
]  # fmt: skip
# An address may be refused for its length before anybody asks what it means.
REFUSALS = {"checks": {"negative_data_rejection": {"expected-statuses": [400, 404, 405, 414, 422, 431]}}}
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}
FEW = settings(max_examples=3, phases=[Phase.explicit, Phase.generate], derandomize=True, **QUIET)
SOME, MANY = settings(max_examples=40, **QUIET), settings(max_examples=200, **QUIET)


def config():
    return schemathesis.Config.from_dict(REFUSALS)


@pytest.fixture(scope="session")
def in_process(api_app):
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", api_app, config=config())


@pytest.fixture(scope="session")
def over_a_socket(api_app):
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(api_app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/api/v1/openapi.json"
    yield schemathesis.openapi.from_url(address, config=config())
    server.should_exit = server.force_exit = True
    thread.join(20)


def ask_everything(schema, patience: settings) -> None:
    """Every operation, with what its parameters allow and with what they do not."""
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:

            @patience
            @given(case=operation.as_strategy(generation_mode=mode))
            def asked(case):
                case.call_and_validate(checks=CHECKS)

            asked()


def test_every_operation_answers_as_described(in_process):
    ask_everything(in_process, FEW)


@pytest.mark.slow
def test_every_operation_answers_as_described_whatever_is_asked(in_process):
    ask_everything(in_process, MANY)


@pytest.mark.slow
def test_every_operation_answers_as_described_over_a_socket(over_a_socket):
    ask_everything(over_a_socket, SOME)
