"""Becomes a daemon: the command ends, the service goes on in a session of its own."""

import os
import time

if os.fork():
    os.wait()
    os._exit(0)
os.setsid()
if os.fork():
    os._exit(0)
time.sleep(10_000)
