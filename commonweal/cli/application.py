"""The application: its commands, and what happens when something goes wrong that nobody foresaw."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as installed_version
from typing import Annotated

import typer

from commonweal.cli.beginning import new
from commonweal.cli.checking import check
from commonweal.cli.comparing import diff
from commonweal.cli.deciding import decide
from commonweal.cli.impact import impact
from commonweal.cli.measuring import measures
from commonweal.cli.places import places
from commonweal.cli.populations import population
from commonweal.cli.printing import paper, phone_script
from commonweal.cli.running import add_administrator, audit, demo, rekey, serve, set_up, work
from commonweal.cli.solving import solve
from commonweal.cli.terminal import INTERNAL, errors
from commonweal.cli.trying import try_
from commonweal.cli.words import words

app = typer.Typer(
    name="commonweal",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Turns a public policy into a service that everyone can use.\n\n"
        "A service is a folder of open-standard files. Write one, **check** it, **try** its examples, "
        "**decide** a case on the command line, and **serve** it.\n\n"
        "Exit codes: 0 all is well; 1 faults, differences or nothing decided; "
        "2 wrong use or unreadable input; 70 a fault of Commonweal's own."
    ),
)

app.command()(check)
app.command("try")(try_)
app.command()(decide)
app.command()(diff)
app.command()(impact)
app.command()(new)
app.add_typer(population, name="population")
app.command()(paper)
app.add_typer(places, name="places")
app.command("phone-script")(phone_script)
app.command()(solve)
app.command()(serve)
app.command()(work)
app.command()(audit)
app.command()(measures)
app.command("set-up")(set_up)
app.command("add-administrator")(add_administrator)
app.command("rekey")(rekey)
app.command()(demo)
app.command()(words)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"commonweal {installed_version('commonweal')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Say the version and stop."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line. No traceback reaches anyone unless COMMONWEAL_TRACEBACK is set."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("COMMONWEAL_TRACEBACK"):
            raise
        errors.print(
            f"[bold red]Commonweal met a fault of its own[/] ({type(error).__name__}). "
            "Set COMMONWEAL_TRACEBACK=1, run it again and report what it prints.",
            soft_wrap=True,
        )
        sys.exit(INTERNAL)
