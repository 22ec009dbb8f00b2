"""Environment for nbval's kernels, nothing else."""

import os

os.environ.update(PYTHONHASHSEED="0", TZ="UTC", PYTHONWARNINGS="error::UserWarning,error::FutureWarning")
