"""`python -m simulator`: the same as the command `gunfactor`."""

import sys

from simulator.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
