"""How well adverts are joined, against pairs that people labelled: one opening, or two.

    python benchmarks/accuracy/vacancies.py HOME PAIRS [--show 20]

HOME holds the adverts, read and matched (`jobtide publish` does both). PAIRS is a file of JSON objects, one a line:
"a" and "b" each a source and an id, "label" "1" for one opening, "0" for two and "u" where nobody can tell, and
optionally "set", by which results are told apart. Prints precision, the share of joined pairs that are one, and recall,
the share of pairs that are one which are joined; the first with Wilson's 95% interval.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import duckdb


def heads(home: Path) -> dict[tuple[str, str], int]:
    """The vacancy of each advert, by its source and id."""
    adverts, joined = str(home / "adverts" / "*.parquet"), str(home / "matches" / "*" / "judged-*" / "joined.parquet")
    rows = duckdb.execute(
        "SELECT DISTINCT a.source, a.id, coalesce(j.head, a.advert) "
        "FROM read_parquet($adverts, union_by_name = true) a LEFT JOIN read_parquet($joined) j USING (advert)",
        {"adverts": adverts, "joined": joined},
    ).fetchall()
    return {(source, id_): head for source, id_, head in rows}


def wilson(successes: int, trials: int, z: float = 1.96) -> tuple[float, float]:
    """The 95% interval of a share."""
    if not trials:
        return 0.0, 1.0
    share, square = successes / trials, z * z / trials
    half = z * (share * (1 - share) / trials + square / (4 * trials)) ** 0.5
    return (share + square / 2 - half) / (1 + square), (share + square / 2 + half) / (1 + square)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--show", type=int, default=0, help="so many pairs that were judged wrongly")
    asked = parser.parse_args()
    vacancy = heads(asked.home)
    counts: dict[str, Counter] = {}
    wrong = []
    for line in asked.pairs.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        one, other = (tuple(pair[side][:2]) for side in ("a", "b"))
        if pair["label"] == "u" or one not in vacancy or other not in vacancy:
            counts.setdefault("all", Counter())["left out"] += 1
            continue
        joined, same = vacancy[one] == vacancy[other], pair["label"] == "1"
        kind = ("joined" if same else "wrongly joined") if joined else ("missed" if same else "apart")
        for name in ("all", pair.get("set", "others")):
            counts.setdefault(name, Counter())[kind] += 1
        if joined != same:
            wrong.append((kind, one, other))
    for name, count in sorted(counts.items()):
        right, all_joined = count["joined"], count["joined"] + count["wrongly joined"]
        same = count["joined"] + count["missed"]
        low, high = wilson(right, all_joined)
        print(
            f"{name:<8} precision {right / max(all_joined, 1):.3f} ({low:.3f} to {high:.3f})  "
            f"recall {right / max(same, 1):.3f}  {dict(count)}"
        )
    for kind, one, other in wrong[: asked.show]:
        print(kind, one, other)


if __name__ == "__main__":
    main()
