"""How large, how long: what an upload may be, and what its decoding may take."""

from typing import Final

UPLOAD_MAX_BYTES: Final = 20 * 1024 * 1024
"""A photograph of a phone has 3 to 12 MiB."""
PIXELS_MAX: Final = 64_000_000
"""Of a JPEG, which is shrunk while it is decoded: the largest that phones take by default."""
WHOLE_PIXELS_MAX: Final = 32_000_000
"""Of other formats, which are decoded whole: 128 MB."""
MEMORY_MAX_BYTES: Final = 1024 * 1024 * 1024
"""Of address space, for reading an upload: 200 MB for Python and libraries, and some copies."""
CPU_MAX_S: Final = 20
"""For reading an upload; the largest takes a tenth."""
MAKING_MEMORY_BYTES: Final = 2 * MEMORY_MAX_BYTES
"""For making variants of what was read before: AVIF takes much."""
MAKING_CPU_S: Final = 180
"""AVIF takes 1 to 3 s a variant, and several times as long on a small machine."""
FILE_MAX_BYTES: Final = 64 * 1024 * 1024
"""What a file may grow to that is made."""
PALETTE_MAX: Final = 4096
"""A picture of fewer colours is a drawing or a screenshot, and is kept without loss."""
