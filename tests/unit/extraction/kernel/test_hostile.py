"""No text makes the compiled rules slow, whatever it is made of."""

import time

import pytest
from unit.extraction.kernel.readers import readers

_SIZE = 100_000


def seconds(text: str, tries: int = 2) -> float:
    """Processor time of the best."""
    times = []
    for _ in range(tries):
        started = time.process_time()
        readers()[1].read_all([("", text, "Go")])
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "Go, ",
            "Go ",
            "GO ",
            "no Go or ",
            "not Java/",
            "Java ",
            "Java Developer ",
            "senior java ",
            "@",
            "a@",
            "www.",
        ),
        *(
            ".com",
            "://",
            "(",
            "+",
            "a+",
            "#",
            "\\-",
            ". ",
            " ",
            "\n",
            "é",
            "\u200b",
            "日",
            "x",
            "not required ",
            "isn't ",
        ),
        *("software development life cycle ", "Active Pharmaceutical Ingredient (API) ", "R & D ", "C/C++/C# "),
        *("1 ", "a1 ", "Java (Java) ", "Java (Python) ", "w.", "n't "),
    ],
)
def test_twice_the_text_takes_no_more_than_some_times_as_long(piece):
    text = piece * (_SIZE // len(piece))
    once, twice = seconds(text), seconds(8 * text)
    assert twice < 25 * once + 0.05


def test_a_line_of_ten_megabytes_is_read_in_a_second_or_so():
    assert seconds("Java and Go " * 850_000, tries=1) < 5
