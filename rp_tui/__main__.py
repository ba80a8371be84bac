"""`python -m rp_tui` is `rp-tui`."""

import sys

from rp_tui.cli import main

sys.exit(main())
