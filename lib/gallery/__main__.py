"""Write the site: ``python -m gallery --out out/gallery``."""

import argparse
import sys
from pathlib import Path

from .site import build_site

ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    """Read the arguments and write the site."""
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "out/gallery", help="folder to write to")
    home = build_site(ROOT, parser.parse_args().out)
    sys.stdout.write(f"{home}\n")


if __name__ == "__main__":
    main()
