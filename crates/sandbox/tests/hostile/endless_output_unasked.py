# Writes for ever and takes no notice of being told not to.
# Must: OutputLimit
import os, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    while True:
        os.write(1, b"x" * 65536)
except OSError:
    pass
