"""What a process holds, sample by sample, and whether it grows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Sample:
    memory_mb: float
    handles: int
    threads: int


def sample(pid: int) -> Sample:
    """Linux alone."""
    place = Path(f"/proc/{pid}")
    pages = int((place / "statm").read_text().split()[1])
    return Sample(pages * _PAGE / 1e6, len(list((place / "fd").iterdir())), len(list((place / "task").iterdir())))


@dataclass
class Growth:
    """Samples of one process, every so many seconds."""

    samples: list[Sample] = field(default_factory=list)

    async def watch(self, pid: Callable[[], int], seconds: float) -> None:
        while True:
            with suppress(FileNotFoundError, ProcessLookupError):  # between a kill and the next start
                self.samples.append(sample(pid()))
            await asyncio.sleep(seconds)

    def of(self, name: str) -> tuple[float, float]:
        """The median of the second quarter, when all is warm, and of the last."""
        values = [float(getattr(one, name)) for one in self.samples]
        quarter = max(1, len(values) // 4)
        return median(values[quarter : 2 * quarter] or values), median(values[-quarter:])
