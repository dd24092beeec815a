import pytest

from jobtide.errors import Error
from jobtide.serving.access_log import AccessLog, line
from jobtide.serving.front import Request

NOON = 1_795_176_000.0


def asked(path=b"/permanent/uk/python", query=b"", **more):
    return Request(**{"method": "GET", "path": path, "query": query, "status": 200, "size": 12034,
                      "seconds": 0.00123, "is_kept": True, **more})  # fmt: skip


def test_a_line_says_when_what_and_how():
    assert line(asked(query=b"months=3"), NOON) == (
        "2026-11-20T12:00:00Z GET /permanent/uk/python?months=3 200 12034 1.2ms kept\n"
    )
    assert line(asked(status=404, is_kept=False, size=0), NOON).endswith(" 404 0 1.2ms\n")


@pytest.mark.parametrize(
    ("query", "said"),
    [(b"q=my+name", b"q=-"), (b"type=contract&q=x&in=uk", b"type=contract&q=-&in=uk"), (b"seq=5", b"seq=5")],
)
def test_what_people_type_into_a_search_is_left_out(query, said):
    assert f"/search?{said.decode()} " in line(asked(b"/search", query), NOON)


def test_68_nobody_writes_lines_of_their_own():
    wrong = line(asked(b"/a\r\nb c\x1b[31m\xff", method="GE\nT"), NOON)
    assert wrong.count("\n") == 1 and "\x1b" not in wrong and wrong.isascii() and " ? " in wrong
    assert len(line(asked(b"/" + b"x" * 100_000), NOON)) < 400


def test_lines_are_added_to_a_file(tmp_path):
    for _ in range(2):
        AccessLog(tmp_path / "log", lambda: NOON)(asked())
    assert (tmp_path / "log").read_text().count("\n") == 2
    with pytest.raises(Error, match="cannot be written"):
        AccessLog(tmp_path / "nowhere" / "log")
