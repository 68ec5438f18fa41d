"""How many answers may come from one network in an hour (T9), counted in the memory of this process alone.

The address is never kept: a hash with a key that goes with the process stands for its network.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import Counter
from datetime import datetime
from ipaddress import ip_address, ip_network

MOST_AN_HOUR = 30
"""So that a waiting room with one connection can answer, and a machine cannot flood."""
_NETWORK = {4: 24, 6: 56}


class Limit:
    """Counts by hour; a new hour begins empty."""

    def __init__(self, most: int = MOST_AN_HOUR) -> None:
        self._most = most
        self._key = secrets.token_bytes(32)
        self._hour: datetime | None = None
        self._seen: Counter[bytes] = Counter()
        self._turn = threading.Lock()

    def allows(self, address: str, at: datetime) -> bool:
        """Count one more from the network of an address; False when there were too many this hour."""
        hour, network = at.replace(minute=0, second=0, microsecond=0), self._network(address)
        with self._turn:
            if hour != self._hour:
                self._hour, self._seen, self._key = hour, Counter(), secrets.token_bytes(32)
            name = hashlib.blake2b(network.encode(), key=self._key, digest_size=16).digest()
            self._seen[name] += 1
            return self._seen[name] <= self._most

    @staticmethod
    def _network(address: str) -> str:
        try:
            found = ip_address(address)
        except ValueError:
            return ""
        return str(ip_network((found, _NETWORK[found.version]), strict=False))
