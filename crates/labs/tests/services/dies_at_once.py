"""Ends before it listens, and says why."""

import sys

print("cannot open the database", file=sys.stderr)
sys.exit(3)
