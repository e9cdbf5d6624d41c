"""Keys that sort by the moment they were made, unique over all help desks."""

import os
import threading
import time
import uuid
from hashlib import sha256

_last = 0
_lock = threading.Lock()


def _fresh_lock() -> None:
    # A thread of the parent may have held the lock at the moment of the fork.
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_fresh_lock)


def uuid7() -> uuid.UUID:
    """A new UUID (version 7, RFC 9562): later ones sort after earlier ones within a process."""
    global _last
    # 48 bits of milliseconds and 12 bits of the fraction: 60 bits that never go back, even when the
    # process clock does. It is only a sort key; no promise is counted from it.
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    stamp = milliseconds << 12 | (rest << 12) // 1_000_000
    with _lock:
        stamp = _last = max(stamp, _last + 1)
    tail = int.from_bytes(os.urandom(8), "big") & (1 << 62) - 1
    return uuid.UUID(int=(stamp >> 12) << 80 | 7 << 76 | (stamp & 0xFFF) << 64 | 2 << 62 | tail)


def own_id(key: uuid.UUID, whose: str) -> uuid.UUID:
    """The id that a form's key stands for where these send it: nobody can name the id of anybody else's."""
    # The time at its head keeps ids in order; what follows is only ever theirs.
    own = bytearray(key.bytes[:6] + sha256(f"{whose}:{key}".encode()).digest()[:10])
    own[6], own[8] = own[6] & 0x0F | 0x70, own[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(own))
