"""ingest: files to adverts."""

from datetime import UTC, datetime

import click

from jobtide.cli import options


@click.command(epilog="Example: jobtide ingest jobs.csv --source my-board --map title=job_title --map pay=salary")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--source", metavar="NAME", help="Who published the adverts. [default: the file's name]")
@click.option(
    "--format",
    "format_",
    metavar="F",
    help="Such as csv or warc; a wrong one lists all. [default: told from the content]",
)
@click.option("--map", "maps", multiple=True, metavar="FIELD=COLUMN", help="Where a field is found; may be repeated.")
@click.option("--place", metavar="PLACE", help="Where adverts are that name no place.")
@click.option("--seen-at", type=options.Day(), help="The day of the capture. [default: today]")
@click.option("--complete", is_flag=True, help="The files hold all that their sources have on that day.")
@options.as_json
@options.home
@click.pass_context
def ingest(context, files, source, format_, maps, place, seen_at, complete, as_json, home) -> None:
    """Read adverts from files, folders, archives and "patterns*"; - is standard input.

    What cannot be read is kept aside with its reason.
    Prints received = accepted + repeated + quarantined.
    """
    from jobtide.pipeline.ingest import Options
    from jobtide.pipeline.ingest import ingest as ingest_files

    today = datetime.now(UTC).date()
    said = Options(source, format_, maps, place, seen_at, complete=complete)
    report = ingest_files(home, options.settings(home), files, said, today)
    if as_json:
        options.print_json(_shape(report))
    else:
        _print(report)
    context.exit(1 if report.refused else 0)


def _counts(counts) -> dict:
    return {name: getattr(counts, name) for name in ("received", "accepted", "repeated", "quarantined")}


def _shape(report) -> dict:
    files = [
        {
            "file": file.name, **_counts(file.counts), "format": file.format, "source": file.source,
            "quarantine": file.quarantine and str(file.quarantine), "reasons": dict(file.reasons.most_common()),
            "issues": dict(file.issues.most_common()), "unused_columns": dict(file.unused.most_common()),
            "refused": file.refused, "left_out": file.left_out, "not_complete": file.not_complete,
        }
        for file in report.files
    ]  # fmt: skip
    return {"total": _counts(report.total), "files": files, "quarantine": str(report.quarantine)}


def _print(report) -> None:
    for file in report.files:
        if file.refused:
            click.echo(f"{file.name}: refused. {file.refused}", err=True)
        if file.left_out:
            click.echo(f"{file.name}: left out. {file.left_out}", err=True)
        if (file.refused or file.left_out) and not file.counts.received:
            continue
        counts = file.counts
        click.echo(
            f"{file.name}: {counts.received:,} received = {counts.accepted:,} accepted "
            f"+ {counts.repeated:,} repeated + {counts.quarantined:,} quarantined"
        )
        for reason, many in file.reasons.most_common(10):
            click.echo(f"  quarantined  {many:>9,}  {reason}")
        for reason, many in file.issues.most_common(10):
            click.echo(f"  noted        {many:>9,}  {reason}")
        if file.unused:
            names = ", ".join(name for name, _ in file.unused.most_common(12))
            click.echo(
                f"  not read: {names}{' …' if len(file.unused) > 12 else ''}. Use --map FIELD=COLUMN to read one."
            )
        if file.not_complete:
            click.echo(f"  not taken for complete, so that it closes nothing: {file.not_complete}")
        if file.quarantine:
            click.echo(f"  the quarantine is {file.quarantine}")


COMMANDS = (ingest,)
