"""Commands that run the site. Each hands over to the office, which is loaded only then."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.text import Text

from commonweal.cli.terminal import FAULTS, errors, output, wrong_use

Services = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[DIR]...", help="Service folders, or folders of them.", show_default=False),
]
Host = Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for every network.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")]
Data = Annotated[
    Path,
    typer.Option(
        "--data", help="Folder for the database, keys and letters. DATABASE_URL may name PostgreSQL."
    ),
]


@contextmanager
def _office() -> Iterator[None]:
    """Turns what stands in the way of running into words."""
    if importlib.util.find_spec("django") is None:
        wrong_use(
            "Django is not installed, so the site cannot run. Install commonweal with its dependencies."
        )
    from commonweal.office.running import CannotRun

    try:
        yield
    except CannotRun as error:
        errors.print(Text.assemble(("Error: ", "bold red"), str(error)), soft_wrap=True)
        raise typer.Exit(FAULTS) from error
    except OSError as error:
        wrong_use(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))


def serve(
    services: Services = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    data: Data = Path("var"),
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            min=1,
            max=64,
            help="Processes that make pages.",
            show_default="one a core, at most 4",
        ),
    ] = None,
    threads: Annotated[
        int, typer.Option("--threads", min=1, max=64, help="Pages that each of them makes at once.")
    ] = 4,
) -> None:
    """Serve the site until stopped, with a worker beside it. Sets up what is missing first.

    Example: commonweal serve services/council-tax-support --port 8080
    """
    with _office():
        from commonweal.office.running import serve as run
        from commonweal.office.running import shipped_services

        wanted = services or shipped_services()
        if not wanted:
            wrong_use("say which services: commonweal serve services/council-tax-support")
        shown = "localhost" if host == "127.0.0.1" else host
        run(
            wanted,
            host,
            port,
            data,
            processes=processes,
            threads=threads,
            ready=lambda: output.print(f"Serving http://{shown}:{port}/ (Ctrl+C stops it)"),
        )


def work(data: Data = Path("var")) -> None:
    """Work in the background until stopped: timers that are due, letters that wait.

    It may be killed at any moment, and several may run. `serve` starts one by itself.

    Example: commonweal work --data /srv/commonweal
    """
    with _office():
        from commonweal.office.running import work as run

        run(data)


def audit(
    data: Data = Path("var"),
    kept: Annotated[
        str, typer.Option("--kept", metavar="EVENT:DIGEST", help="What an earlier audit told you to keep.")
    ] = "",
) -> None:
    """Verify the chain of events and every decision; name the first broken link.

    Exits 1 when anything is wrong.

    Example: commonweal audit --data /srv/commonweal
    """
    kept_head = _kept_head(kept) if kept else None
    with _office():
        from commonweal.office.running import audit as run

        with Progress(console=errors, transient=True, disable=not sys.stderr.isatty()) as progress:
            bars: dict[str, int] = {}

            def tell(what: str, done: int, of: int) -> None:
                if what not in bars:
                    bars[what] = progress.add_task(what, total=of)
                progress.update(bars[what], completed=done, total=of)  # type: ignore[arg-type]

            report = run(data, progress=tell, kept_head=kept_head)
    output.print(f"{report.events:,} events and {report.decisions:,} decisions read.")
    if report.broken is not None:
        output.print(Text(f"The chain is broken: {report.broken}", "bold red"), soft_wrap=True)
    for finding in report.findings:
        output.print(Text(str(finding), "red"), soft_wrap=True)
    if not report.sound:
        raise typer.Exit(FAULTS)
    sequence, digest = report.head
    output.print(Text("Nothing was altered.", "bold green"))
    output.print(f"Keep this, and give it to the next audit: --kept {sequence}:{digest}", soft_wrap=True)


def _kept_head(kept: str) -> tuple[int, str]:
    sequence, _, digest = kept.partition(":")
    if not sequence.isascii() or not sequence.isdigit() or not digest:
        wrong_use(f"--kept should be an event's number and digest, such as 120:9f86d08…, and not `{kept}`.")
    return int(sequence), digest


def set_up(services: Services = None, data: Data = Path("var")) -> None:
    """Make the data folder, bring the database up to date, put services into the catalogue. Safe to repeat.

    Example: commonweal set-up services --data /srv/commonweal
    """
    with _office():
        from commonweal.office.running import set_up as run
        from commonweal.office.running import shipped_services

        offered = run(services or shipped_services(), data)
    output.print(f"Ready: {', '.join(offered) or 'no services'}.", soft_wrap=True)


def add_administrator(
    username: Annotated[str, typer.Argument(metavar="USERNAME", show_default=False)],
    first: Annotated[str, typer.Option("--first", help="Their first name.")] = "",
    last: Annotated[str, typer.Option("--last", help="Their last name.")] = "",
    data: Data = Path("var"),
) -> None:
    """Add the first administrator, who then adds everybody else in the pages.

    Prints a password for one sign-in, good for seven days. Only where there is no administrator.

    Example: commonweal add-administrator chris --first Chris --last Ward --data /srv/commonweal
    """
    with _office():
        from commonweal.office.running import add_administrator as run

        password = run(username, first, last, data)
    output.print(
        f"{username} signs in at /staff/sign-in/ with this password, once: {password}", soft_wrap=True
    )


def rekey(
    forget: Annotated[
        bool, typer.Option("--forget", help="Believe no key before this one any more.")
    ] = False,
    data: Data = Path("var"),
) -> None:
    """Change the signing key, and seal with it what the one before sealed. Stop the site before it.

    The key before stays believed for links and sessions; a month later, --forget ends that.

    Example: commonweal rekey --data /srv/commonweal
    """
    with _office():
        if forget:
            from commonweal.office.running import forget_keys

            forget_keys(data)
            output.print("No key before this one is believed any more.")
            return
        from commonweal.office.running import rekey as run

        changed, sealed, lost = run(data)
    output.print("The key was changed." if changed else "The key is the one in SECRET_KEY.")
    output.print(f"Sealed with it: {sealed} apps for codes.", soft_wrap=True)
    if lost:
        said = f"{lost} could not be read by any key and were taken away: those people set up another."
        output.print(said, soft_wrap=True)


def demo(
    services: Services = None, host: Host = "127.0.0.1", port: Port = 8000, data: Data = Path("var")
) -> None:
    """Serve with demonstration people, saying where each one's page is and how to sign in.

    Example: commonweal demo
    """
    with _office():
        from commonweal.office.running import demo as run

        run(services, host, port, data, say=lambda words: typer.echo(words))
