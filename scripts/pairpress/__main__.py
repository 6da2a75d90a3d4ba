"""`python -m pairpress VERB`, as the launchers in scripts/ call it."""

import sys

from .cli import main
from .faults import tell_faults

if __name__ == "__main__":
    sys.exit(tell_faults(main))
