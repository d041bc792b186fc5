"""rules/*.yaml -> xpcalc/rules/ of the wheel, with compiled.json beside, so that no user parses YAML at start.

To ship another folder of data, add it to `force_include` below.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Packs the rules; an editable install is left alone, it reads rules/ of the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rules and add them to the files of the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            # Why: these modules need nothing but PyYAML, so a build needs no other dependency of the package.
            from xpcalc.rulebook.files import COMPILED, compile_folder
        finally:
            sys.path.remove(str(root))
        self.folder = Path(tempfile.mkdtemp(prefix="xpcalc-build-"))
        compiled = self.folder / COMPILED
        compiled.write_text(compile_folder(root / "rules"), encoding="utf-8", newline="\n")
        build_data["force_include"][str(root / "rules")] = "xpcalc/rules"
        build_data["force_include"][str(compiled)] = f"xpcalc/rules/{COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what `initialize` made."""
        if version != "editable":
            shutil.rmtree(self.folder, ignore_errors=True)
