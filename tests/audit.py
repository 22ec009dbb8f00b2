"""``make audit``: known vulnerabilities of the locked packages, and a bill of materials.

Uses pip-audit and CycloneDX from ``.venv-tools``. Exits with 1 if a package has a known
vulnerability, with 2 if some could not be looked up.
"""

import argparse
import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".venv-tools/bin"
COPYLEFT = ("GPL", "General Public License")
FREE = ("MPL", "MIT", "BSD", "Apache", "Artistic", "Mozilla")


def look_up(lock: Path, out: Path) -> list[dict[str, Any]] | None:
    """Return what pip-audit found for each locked package; None if it reached no service."""
    out.unlink(missing_ok=True)
    command = [TOOLS / "pip-audit", "--require-hashes", "--disable-pip", "-r", lock]
    options = ["--progress-spinner", "off", "-f", "json", "-o", out]
    subprocess.run([*command, *options], capture_output=True, check=False)
    return json.loads(out.read_text("utf-8"))["dependencies"] if out.is_file() else None


def judge(found: list[dict[str, Any]] | None) -> tuple[int, str]:
    """Return the exit status and what to tell."""
    again = "Run make audit again where the package index and its advisories can be reached."
    if found is None:
        return 2, f"Cannot look up vulnerabilities: no answer from the package index. {again}"
    bad = [one for one in found if one.get("vulns")]
    skipped = [one["name"] for one in found if "skip_reason" in one]
    lines = [
        f"{one['name']} {one['version']}: {v['id']}, fixed in"
        f" {', '.join(v['fix_versions']) or 'no release'}"
        for one in bad
        for v in one["vulns"]
    ]
    if skipped:
        lines.append(
            f"Cannot look up {len(skipped)} of {len(found)} packages ({', '.join(skipped[:5])}, …):"
            f" the index has no record of them. {again}"
        )
    if not lines:
        return 0, f"No known vulnerability in {len(found)} packages."
    return (1 if bad else 2), "\n".join(lines)


def copyleft(bill: dict[str, Any]) -> list[str]:
    """Return the packages whose only licences are of the GPL family, as they declare them."""
    named = {
        part["name"]: [
            str(given.get("expression") or given["license"].get("id") or given["license"]["name"])
            for given in part.get("licenses", ())
            if "text" not in given.get("license", {})
        ]
        for part in bill["components"]
    }
    return sorted(
        name
        for name, licences in named.items()
        if any(mark in one for one in licences for mark in COPYLEFT)
        and not any(mark in one for one in licences for mark in FREE)
    )


def write_bill(out: Path) -> dict[str, Any]:
    """Write the bill of materials of ``.venv`` as CycloneDX JSON."""
    command = [TOOLS / "cyclonedx-py", "environment", ROOT / ".venv/bin/python"]
    options = ["--pyproject", ROOT / "pyproject.toml", "--output-reproducible", "-o", out]
    subprocess.run([*command, *options], capture_output=True, check=True)
    bill: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return bill


def main() -> int:
    """Look up, write, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "out")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    bill = write_bill(out / "sbom.cdx.json")
    print(f"Wrote {out / 'sbom.cdx.json'}: {len(bill['components'])} packages.")
    print(f"Under the GPL family alone, as declared: {', '.join(copyleft(bill)) or 'none'}.")
    status, told = judge(look_up(ROOT / "requirements.lock", out / "audit.json"))
    print(told)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
