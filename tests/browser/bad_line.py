"""A bad line, for tests: slow, far and losing packets, and one that can be cut and mended at will.

Two TUN devices, one here and one in a network namespace of its own, with a thread between them that carries
IP packets. The kernels' own TCP runs over it, so what a page goes through is what it goes through on such a
line: retransmission, back-off, half a request. The kernel's `netem` would do as much, but not every kernel
has it, and it cannot be cut at the packet that a test wants.

A process is put at the far end with `BadLine.far`, the words before its command. Needs root, `ip` (Debian:
iproute2) and /dev/net/tun; `missing()` says which of them is not there.
"""

from __future__ import annotations

import fcntl
import os
import random
import select
import shutil
import struct
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

_TUNSETIFF: Final = 0x400454CA
_TUN_NO_HEADER: Final = 0x0001 | 0x1000
_LARGEST: Final = 65536

UP, DOWN = "up", "down"
"""From the far end, where the person is, to here, and back."""


def missing() -> str:
    """What a bad line needs and this machine has not; "" when it has everything."""
    if os.geteuid() != 0:
        return "a bad line needs root, to make a network namespace"
    if shutil.which("ip") is None:
        return "a bad line needs `ip`: apt-get install iproute2"
    if not os.access("/dev/net/tun", os.R_OK | os.W_OK):
        return "a bad line needs /dev/net/tun"
    name = f"cw-try-{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode:
        return "a bad line needs network namespaces, and this machine's kernel gives none"
    subprocess.run(["ip", "netns", "delete", name], capture_output=True)
    return ""


@dataclass
class Way:
    """One direction of the line. `rate` in bits a second, `delay` in seconds, `room` in bytes that wait."""

    rate: float
    delay: float
    loss: float
    room: int
    chance: random.Random
    cut: bool = False
    sent: int = 0
    lost: int = 0
    full: int = 0
    _free_at: float = 0.0
    _flying: deque[tuple[float, bytes]] = field(default_factory=deque)

    def take(self, packet: bytes, now: float) -> None:
        """A packet comes to the line: it is lost, finds no room, or is on its way."""
        if self.cut or self.chance.random() < self.loss:
            self.lost += 1
            return
        waiting = max(0.0, self._free_at - now) * self.rate / 8
        if waiting + len(packet) > self.room:
            self.full += 1
            return
        self._free_at = max(self._free_at, now) + len(packet) * 8 / self.rate
        self._flying.append((self._free_at + self.delay, packet))

    def due(self) -> float | None:
        """When the next packet comes out; None when none is on its way."""
        return self._flying[0][0] if self._flying else None

    def give(self, now: float, out: int, watch: Callable[[bytes], None] | None) -> None:
        """Let out what has arrived, and show it to whoever watches."""
        while self._flying and self._flying[0][0] <= now:
            _, packet = self._flying.popleft()
            if self.cut:
                self.lost += 1
                continue
            try:
                os.write(out, packet)
                self.sent += len(packet)
                if watch is not None:
                    watch(packet)
            except OSError:  # the device is unplugged
                self.lost += 1


class BadLine:
    """The line itself. `here` and `there` are the addresses of its ends."""

    def __init__(
        self,
        *,
        rate: float = 50_000,
        delay: float = 0.15,
        loss: float = 0.1,
        room: int = 16_000,
        seed: int = 1,
    ) -> None:
        self.up = Way(rate, delay, loss, room, random.Random(f"{seed} up"))
        self.down = Way(rate, delay, loss, room, random.Random(f"{seed} down"))
        number = os.getpid() % 16_384
        # Set aside for measuring between devices: RFC 2544, so it can be nobody's network.
        base = (198 << 24) + (18 << 16) + number * 4
        self.here, self.there = (".".join(str((base + n) >> s & 255) for s in (24, 16, 8, 0)) for n in (1, 2))
        self.namespace = f"cw-{os.getpid()}"
        self._devices = (f"cwh{number}", f"cwt{number}")
        self._wake_read, self._wake = os.pipe()
        self._ending = False
        self._watches: dict[str, Callable[[bytes], None]] = {}

    def __enter__(self) -> BadLine:
        here, there = self._devices
        self._near = _tun(here)
        self._far = _tun(there)
        _ip("netns", "add", self.namespace)
        # The open file goes on carrying the device's packets when the device is in another namespace.
        _ip("link", "set", there, "netns", self.namespace)
        _ip("address", "add", f"{self.here}/30", "dev", here)
        _ip("link", "set", here, "up")
        _ip("-n", self.namespace, "link", "set", "lo", "up")
        self._plug()
        self._thread = threading.Thread(target=self._carry, name="bad line", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        os.write(self._wake, b"x")
        self._thread.join(10)
        subprocess.run(["ip", "netns", "delete", self.namespace], capture_output=True)
        for each in (self._near, self._far, self._wake, self._wake_read):
            os.close(each)

    @property
    def far(self) -> list[str]:
        """The words before a command that is to run at the far end."""
        return ["ip", "netns", "exec", self.namespace]

    def cut(self, *ways: str) -> None:
        """Cut the line: both ways, or UP or DOWN alone. What is on its way is lost too."""
        for way in ways or (UP, DOWN):
            self._way(way).cut = True

    def unplug(self) -> None:
        """Take the far end's only network and its address from it, as when a phone has no signal.

        Programs there are told so at once, and not after minutes without an answer.
        """
        self.cut()
        _ip("-n", self.namespace, "address", "flush", "dev", self._devices[1])
        _ip("-n", self.namespace, "link", "set", self._devices[1], "down")
        self._plugged = False

    def mend(self) -> None:
        """Join it again, and watch no more."""
        self._watches = {}
        self.up.cut = self.down.cut = False
        if not self._plugged:
            self._plug()

    def good(self) -> None:
        """Make it a good line: fast, near and losing nothing."""
        for way in (self.up, self.down):
            way.rate, way.delay, way.loss, way.room = 100_000_000, 0.001, 0.0, 10_000_000

    def cut_after(self, way: str, size: int, *cut: str) -> None:
        """Cut it once so many bytes of TCP's load came through a way from now: `cut` as `cut()` takes it."""
        gone = 0

        def watch(packet: bytes) -> None:
            nonlocal gone
            gone += tcp_load(packet)
            if gone >= size:
                self.cut(*cut)

        self._watches = {way: watch}

    def _plug(self) -> None:
        _ip("-n", self.namespace, "address", "add", f"{self.there}/30", "dev", self._devices[1])
        _ip("-n", self.namespace, "link", "set", self._devices[1], "up")
        self._plugged = True

    def _way(self, way: str) -> Way:
        return self.up if way == UP else self.down

    def _carry(self) -> None:
        while not self._ending:
            due = [at for at in (self.up.due(), self.down.due()) if at is not None]
            wait = max(0.0, min(due) - time.monotonic()) if due else None
            ready, _, _ = select.select([self._near, self._far, self._wake_read], [], [], wait)
            now = time.monotonic()
            for device, way in ((self._near, self.down), (self._far, self.up)):
                if device in ready:
                    try:
                        packet = os.read(device, _LARGEST)
                    except OSError:  # unplugged in this very moment
                        continue
                    # IPv6 greets its neighbours on any device; nobody here speaks it.
                    if packet and packet[0] >> 4 == 4:
                        way.take(packet, now)
            self.down.give(now, self._far, self._watches.get(DOWN))
            self.up.give(now, self._near, self._watches.get(UP))


def tcp_load(packet: bytes) -> int:
    """The bytes that a packet carries for TCP; 0 for anything else, and for a bare acknowledgement."""
    header = (packet[0] & 15) * 4
    if packet[9] != 6:
        return 0
    total = int.from_bytes(packet[2:4], "big")
    return max(0, total - header - (packet[header + 12] >> 4) * 4)


def _tun(name: str) -> int:
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH", name.encode(), _TUN_NO_HEADER))
    return device


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"ip {' '.join(words)}: {done.stderr.strip()}")
