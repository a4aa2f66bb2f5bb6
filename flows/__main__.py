"""Serve the flow on a schedule: ``python -m flows REPORTS… --output output --cron "0 2 * * *"``.

A Prefect server must run (``prefect server start``) and ``PREFECT_API_URL`` must name it: without one nothing is ever
scheduled.
"""

import argparse
from pathlib import Path

from prefect import serve

from flows.ingest import NIGHTLY, make_deployment


def main() -> None:
    """Serve the deployment until the process is stopped."""
    parser = argparse.ArgumentParser(prog="python -m flows", description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, default=[Path("samples")], help="folders with reports")
    parser.add_argument("-o", "--output", type=Path, default=Path("output"), help="folder of the dataset")
    parser.add_argument("--cron", default=NIGHTLY, help="when, in Bangkok's time (default: %(default)s)")
    options = parser.parse_args()
    serve(make_deployment(options.reports, options.output, options.cron))


if __name__ == "__main__":
    main()
