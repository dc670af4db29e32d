"""Compiles the files that are named, and says where one is no Python, as other compilers do."""

import py_compile
import sys

failed = False
for path in sys.argv[1:]:
    try:
        py_compile.compile(path, doraise=True)
    except py_compile.PyCompileError as wrapped:
        error, failed = wrapped.exc_value, True
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        print(f"{path}:{line}:{column}: {type(error).__name__}: {getattr(error, 'msg', error)}")
        text = (getattr(error, "text", None) or "").rstrip("\n")
        if text.strip():
            # Tabs stay, so that the mark is below its character.
            before = "".join(c if c == "\t" else " " for c in text[: column - 1])
            print(f"{text}\n{before}^")
sys.exit(failed)
