"""requirements.lock -> sbom.cdx.json: python .ci/sbom.py [--check]. The form is CycloneDX 1.6, with no dates in it.

Source: https://cyclonedx.org/docs/1.6/json; package addresses are those of the package URL specification, type pypi.
"""

from __future__ import annotations

import json
import re
import sys
from uuid import NAMESPACE_URL, uuid5

from lock import LOCK, ROOT, locked

SBOM = ROOT / "sbom.cdx.json"


def bill() -> str:
    """Return the bill of materials; the same lock gives the same bytes."""
    text = LOCK.read_text("utf-8")
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "xpcalc" / "__init__.py").read_text("utf-8"))
    assert version is not None
    rows = locked(text)
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{number}",
            "name": name,
            "version": number,
            "purl": f"pkg:pypi/{name}@{number}",
            "hashes": [{"alg": "SHA-256", "content": digest.removeprefix("sha256:")} for digest in hashes],
        }
        for name, (number, hashes) in sorted(rows.items())
    ]
    ours = f"pkg:pypi/xpcalc@{version[1]}"
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, text + version[1])}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": ours, "name": "xpcalc", "version": version[1], "purl": ours,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": ours, "dependsOn": [each["bom-ref"] for each in components]}],
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Check the bill, or make it."""
    if "--check" in sys.argv:
        same = SBOM.read_text("utf-8") == bill()
        print(f"{SBOM.name} fits {LOCK.name}" if same else f"{SBOM.name} is old: python .ci/sbom.py")
        sys.exit(0 if same else 1)
    SBOM.write_text(bill(), "utf-8")


if __name__ == "__main__":
    main()
