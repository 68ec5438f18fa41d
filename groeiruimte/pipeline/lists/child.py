"""One list in one process: read a job and bytes, answer with an outcome, end. The keeper forks it.

A job is about patients, unless it says `{"read": "devices"}`: then the bytes are a list of equipment.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import socket
import struct

from groeiruimte.pipeline import devices

from .limits import Limits, confine
from .messages import refusal
from .outcome import Job, Outcome
from .run import run

LENGTH = struct.Struct("!Q")
OUT_OF_MEMORY = 3
_CHUNK = 1 << 20


def serve(request: socket.socket, file: int | None, life: int, limits: Limits) -> int:
    """Answer one request; returns the exit code. Never says what went wrong: an error may quote a row.

    On the socket comes the length of the job, the job as JSON and, when there is no open `file`, the bytes of the list
    up to its end. Back goes the length of the outcome and the outcome as JSON. `life` stays open while this lives.
    """
    keep = {request.fileno(), life} | ({file} if file is not None else set())
    try:
        confine(limits, keep)
        asked = json.loads(_exactly(request, LENGTH.unpack(_exactly(request, LENGTH.size))[0]))
        job = None if asked == devices.REQUEST else Job.from_json(asked)
        data = _from_file(file, limits) if file is not None else _to_end(request, limits)
        outcome = _devices(data) if job is None else _list(data, job, limits)
        answer = json.dumps(outcome.to_json(), separators=(",", ":")).encode()
        request.sendall(LENGTH.pack(len(answer)))
        request.sendall(answer)
    except MemoryError:
        return OUT_OF_MEMORY
    except BaseException:
        return 1
    return 0


def _list(data: bytes, job: Job, limits: Limits) -> Outcome:
    try:
        return run(data, job, limits)
    except BaseException as problem:  # also the panic of a native parser, which is no Exception
        if isinstance(problem, MemoryError):
            raise
        digest = hashlib.sha256(data).hexdigest()
        return Outcome(ok=False, sha256=digest, size=len(data), refusal=refusal("damaged"))


def _devices(data: bytes) -> devices.Sheet:
    try:
        return devices.read(data)
    except (ValueError, LookupError, csv.Error):
        return devices.DAMAGED


def _exactly(request: socket.socket, size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        chunk = request.recv(min(size - len(content), _CHUNK))
        if not chunk:
            raise EOFError
        content += chunk
    return bytes(content)


def _to_end(request: socket.socket, limits: Limits) -> bytes:
    content = bytearray()
    while len(content) <= limits.file_size and (chunk := request.recv(_CHUNK)):
        content += chunk
    return bytes(content)


def _from_file(file: int, limits: Limits) -> bytes:
    content = bytearray()
    while len(content) <= limits.file_size and (chunk := os.pread(file, _CHUNK, len(content))):
        content += chunk
    return bytes(content)
