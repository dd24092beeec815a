"""What holds for all tests."""

from once import made_once


def pytest_configure(config) -> None:
    made_once()


def pytest_make_parametrize_id(config, val, argname) -> str | None:
    """Bytes are named by their length: what is compressed has the time in it, and names must not change with it."""
    return f"{argname} of {len(val)} bytes" if isinstance(val, bytes) else None
