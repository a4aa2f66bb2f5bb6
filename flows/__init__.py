"""EDGE Prefect: many files in parallel, on a schedule, with progress and a summary in Prefect's UI.

What Prefect must know before it is imported is set here, unless the environment says otherwise: nothing is reported
to anybody outside, a slow machine has time to start the server, and the many small task runs of a batch are written
down together.
"""

import os

DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "500",
}

for _name, _value in DEFAULTS.items():
    os.environ.setdefault(_name, _value)
