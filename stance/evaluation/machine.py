"""The machine that a figure was measured on."""

import platform
from pathlib import Path

from stance.runtime.model import cores


def machine() -> dict[str, str]:
    """Return what a figure depends on besides the code: processor, cores in use, system, Python."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8", "replace").splitlines() if information.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor() or platform.machine(),
        "cores": str(cores()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
