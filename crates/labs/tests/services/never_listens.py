"""Runs, and listens nowhere."""

import time

print("getting ready", flush=True)
time.sleep(10_000)
