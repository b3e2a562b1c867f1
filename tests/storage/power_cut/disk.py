"""What a disk can hold after the power was cut, by a record of what a process asked of it.

What was synced is there. Of what was written to a file since, any part may be there, and a single write
may be there by whole sectors only. Names change in their order, up to any point since they were last
synced. ``Rule`` says what syncs names: a journaling file system writes them with any sync, the standard
promises it for a sync of the folder alone.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

SECTOR = 512
HEAD = struct.Struct("<cBB5xQqq")


class Rule(StrEnum):
    """What makes names last."""

    ANY_SYNC = "any_sync"
    FOLDER_SYNC = "folder_sync"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the process asked for; ``kind`` as in ``recorder.c``."""

    kind: str
    inode: int
    offset: int
    names: tuple[str, str]
    data: bytes


def events(log: bytes) -> Iterator[Event]:
    """Yield the events of a recorder's log."""
    at = 0
    while at < len(log):
        kind, first, second, inode, offset, length = HEAD.unpack_from(log, at)
        at += HEAD.size
        names = (log[at : at + first].decode(), log[at + first : at + first + second].decode())
        at += first + second
        yield Event(kind.decode(), inode, offset, names, log[at : at + length])
        at += length


@dataclass
class Disk:
    """What is on the disk for sure, and what may have come there."""

    rule: Rule
    files: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    writes: list[tuple[int, Event]] = field(default_factory=list)
    moves: list[tuple[Event, int]] = field(default_factory=list)
    file_of: dict[int, int] = field(default_factory=dict)
    said: bytes = b""

    def take(self, event: Event) -> None:
        """Take an event that came to its end before the cut."""
        match event.kind:
            case "A":
                self.said += event.data
            case "C":
                self.file_of[event.inode] = len(self.files)  # an inode number may serve again
                self.files[len(self.files)] = bytearray()
                self.moves.append((event, self.file_of[event.inode]))
            case "U" | "R":
                self.moves.append((event, -1))
            case "W" | "T":
                self.writes.append((self.file_of[event.inode], event))
            case "S":
                self._sync_file(self.file_of[event.inode])
            case "D":
                self._sync_names()
            case _:
                raise ValueError(event.kind)

    def _sync_file(self, file: int) -> None:
        for one, event in self.writes:
            if one == file:
                change(self.files[file], event)
        self.writes = [(one, event) for one, event in self.writes if one != file]
        if self.rule is Rule.ANY_SYNC:
            self._sync_names()

    def _sync_names(self) -> None:
        for event, file in self.moves:
            move(self.names, event, file)
        self.moves = []

    def after_cut(self, rng: Random) -> dict[str, bytes]:
        """Return one of the states, by name, in which the disk can be found again."""
        names, files = dict(self.names), {file: bytearray(held) for file, held in self.files.items()}
        for event, file in self.moves[: rng.randint(0, len(self.moves))]:
            move(names, event, file)
        share = rng.random()
        for file, event in self.writes:
            if rng.random() < share:
                change(files[file], torn(event, rng))
        return {name: bytes(files[file]) for name, file in names.items()}


def move(names: dict[str, int], event: Event, file: int) -> None:
    """Make, take away or move a name."""
    if event.kind == "C":
        names[event.names[0]] = file
    elif event.kind == "U":
        names.pop(event.names[0], None)
    else:
        names[event.names[1]] = names.pop(event.names[0])


def change(held: bytearray, event: Event) -> None:
    """Write into a file, or cut or grow it."""
    if event.kind == "T":
        held[event.offset :] = bytes(max(0, event.offset - len(held)))
        return
    held.extend(bytes(max(0, event.offset - len(held))))
    held[event.offset : event.offset + len(event.data)] = event.data


def torn(event: Event, rng: Random) -> Event:
    """Return a write as it may have come to the disk: whole, or some of its sectors."""
    if event.kind == "T" or rng.random() < 0.5 or len(event.data) < 2 * SECTOR:
        return event
    sectors = rng.randint(1, len(event.data) // SECTOR - 1)
    return Event("W", event.inode, event.offset, event.names, event.data[: sectors * SECTOR])


def disk_until(record: Sequence[Event], cut: int, rule: Rule) -> Disk:
    """Return the disk after the first ``cut`` events."""
    disk = Disk(rule)
    for event in record[:cut]:
        disk.take(event)
    return disk
