"""Environment for nbval's kernels, nothing else."""

import os

WARNINGS = "error::UserWarning,error::FutureWarning"
os.environ.update(PYTHONHASHSEED="0", TZ="UTC", PYTHONWARNINGS=WARNINGS)
