"""A whole edition as files for other programs: its tables, and every description of them.

Equal editions give equal bytes: no file says when or where it was made. Touches: the folder or archive to write.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from jobtide import tables
from jobtide.edition.manifest import Part, part
from jobtide.errors import Error, Unwritable
from jobtide.exports import csvw, words
from jobtide.exports.datapackage import FILE as DATAPACKAGE
from jobtide.exports.datapackage import datapackage
from jobtide.exports.dictionary import described
from jobtide.exports.figures import in_json
from jobtide.exports.formats import whole
from jobtide.exports.tables_of import export_table

SUMS = "SHA256SUMS"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip archive can tell
_COMPRESSED = (".parquet",)


def export_edition(reader, formats: Sequence[str], path: Path) -> int:
    """Writes all of it to a new folder, or to an archive where the name ends in .zip. Returns how many files.

    The folder or archive is whole or absent. A folder that is there already is refused unless it is empty, an archive
    is replaced. Raises Error and Unwritable.
    """
    if path.suffix.lower() == ".zip":
        return _archive(reader, formats, path)
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise Error(f"{path} is there already. Name a folder that is not, or an archive that ends in .zip.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.mkdir()
        many = write_edition(reader, formats, beside)
        if path.exists():
            path.rmdir()
        os.rename(beside, path)
    except OSError as error:
        raise Unwritable(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return many


def write_edition(reader, formats: Sequence[str], folder: Path) -> int:
    """Fills a folder that is there; returns how many files."""
    rows = {}
    for table in tables.EDITION:
        for form in formats:
            rows[table.name] = export_table(reader, table, form, folder / f"{table.name}.{form}")
    told = described(reader, rows)
    files = {
        "README.md": words.readme(told, formats),
        "LICENCE.txt": words.licence(told),
        "CITATION.cff": words.citation(told),
        "definitions.json": in_json(reader.measures.as_json()),
        "edition.json": in_json(_made_from(reader)),
    }
    if "csv" in formats:
        files |= {f"{each.table.name}.csv{csvw.ENDING}": in_json(csvw.csvw(told, each)) for each in told.tables}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / DATAPACKAGE).write_text(in_json(datapackage(told, formats, _parts(folder))), encoding="utf-8")
    sums = "".join(f"{each.sha256}  {name}\n" for name, each in _parts(folder).items())
    (folder / SUMS).write_text(sums, encoding="utf-8")
    return len(list(folder.iterdir()))


def _parts(folder: Path) -> dict[str, Part]:
    return {file.name: part(file) for file in sorted(folder.iterdir())}


def _made_from(reader) -> dict:
    """What the manifest says of the edition; of the home's files only a hash over all of them."""
    manifest = reader.manifest
    inputs = {**asdict(manifest.inputs), "as_of": manifest.inputs.as_of.isoformat()}
    adverts = json.dumps(inputs.pop("adverts"), sort_keys=True).encode()
    return {
        "id": manifest.id,
        "inputs": {**inputs, "adverts": hashlib.sha256(adverts).hexdigest()},
        "quality": json.loads(json.dumps(manifest.quality, default=str)),
    }


def _archive(reader, formats: Sequence[str], path: Path) -> int:
    def write(beside: Path) -> int:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=beside.parent) as folder:
            many = write_edition(reader, formats, Path(folder))
            zipped(Path(folder), described(reader, {}).name, beside)
            return many

    return whole(path, write)


def zipped(folder: Path, name: str, file: Path) -> None:
    """An archive of a folder's files, which lie in a folder of this `name` in it; `file` may lie in the folder too."""
    with zipfile.ZipFile(file, "w") as archive:
        for each in sorted(folder.iterdir()):
            if each == file:
                continue
            entry = zipfile.ZipInfo(f"{name}/{each.name}", _LONG_AGO)
            entry.external_attr = 0o644 << 16
            stored = each.suffix in _COMPRESSED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            with each.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
