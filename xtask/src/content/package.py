"""Runs a coding problem's Python submissions and input validator against its data.

Takes the problem's folder and the limit on CPU seconds. Prints {"runs": [{submission, case, outcome,
cpu_s, why}], "inputs": [{case, accepted}], "changed": [files that data/generate.py makes otherwise]}.
CPU time is measured and not wall time, so that a busy machine changes no verdict."""

import filecmp
import json
import math
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile


def main():
    folder, limit_s = pathlib.Path(sys.argv[1]).resolve(), float(sys.argv[2])
    cases = sorted((folder / "data").glob("s*/*.in"))
    result = {
        "runs": [
            {"submission": str(submission.relative_to(folder / "submissions")), "case": name(case), **outcome}
            for submission in sorted((folder / "submissions").glob("*/*"))
            for case, outcome in run_all(folder, submission, cases, limit_s)
        ],
        "inputs": list(validate(folder)),
        "changed": list(changed(folder)),
    }
    json.dump(result, sys.stdout)


def name(case):
    return f"{case.parent.name}/{case.stem}"


def run_all(folder, submission, cases, limit_s):
    with tempfile.TemporaryDirectory() as box:
        for source in [*(folder / "include/python").iterdir(), *submission.iterdir()]:
            shutil.copy(source, box)
        for case in cases:
            yield case, run(box, case, limit_s)


def run(box, case, limit_s):
    before = children_s()
    # The last resort against one that sleeps; CPU time is what decides.
    wall_s = 20 * limit_s + 20
    try:
        done = subprocess.run(
            [sys.executable, "main.py"], cwd=box, stdin=case.open("rb"), capture_output=True,
            timeout=wall_s, preexec_fn=lambda: limit_cpu(limit_s),
        )
    except subprocess.TimeoutExpired:
        return {"outcome": "too_slow", "cpu_s": children_s() - before, "why": f"still waiting after {wall_s} s"}
    used_s = children_s() - before
    if used_s > limit_s:
        return {"outcome": "too_slow", "cpu_s": used_s, "why": ""}
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return {"outcome": "crashed", "cpu_s": used_s, "why": "".join(last)}
    right = done.stdout.split() == case.with_suffix(".ans").read_bytes().split()
    return {"outcome": "right" if right else "wrong", "cpu_s": used_s, "why": ""}


def limit_cpu(limit_s):
    most_s = math.ceil(limit_s) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most_s, most_s))


def children_s():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def validate(folder):
    for validator in sorted((folder / "input_validators").glob("*.py")):
        for case in sorted((folder / "data").glob("*/*.in")):
            done = subprocess.run([sys.executable, validator], stdin=case.open("rb"), capture_output=True)
            # The format takes any other code than 42 for a refusal; a crash is none.
            if b"Traceback" in done.stderr:
                raise SystemExit(f"{validator.name} on {name(case)}: {done.stderr.decode()}")
            yield {"case": name(case), "accepted": done.returncode == 42}


def changed(folder):
    """Compares the data with what the generator writes into a copy of the folder."""
    if not (folder / "data/generate.py").exists():
        return
    with tempfile.TemporaryDirectory() as box:
        copy = pathlib.Path(box, "problem")
        shutil.copytree(folder, copy)
        for case in copy.glob("data/*/*"):
            case.unlink()
        subprocess.run([sys.executable, "data/generate.py"], cwd=copy, check=True, capture_output=True)
        for path in sorted({p.relative_to(root) for root in (folder, copy) for p in root.glob("data/*/*.*")}):
            both = [root / path for root in (folder, copy)]
            if not all(p.exists() for p in both) or not filecmp.cmp(*both, shallow=False):
                yield str(path)


os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
main()
