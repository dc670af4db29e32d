"""A job queue: one lock, and a file that only grows. What a job is follows from its last line in it and the time."""

import json
import os
import re
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ["PORT"])
DATA_DIR = os.environ["DATA_DIR"]

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
DAY_MS = 86_400_000


class Problem(Exception):
    def __init__(self, status, title, **headers):
        super().__init__(title)
        self.status, self.title, self.headers = status, title, headers


class Jobs:
    """Everything is in memory; the file is read once, at the start."""

    def __init__(self, path):
        self.lock = threading.Lock()
        # By queue, then by id, in the order in which they were enqueued.
        self.queues = {}
        # Of these, the ones that can still be leased.
        self.open = {}
        self.by_key = {}
        self.count = 0
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self.load()

    def load(self):
        with os.fdopen(os.dup(self.file), "rb") as lines:
            whole = 0
            for line in lines:
                # The last line may be half of one: nobody was told of it.
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                self.apply(json.loads(line))
        os.ftruncate(self.file, whole)

    def apply(self, job):
        queue, job_id = job["queue"], job["id"]
        jobs = self.queues.setdefault(queue, {})
        self.count += job_id not in jobs
        jobs[job_id] = job
        if job["key"] is not None:
            self.by_key[queue, job["key"]] = job_id
        still_open = self.open.setdefault(queue, {})
        if job["state"] in ("waiting", "leased"):
            still_open[job_id] = job
        else:
            still_open.pop(job_id, None)

    def keep(self, job):
        """Durable before it is answered: one write, with no buffer of ours between."""
        os.write(self.file, json.dumps(job).encode() + b"\n")
        self.apply(job)
        return dict(job)

    def at(self, job, now):
        """The job as it is at this time: its lease may have run out since it was written."""
        if job["state"] == "leased" and job["visible_at"] <= now:
            return failed(job, job["visible_at"])
        return dict(job)

    def enqueue(self, queue, wish, now):
        """The job, and whether it is new."""
        with self.lock:
            known = self.by_key.get((queue, wish["key"]))
            if known is not None:
                return self.at(self.queues[queue][known], now), False
            job = {
                "id": f"j{self.count + 1}",
                "queue": queue,
                "payload": wish["payload"],
                "priority": wish["priority"],
                "key": wish["key"],
                "state": "waiting",
                "attempts": 0,
                "max_attempts": wish["max_attempts"],
                "visible_at": now + wish["delay_ms"],
                "last_error": None,
                # How many leases there were in all, and which of them was acked.
                "leases": 0,
                "acked": None,
            }
            return self.keep(job), True

    def lease(self, queue, lease_ms, now):
        with self.lock:
            best = None
            for job in self.open.get(queue, {}).values():
                job = self.at(job, now)
                ready = job["state"] == "waiting" and job["visible_at"] <= now
                if ready and (best is None or job["priority"] > best["priority"]):
                    best = job
            if best is None:
                return None
            best["state"] = "leased"
            best["visible_at"] = now + lease_ms
            best["attempts"] += 1
            best["leases"] += 1
            return self.keep(best)

    def end(self, queue, lease, how, given, now):
        with self.lock:
            job_id, _, number = lease.rpartition(".")
            job = self.queues.get(queue, {}).get(job_id)
            if job is None or not number.isdecimal() or not 1 <= int(number) <= job["leases"]:
                raise Problem(404, "there is no such lease")
            number = int(number)
            if how == "ack" and job["acked"] == number:
                return job
            job = self.at(job, now)
            if job["state"] != "leased" or job["leases"] != number:
                raise Problem(409, "the lease is not held any more")
            if how == "ack":
                job.update(state="done", visible_at=None, acked=number)
            elif how == "nack":
                job = failed(job, now)
                job["last_error"] = given
            else:
                job["visible_at"] = now + given
            return self.keep(job)

    def retry(self, queue, job_id, now):
        with self.lock:
            job = self.find(queue, job_id, now)
            if job["state"] != "dead":
                raise Problem(409, "the job is not dead")
            job.update(state="waiting", visible_at=now, attempts=0)
            return self.keep(job)

    def find(self, queue, job_id, now):
        job = self.queues.get(queue, {}).get(job_id)
        if job is None:
            raise Problem(404, "there is no such job")
        return self.at(job, now)

    def all(self, queue, now):
        with self.lock:
            return [self.at(job, now) for job in self.queues.get(queue, {}).values()]


def failed(job, time_ms):
    job = dict(job)
    if job["attempts"] >= job["max_attempts"]:
        job.update(state="dead", visible_at=None)
    else:
        backoff_ms = min(1000 * 2 ** (job["attempts"] - 1), 60_000)
        job.update(state="waiting", visible_at=time_ms + backoff_ms)
    return job


def shown(job):
    return {name: value for name, value in job.items() if name not in ("leases", "acked")}


def integer(wish, name, low, high, default=None):
    value = wish.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Problem(400, f"{name} must be an integer from {low} to {high}")
    return value


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in one packet.
    wbufsize = -1
    jobs = None

    def do_GET(self):
        self.answer()

    do_POST = do_DELETE = do_PUT = do_PATCH = do_GET

    def answer(self):
        # Read even if it is refused: what follows on this connection is the next request.
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        given = self.headers.get("X-Now")
        self.now = int(given) if given else int(time.time() * 1000)
        try:
            self.route(self.path.split("?")[0].split("/")[1:])
        except Problem as problem:
            content = {"status": problem.status, "title": problem.title}
            self.send(problem.status, content, "application/problem+json", **problem.headers)

    def route(self, parts):
        match parts:
            case ["queues", queue, *rest] if NAME.fullmatch(queue):
                pass
            case _:
                raise Problem(404, "there is nothing here")
        match rest:
            case []:
                self.only("GET")
                self.counts(queue)
            case ["jobs"]:
                self.only("POST")
                self.enqueue(queue)
            case ["jobs", job_id]:
                self.only("GET")
                with self.jobs.lock:
                    job = self.jobs.find(queue, job_id, self.now)
                self.send(200, shown(job))
            case ["jobs", job_id, "retry"]:
                self.only("POST")
                self.send(200, shown(self.jobs.retry(queue, job_id, self.now)))
            case ["dead"]:
                self.only("GET")
                jobs = self.jobs.all(queue, self.now)
                self.send(200, {"jobs": [shown(job) for job in jobs if job["state"] == "dead"]})
            case ["lease"]:
                self.only("POST")
                self.lease(queue)
            case ["leases", lease, ("ack" | "nack" | "extend") as how]:
                self.only("POST")
                self.end(queue, lease, how)
            case _:
                raise Problem(404, "there is nothing here")

    def only(self, method):
        if self.command != method:
            raise Problem(405, f"use {method}", Allow=method)

    def wish(self):
        try:
            wish = json.loads(self.body)
        except ValueError:
            raise Problem(400, "the body is not JSON")
        if not isinstance(wish, dict):
            raise Problem(400, "the body is no JSON object")
        return wish

    def counts(self, queue):
        counts = {"waiting": 0, "leased": 0, "done": 0, "dead": 0}
        for job in self.jobs.all(queue, self.now):
            counts[job["state"]] += 1
        self.send(200, counts)

    def enqueue(self, queue):
        wish = self.wish()
        if "payload" not in wish:
            raise Problem(400, "payload is absent")
        key = wish.get("key")
        if "key" in wish and not (isinstance(key, str) and NAME.fullmatch(key)):
            raise Problem(400, "key must have 1 to 64 letters, digits, - and _")
        wish = {
            "payload": wish["payload"],
            "key": key,
            "priority": integer(wish, "priority", 0, 9, 0),
            "delay_ms": integer(wish, "delay_ms", 0, DAY_MS, 0),
            "max_attempts": integer(wish, "max_attempts", 1, 20, 3),
        }
        job, is_new = self.jobs.enqueue(queue, wish, self.now)
        place = f"/queues/{queue}/jobs/{job['id']}"
        self.send(201 if is_new else 200, shown(job), Location=place)

    def lease(self, queue):
        wish = self.wish() if self.body else {}
        job = self.jobs.lease(queue, integer(wish, "lease_ms", 1, DAY_MS, 30_000), self.now)
        if job is None:
            return self.send(204, None)
        self.send(200, {"lease": f"{job['id']}.{job['leases']}", "job": shown(job)})

    def end(self, queue, lease, how):
        given = None
        if how == "nack" and self.body:
            given = self.wish().get("error")
            if "error" in self.wish() and not isinstance(given, str):
                raise Problem(400, "error must be a string")
        if how == "extend":
            given = integer(self.wish(), "lease_ms", 1, DAY_MS)
        job = self.jobs.end(queue, lease, how, given, self.now)
        if how == "ack":
            return self.send(204, None)
        self.send(200, shown(job))

    def send(self, status, content, kind="application/json", **headers):
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if content is not None:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    # Clients that come at once wait here until they are accepted.
    request_queue_size = 128


def main():
    Handler.jobs = Jobs(os.path.join(DATA_DIR, "jobs.jsonl"))
    server = Server(("127.0.0.1", PORT), Handler)
    # `shutdown` waits for the loop below, which runs in this very thread.
    stop = threading.Thread(target=server.shutdown)
    signal.signal(signal.SIGTERM, lambda *_: stop.start())
    server.serve_forever()


if __name__ == "__main__":
    main()
