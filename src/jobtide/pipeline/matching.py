"""Adverts to what joins them: signatures, pairs of texts that are alike, and which advert is one with which.

    matches/signatures-<digest>/<file of adverts>   made once for each file
    matches/<digest>/{texts,nodes,keys,pairs,crowds,ended}/<n>.parquet  what the n-th round found; a round compares what
                                                    is new with all
    matches/<digest>/rounds/<n>                     which files the round took in: written last; of many small rounds
                                                    one is made in time
    matches/<digest>/judged-<digest>/               which adverts are one, see judging; `made_from` tells of what

All of it is derived from the adverts and the places read in them. Where a file of adverts has gone, the rounds begin
anew. Touches: matches/, scratch/.
"""

import hashlib
import importlib.metadata
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import candidates
from jobtide.adverts.comparing import LEAST
from jobtide.adverts.identity import stable
from jobtide.adverts.rules import EXCERPT
from jobtide.adverts.rules import VERSION as RULES
from jobtide.adverts.signatures import VERSION
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.durable import Change, put
from jobtide.engine import Engine
from jobtide.gazetteer import WORLD, Gazetteer
from jobtide.pipeline.hashes import Hashes
from jobtide.pipeline.judging import judge
from jobtide.pipeline.pairing import write_pairs
from jobtide.pipeline.relating import Relating, made_from, since
from jobtide.pipeline.reusing import lives_file, write_lives
from jobtide.pipeline.signing import sign_adverts, signatures_folder
from jobtide.pipeline.versions import Versions
from jobtide.settings import Home, Settings

_VERSION = 5  # of what keys and pairs are made of, beside signatures
_ROUNDS = 32  # from which on small ones become one, since each look reads the files of all
_TABLES = (tables.TEXTS, tables.NODES, tables.KEYS, tables.PAIRS, tables.CROWDS, tables.ENDED)
_ROUND = tuple(table.name for table in _TABLES)


@dataclass(frozen=True)
class Matching:
    """The derived files of one home; `engine` already sees its adverts, sightings, readings and absences.

    `readings` is the digest of what its adverts were read with.
    """

    home: Home
    settings: Settings
    engine: Engine
    gazetteer: Gazetteer
    readings: str
    hashes: Hashes

    def find(self, say: Callable[[str], None]) -> int:
        """Compares what is new with all, and returns how many versions of adverts were new.

        Afterwards the engine sees signatures, texts, nodes, keys, pairs, crowds and lives.
        """
        folder, signatures = self._folder(), self.signatures_folder()
        signed = sign_adverts(self.home, self.settings, lambda n: say(f"{n:,} adverts signed"))
        taken_in = self._taken_in(folder, {file.name for file in signed})
        fresh = [file for file in signed if file.name not in taken_in]
        if taken_in and fresh:
            self._versions().ahead()
        self._see_blocks()
        if fresh:
            self._round(folder, fresh)
            self._merge_rounds(folder)
        self._see(folder, signed)
        with self._scratch() as scratch:
            write_lives(self.engine, self.home, folder, scratch, self.settings.repost_days, self._versions())
        _forget_others(self.home, {folder, signatures})
        return sum(pq.read_metadata(file).num_rows for file in fresh)

    def lives_file(self) -> Path:
        """The file of tables.LIVES, as `find` left it."""
        return lives_file(self._folder())

    def join(self, home_tables: tuple[ibis.Table, ...]) -> Path:
        """The file of tables.JOINED, for all adverts there are. It stands while all that it was made from does."""
        judged = self._folder() / f"judged-{_digest([RULES, self.settings.repost_days])}"
        file, told = judged / "made_from", made_from(self.home, self.lives_file(), self._folder() / "rounds")
        joined = judged / "joined.parquet"
        if joined.exists() and file.exists() and file.read_text(encoding="utf-8") == told:
            return joined
        came = since(self.home, judged, told)
        pairs = _table(tables.PAIRS).anti_join(_table(tables.ENDED), ["low", "high"])
        file.unlink(missing_ok=True)
        with self._scratch() as scratch:
            relating = Relating(self.engine, home_tables, scratch, self._versions(), self.lives_file())
            of_some = None if came is None else lambda kept, other: relating.of_some(kept, other, came)
            joined = judge(
                self.engine, judged, scratch, relating.of_all, pairs, Above.of(self.gazetteer),
                self.settings.repost_days, self.settings.workers, of_some,
            )  # fmt: skip
            # What was judged from is beside it before anything says so.
            shutil.copyfile(self.lives_file(), scratch / "lives")
            put(scratch / "lives", judged / f"{tables.LIVES.name}.parquet")
            (scratch / "made_from").write_text(told, encoding="utf-8")
            put(scratch / "made_from", file)
        return joined

    def _versions(self) -> Versions:
        return Versions(segments(self.home.adverts), self.hashes)

    def crowds(self) -> int:
        """How many keys so many texts share that none were compared by them."""
        return self.engine.rows(_table(tables.CROWDS).key.nunique())[0][0]

    def _folder(self) -> Path:
        decided_by = [VERSION, importlib.metadata.version("jobtide"), candidates.CROWD, _VERSION, LEAST, EXCERPT,
                      self.readings]  # fmt: skip
        return self.home.matches / _digest([*decided_by, *(dict(table.schema) for table in _TABLES)])

    def signatures_folder(self) -> Path:
        return signatures_folder(self.home)

    def _taken_in(self, folder: Path, signed: set[str]) -> set[str]:
        """Files of signatures that earlier rounds took in. Rounds that were cut short, or took in what is gone, go."""
        taken: set[str] = set()
        rounds = {file.name: file.read_text(encoding="utf-8").split() for file in sorted((folder / "rounds").glob("*"))}
        whole = all(signed.issuperset(names) for names in rounds.values())
        for kind in _ROUND:
            for file in segments(folder / kind):
                if not whole or file.stem not in rounds:
                    file.unlink()
        for number, names in rounds.items():
            if whole:
                taken.update(names)
            else:
                (folder / "rounds" / number).unlink()
        return taken

    def _round(self, folder: Path, files: list[Path]) -> None:
        engine, name = self.engine, _next_round(folder / "rounds")
        signatures, texts, nodes = (_table(table) for table in (tables.SIGNATURES, tables.TEXTS, tables.NODES))
        fresh = ibis.table(dict(tables.NODES.schema), name="fresh")
        readings = ibis.table(dict(tables.READINGS.schema), name="fresh_readings")
        with self._scratch() as scratch:
            engine.see(tables.SIGNATURES.name, files, tables.SIGNATURES.schema)
            known = {table.name: segments(folder / table.name) for table in (tables.NODES, tables.KEYS)}
            engine.see(tables.NODES.name, known["nodes"], tables.NODES.schema)
            read = [self.home.readings / self.readings / file.name for file in files]
            engine.see(readings.get_name(), [file for file in read if file.exists()], tables.READINGS.schema)
            engine.write("texts", candidates.texts(signatures, readings, _BLOCKS), scratch / "texts.parquet")
            engine.see("texts", scratch / "texts.parquet")
            new = candidates.fresh_nodes(signatures, texts, nodes)
            many = engine.write("fresh", new, scratch / "nodes.parquet")
            engine.see("fresh", scratch / "nodes.parquet")
            of_fresh = candidates.fresh_keys(signatures, texts, fresh, readings, _BLOCKS)
            engine.write("keys", of_fresh, scratch / "keys.parquet")
            for kind, files_of in known.items():
                engine.see(kind, [*files_of, scratch / f"{kind}.parquet"])
            write_pairs(engine, scratch, many, bool(known["nodes"]))
            self._write_ended(folder, scratch)
            for kind in _ROUND:
                made = scratch / (kind if kind in ("pairs", "crowds") else f"{kind}.parquet")
                put(made, folder / kind / f"{name}.parquet")
            (scratch / "round").write_text("\n".join(file.name for file in files), encoding="utf-8")
            put(scratch / "round", folder / "rounds" / name)

    def _write_ended(self, folder: Path, scratch: Path) -> None:
        """Of the pairs of earlier rounds, those that end with the crowds in `scratch`."""
        before, found = (segments(folder / table.name) for table in (tables.CROWDS, tables.PAIRS))
        if not found:
            return _write(scratch / "ended.parquet", tables.ENDED, [])
        self.engine.see(tables.PAIRS.name, found)
        self.engine.see("crowds_before", before, tables.CROWDS.schema)
        self.engine.see("crowds_then", scratch / "crowds")
        self.engine.see(tables.CROWDS.name, [*before, scratch / "crowds"])
        then, earlier = (ibis.table(dict(tables.CROWDS.schema), name=f"crowds_{when}") for when in ("then", "before"))
        self.engine.write("more_crowds", then.anti_join(earlier, "key"), scratch / "more_crowds.parquet")
        self.engine.see("more_crowds", scratch / "more_crowds.parquet")
        more = ibis.table(dict(tables.CROWDS.schema), name="more_crowds")
        pairs, keys, crowds = (_table(table) for table in (tables.PAIRS, tables.KEYS, tables.CROWDS))
        self.engine.write("ended", candidates.ended(pairs, keys, crowds, more), scratch / "ended.parquet")

    def _merge_rounds(self, folder: Path) -> None:
        """Makes one of the latest rounds where there are many, all but those that are large beside what came later."""
        rounds = sorted((folder / "rounds").glob("*"))
        if len(rounds) < _ROUNDS:
            return
        sizes = [(folder / "nodes" / f"{one.name}.parquet").stat().st_size for one in rounds]
        first = len(rounds) - 1
        while first > 0 and sizes[first - 1] <= 2 * sum(sizes[first:]):
            first -= 1
        some = rounds[first:]
        if len(some) == 1:
            return
        change = Change(self.home.folder)
        with self._scratch() as scratch:
            for table in _TABLES:
                files = [folder / table.name / f"{one.name}.parquet" for one in some]
                self.engine.see(table.name, files, table.schema)
                self.engine.write(table.name, _table(table), scratch / table.name)
                os.replace(scratch / table.name, change.new(files[0]))
                for file in files[1:]:
                    change.remove(file)
        taken_in = [one.read_text(encoding="utf-8") for one in some]
        change.new(some[0]).write_text("\n".join(taken_in), encoding="utf-8")
        for one in some[1:]:
            change.remove(one)
        change.commit()

    def _see(self, folder: Path, signed: list[Path]) -> None:
        self.engine.see(tables.SIGNATURES.name, signed, tables.SIGNATURES.schema)
        for table in _TABLES:
            self.engine.see(table.name, segments(folder / table.name), table.schema)

    def _see_blocks(self) -> None:
        """Each place with the places above it, except whole countries, as numbers."""
        places, rows = self.gazetteer.places, []
        for slug, place in places.items():
            rows.append({"slug": slug, "code": stable(slug), "own": True, "near": True})
            for above in self.gazetteer.ancestors(slug):
                if places[above].kind not in _WIDE:
                    near = above == place.parent
                    rows.append({"slug": slug, "code": stable(above), "own": False, "near": near})
        file = self._folder() / "blocks.parquet"
        if not file.exists():
            self.home.scratch.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.Table.from_pylist(rows), self.home.scratch / "blocks")
            put(self.home.scratch / "blocks", file)
        self.engine.see("blocks", file)

    @contextmanager
    def _scratch(self):
        folder = self.home.scratch / "matching"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


_BLOCKS = ibis.table({"slug": "string", "code": "int64", "own": "boolean", "near": "boolean"}, name="blocks")
_WIDE = ("world", "country", "nation")  # kinds of places in which too much lies


def _next_round(rounds: Path) -> str:
    return f"{max((int(one.name) + 1 for one in rounds.glob('*')), default=0):06d}"


def _digest(decided_by: list) -> str:
    return hashlib.sha256(json.dumps(decided_by).encode()).hexdigest()[:16]


def _table(table: tables.Table) -> ibis.Table:
    return ibis.table(dict(table.schema), name=table.name)


@dataclass(frozen=True)
class Above:
    """The places over a place but the World, which is over all; none over one that the gazetteer no longer has."""

    over: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(gazetteer: Gazetteer) -> "Above":
        return Above({slug: tuple(p for p in gazetteer.ancestors(slug) if p != WORLD) for slug in gazetteer.places})

    def __call__(self, slug: str) -> tuple[str, ...]:
        return self.over.get(slug, ())


def _write(file: Path, table: tables.Table, rows: list[dict]) -> None:
    pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(table)), file, compression="zstd")


def _forget_others(home: Home, kept: set[Path]) -> None:
    """Matches that other software or other readings made are of no further use."""
    for other in home.matches.iterdir():
        if other not in kept:
            shutil.rmtree(other)
