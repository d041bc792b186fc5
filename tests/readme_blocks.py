"""README -> its shell blocks that must run: a fenced block right after the line `<!-- run -->`.

`python tests/readme_blocks.py 1` prints the first one; CI runs each as written.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
_BLOCK = re.compile(r"^<!-- run -->\n+```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[str]:
    """Return the marked blocks in order, prompts (`$ `) taken off."""
    return [re.sub(r"^\$ ", "", block, flags=re.MULTILINE) for block in _BLOCK.findall(text)]


if __name__ == "__main__":
    sys.stdout.write(blocks(README.read_text("utf-8"))[int(sys.argv[1]) - 1])
