"""Sets the site up, serves it, and works in the background: what the command line calls.

Nothing of Django is imported until `configure` has said where the data and the services are.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from commonweal.insight.population import Population
    from commonweal.office.records.audit import Audit

HOST = "127.0.0.1"
PORT = 8000
DATA = Path("var")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_GRACE = 30
_WORKER_NICENESS = 5
"""How far the worker stands back when people wait for pages: making letters takes the processor longest."""


class CannotRun(RuntimeError):
    """Something stands in the way of running; the message says what, and what to do."""


def configure(services: Iterable[Path | str] = (), data: Path | str = DATA, host: str = HOST) -> None:
    """Say where things are, and make Django ready. To be called once, before anything else here."""
    os.environ["COMMONWEAL_DATA"] = str(Path(data).resolve())
    os.environ["COMMONWEAL_SERVICES"] = os.pathsep.join(str(Path(each).resolve()) for each in services)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.office.settings")
    if host not in _LOOPBACK:
        names = ["localhost", "127.0.0.1", "[::1]", socket.gethostname(), socket.getfqdn()]
        names += [] if host in {"0.0.0.0", "::"} else [host]  # noqa: S104 (compared, not bound)
        os.environ.setdefault("COMMONWEAL_HOSTS", ",".join(dict.fromkeys(names)))
    _private_folder(Path(data))
    import django

    django.setup()


def set_up(services: Iterable[Path | str], data: Path | str = DATA, host: str = HOST) -> list[str]:
    """Make the data folder, bring the database up to date, and put the services into the catalogue.

    Gives the names of the services offered. Doing it again changes nothing that has not changed. Raises
    CannotRun when a service folder has faults (the message lists them) or the database cannot be reached.
    """
    folders = service_folders(services)
    configure(folders, data, host)
    from django.core.management import call_command
    from django.db import OperationalError, connections

    from commonweal.office.catalogue import service as catalogue

    try:
        if _behind():
            call_command("migrate", interactive=False, verbosity=0)
        offered = [catalogue.add(folder).slug for folder in folders]
    except OperationalError as error:
        raise CannotRun(f"the database cannot be reached: {error}") from error
    except catalogue.FaultyService as error:
        raise CannotRun(str(error)) from error
    connections.close_all()
    return offered


def service_folders(services: Iterable[Path | str]) -> list[Path]:
    """The service folders meant: each as given, or every one inside it. Raises CannotRun when none is."""
    found: list[Path] = []
    for given in map(Path, services):
        inside = sorted(path.parent for path in given.glob("*/service.yaml"))
        if (given / "service.yaml").is_file():
            found.append(given)
        elif inside:
            found += inside
        else:
            raise CannotRun(f"{given} is not a service folder: it has no service.yaml")
    return found


def shipped_services() -> list[Path]:
    """The folder of the services in this clone; none in an installed package."""
    folder = Path(__file__).resolve().parents[2] / "services"
    return [folder] if folder.is_dir() else []


def serve(
    services: Iterable[Path | str],
    host: str = HOST,
    port: int = PORT,
    data: Path | str = DATA,
    *,
    threads: int = 4,
    processes: int | None = None,
    ready: Callable[[], None] | None = None,
) -> None:
    """Serve the site until stopped, with a worker beside it. `ready` is called when it listens.

    SIGTERM and Ctrl+C stop it gracefully: pages being made are finished, the worker ends what it is doing.
    Raises CannotRun when the port is taken, or as `set_up` does.
    """
    _must_be_free(host, port)
    set_up(services, data, host)
    from commonweal.office.server import Server

    with _worker_beside(Path(data)):
        Server(
            host=host,
            port=port,
            threads=threads,
            processes=processes or min(os.cpu_count() or 1, 4),
            grace=_GRACE,
            ready=ready,
        ).run()


def demo(
    services: Iterable[Path | str] | None = None,
    host: str = HOST,
    port: int = PORT,
    data: Path | str = DATA,
    say: Callable[[str], None] = print,
) -> None:
    """Set up with demonstration people, say where each person's page is and how to sign in, and serve."""
    wanted = list(services) if services else shipped_services()
    if not wanted:
        raise CannotRun("there is no service to show: give a service folder")
    _must_be_free(host, port)
    # To try the site nobody should need a telephone; the sign-in page says so.
    os.environ.setdefault("COMMONWEAL_STAFF_MFA", "offered")
    offered = set_up(wanted, data, host)
    from commonweal.office.accounts.demo import ensure_demo_users
    from commonweal.office.impact.demonstration import ensure_demo_populations

    people = ensure_demo_users()
    ensure_demo_populations()
    say(welcome(f"http://{'localhost' if host in _LOOPBACK else host}:{port}", offered, people))
    from django.db import connections

    connections.close_all()
    serve(wanted, host, port, data, ready=lambda: say("Ready. Press Ctrl+C to stop; nothing is lost."))


def welcome(site: str, offered: list[str], people: list[tuple[str, str, str]]) -> str:
    """What the demonstration says: where each person's page is, and how to sign in."""
    lines = [f"Commonweal is at {site}/", "", "To apply, without signing in:"]
    lines += [f"  {site}/{slug}/" for slug in offered]
    lines += ["", f"To sign in: {site}/staff/sign-in/"]
    widest = max(len(name) for name, _, _ in people)
    lines += [f"  {name:<{widest}}  {password}  {role}" for name, password, role in people]
    return "\n".join([*lines, ""])


def add_administrator(username: str, first: str, last: str, data: Path | str = DATA) -> str:
    """Add the first administrator; give their password for one sign-in.

    Raises CannotRun where there is an administrator, for a name that is taken or is no username.
    """
    configure((), data)
    if _behind():
        raise CannotRun("the database is not set up: run `commonweal set-up` first")
    from django.contrib.auth.validators import UnicodeUsernameValidator
    from django.core.exceptions import ValidationError

    from commonweal.office.accounts.actions.people import NotAllowed, add_first_administrator

    try:
        UnicodeUsernameValidator()(username)
        _, password = add_first_administrator(username=username, first=first, last=last)
    except ValidationError:
        raise CannotRun("a username is letters, digits and @ . + - _ only") from None
    except NotAllowed as refusal:
        raise CannotRun(str(refusal)) from None
    return password


def rekey(data: Path | str = DATA) -> tuple[bool, int, int]:
    """Change the signing key that is in the data folder, and make anew what was made with the one before.

    Where the key is in the environment, it was changed there: only the second is done. Gives whether the key
    was changed here, how many apps for codes were sealed with the new one, and of how many the key is lost.
    Raises CannotRun.
    """
    changed = not os.environ.get("SECRET_KEY")
    if changed:
        folder = Path(data)
        if not (folder / "secret-key").is_file():
            raise CannotRun(f"{folder / 'secret-key'} is not there: there is no key to change")
        _change_key(folder)
    configure((), data)
    if _behind():
        raise CannotRun("the database is not up to date: run `commonweal set-up` first")
    from commonweal.office.accounts.actions.reseal import reseal_apps
    from commonweal.office.returning.actions.find_by_new_key import find_by_new_key

    find_by_new_key()
    return changed, *reseal_apps()


def forget_keys(data: Path | str = DATA) -> None:
    """Believe no key before the one there is. Raises CannotRun where those are in the environment."""
    if os.environ.get("SECRET_KEY"):
        raise CannotRun("the keys are in the environment: take them out of SECRET_KEY_FALLBACKS there")
    (Path(data) / "secret-keys-before").unlink(missing_ok=True)


def _change_key(folder: Path) -> None:
    """Put a new key in the file of the key, and the one there was before those that were before it."""
    from django.core.management.utils import get_random_secret_key

    now, before = folder / "secret-key", folder / "secret-keys-before"
    known = before.read_text(encoding="ascii").split() if before.is_file() else []
    # The old key is believed before there is a new one: stopped in between, nothing is lost.
    for path, text in (
        (before, "\n".join([now.read_text(encoding="ascii").strip(), *known])),
        (now, get_random_secret_key()),
    ):
        waiting = path.with_name(f"{path.name}.{os.getpid()}")
        waiting.touch(mode=0o600)
        waiting.write_text(text, encoding="ascii")
        waiting.replace(path)


def work(data: Path | str = DATA, *, idle: float = 1.0, parent: int | None = None) -> None:
    """Work in the background until stopped: timers that are due, letters that wait. Several may run."""
    configure((), data)
    if _behind():
        raise CannotRun("the database is not set up: run `commonweal serve` first")
    from commonweal.office.process.worker import work as go_on

    os.nice(_WORKER_NICENESS)
    stop = threading.Event()

    def end(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 (signal passes both)
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    go_on(stop, idle=idle, parent=parent)


def audit(
    data: Path | str = DATA,
    *,
    progress: Callable[[str, int, int], None] | None = None,
    kept_head: tuple[int, str] | None = None,
) -> Audit:
    """Verify the chain of events and every decision. `progress` is told (what, done, of how many)."""
    configure((), data)
    if _behind():
        raise CannotRun("the database is not set up: there is nothing to audit")
    from commonweal.office.records.audit import audit as verify

    return verify(progress=progress, kept_head=kept_head)


def measures(service: str, data: Path | str = DATA) -> dict[str, str] | None:
    """A service's measures as CSV, by the table's name; None when there is no such service."""
    configure((), data)
    if _behind():
        raise CannotRun("the database is not set up: there is nothing to measure")
    from commonweal.office.catalogue.models import ServiceVersion
    from commonweal.office.measures.tables import TABLES

    if not ServiceVersion.objects.filter(slug=service).exists():
        return None
    return {name: table.csv(service) for name, table in TABLES.items()}


def population_of_cases(service: str, out: Path, data: Path | str = DATA, *, on: date) -> Population:
    """Write a service's cases as a population. Raises LookupError when there is no such service."""
    configure((), data)
    if _behind():
        raise CannotRun("the database is not set up: there are no cases")
    from commonweal.office.records.population_of_cases import write_population_of_cases

    return write_population_of_cases(service, out, on=on)


def _private_folder(data: Path) -> None:
    """Make the data folder, for its owner alone. Raises CannotRun where that, or writing in it, cannot be."""
    if data.exists() and not data.is_dir():
        raise CannotRun(f"--data {data} is a file: give a folder, which is made if it is not there")
    try:
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o700)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        raise CannotRun(
            f"--data {data} cannot be written in ({error.strerror}): give a folder that you own, or have the "
            "owner of this one run the command"
        ) from error


def _behind() -> bool:
    """Whether the database wants migrating."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise CannotRun(
                f"port {port} on {host} cannot be used ({error.strerror}). "
                f"Stop what uses it, or choose another: --port {port + 1}"
            ) from error


@contextmanager
def _worker_beside(data: Path) -> Iterator[None]:
    """A worker in a process of its own, started again if it ends, stopped when this block does."""
    stop = threading.Event()
    current: list[subprocess.Popen[bytes]] = []
    environment = os.environ | {"COMMONWEAL_DATA": str(data.resolve())}
    code = (
        "import sys; from commonweal.office.running import work; work(sys.argv[1], parent=int(sys.argv[2]))"
    )
    command: list[Any] = [sys.executable, "-c", code, str(data.resolve()), str(os.getpid())]

    def keep_going() -> None:
        wait = 1.0
        while not stop.is_set():
            child = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 (our own)
            current[:] = [child]
            child.wait()
            stop.wait(wait)
            wait = min(wait * 2, 60)

    keeper = threading.Thread(target=keep_going, name="worker-keeper", daemon=True)
    keeper.start()
    owner = os.getpid()
    try:
        yield
    finally:
        # The server's own processes are forks of this one, and come by here too when they end.
        if os.getpid() == owner:
            stop.set()
            for child in current:
                _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        child.terminate()
    try:
        child.wait(_GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
