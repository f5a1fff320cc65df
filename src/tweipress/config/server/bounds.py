"""How slow, how large and how many: what one web worker stands from its clients."""

from typing import Final

HEAD_MS: Final = 10_000
"""For a request's head, and for how long a connection may be idle: a browser opens another one."""
HEAD_MAX_BYTES: Final = 64 * 1024
"""Of a head that has not ended: browsers send less than a tenth."""
BODY_MAX_BYTES: Final = 8 * 1024 * 1024
"""Twice the largest upload; the settings bound forms."""
UPLOAD_PATH: Final = "/pictures/upload/"
"""The one address to which a photograph comes as the camera made it."""
UPLOAD_MAX_BYTES: Final = 21 * 1024 * 1024
"""There: the largest picture (pictures/making/bounds.py), and what the form says of it."""
BODY_GRACE_S: Final = 15
"""For the first byte to come: a phone may lose its network for so long."""
BODY_LEAST_BYTES_PER_S: Final = 1024
"""After that: an eighth of what the slowest mobile networks carry."""
BODY_MOST_S: Final = 180
"""For a whole body: the largest picture comes in time at 24 KiB/s."""
UPLOAD_MOST_S: Final = 600
"""There: the largest comes in time at 36 KiB/s."""
BODIES_MAX_BYTES: Final = 64 * 1024 * 1024
"""Of all bodies that are arriving or being answered: fifteen of the largest pictures at once."""
UPLOADS_MAX_BYTES: Final = 64 * 1024 * 1024
"""Of all bodies to that address, beside the others: three of the largest. Forms find room still."""
CONNECTIONS: Final = 1024
"""Open at once. Each costs a file and some 20 KiB; browsers keep up to six."""
CONNECTIONS_FREE: Final = 128
"""Kept free for whoever comes next: when fewer are left, the longest idle ones are closed."""
WATCH_S: Final = 1.0
"""Between two looks at the connections."""
ANSWER_GRACE_S: Final = 20
"""For a client to begin to read its answer."""
ANSWER_LEAST_BYTES_PER_S: Final = 1024
"""After that, of what the kernel still holds for it."""
FILE_BYTES: Final = 256 * 1024
"""From this size on a file is sent by granian itself: a thread would hold all of it in memory."""
FILE_OPENED_S: Final = 60
"""How long such a file is kept open for granian to open it, which takes it milliseconds."""


def body_max_bytes(path: str) -> int:
    """Return how long a body may be that is sent to a path."""
    return UPLOAD_MAX_BYTES if path == UPLOAD_PATH else BODY_MAX_BYTES


def body_most_s(path: str) -> int:
    """Return how long a whole body to a path may take."""
    return UPLOAD_MOST_S if path == UPLOAD_PATH else BODY_MOST_S
