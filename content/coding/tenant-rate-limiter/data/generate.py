"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `ByDefinition`, which counts as the statement does and is kept apart from the
submissions on purpose: what they share would not be noticed. The growth series would take it minutes;
there `WithQueues` answers, after it has been proven equal to the definition on random calls.
"""

import json
import pathlib
import random
from collections import deque

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    sample = [("ada", 2, 1_000), ("ada", 3, 5_000)]
    write("sample/1-two-rules", sample, [*3 * [allow(0, "ada")], retry(0, "ada"), allow(1_000, "ada"), retry(1_000, "ada")])
    write("sample/2-two-tenants", [("ada", 1, 10), ("bob", 2, 10)], two_tenants())

    write("secret/01-no-calls", [("ada", 1, 1)], [])
    write("secret/02-edge-of-the-window", [("ada", 2, 1_000)], calls("ada", 0, 500, 999, 1_000, 1_000, 1_499, 1_500, 2_000))
    write("secret/03-refused-leave-no-trace", [("ada", 1, 100)], calls("ada", 0, 50, 90, 99, 100, 150, 199, 200))
    write("secret/04-one-rule-refuses", [("ada", 1, 10), ("ada", 3, 1_000)], calls("ada", 0, 1, 2, 3, 10, 11, 12, 20, 21, 30))
    write("secret/05-across-the-second", [("ada", 3, 1_000)], calls("ada", 900, 950, 990, 1_000, 1_010, 1_050, 1_899, 1_900, 1_950))
    write("secret/06-the-longest-wait", [("ada", 2, 5_000), ("ada", 1, 100)], waits())
    write("secret/07-closed-tenant", [("ada", 0, 50), ("bob", 2, 50), ("cyd", 4, 10), ("cyd", 0, 20)], closed())
    write("secret/08-without-rules", [("ada", 1, 1_000)], [*20 * [allow(7, "guest")], retry(7, "guest"), *2 * [allow(7, "ada")], allow(7, "guest")])
    write("secret/09-no-rule-at-all", [], [allow(0, "ada"), retry(5, "ada"), allow(5, "bob")])
    write("secret/10-equal-windows", [("ada", 3, 10), ("ada", 1, 10), ("ada", 2, 10)], calls("ada", 0, 0, 9, 10, 20))
    write("secret/11-same-millisecond", [("ada", 5, 1), ("ada", 8, 2)], calls("ada", *7 * [4], *7 * [5], *3 * [6]))
    write("secret/12-asking-costs-nothing", [("ada", 2, 10)], asking())
    write("secret/13-long-wait", [("ada", 1, 10**9)], [allow(10**12 - 10**9, "ada"), retry(10**12 - 10**9 + 1, "ada"), retry(10**12 - 1, "ada"), allow(10**12 - 1, "ada"), allow(10**12, "ada")])
    write("secret/14-wide-rule-after-narrow", [("ada", 2, 10), ("ada", 5, 200)], calls("ada", *range(0, 260, 5)))
    for number in range(15, 21):
        write(f"secret/{number}-random", *random_calls(seed=number))
    for number, size in enumerate((1_500, 3_000, 6_000, 12_000, 24_000), start=1):
        write(f"secret/growth-{number}", *one_busy_tenant(size), answer=WithQueues)

    invalid("1-time-goes-back", '[[["ada",1,10]]]\n["allow",5,"ada"]\n["allow",4,"ada"]\n')
    invalid("2-window-of-zero", '[[["ada",1,0]]]\n')
    invalid("3-nine-rules", "[[" + ",".join(9 * ['["ada",1,5]']) + "]]\n")


def allow(now_ms, tenant):
    return ["allow", now_ms, tenant]


def retry(now_ms, tenant):
    return ["retry_after_ms", now_ms, tenant]


def calls(tenant, *times):
    """At each time a request, and then the question when the next one may come."""
    return [call for at_ms in times for call in (allow(at_ms, tenant), retry(at_ms, tenant))]


def two_tenants():
    return [allow(0, "ada"), allow(0, "bob"), allow(9, "ada"), allow(9, "bob"), retry(9, "bob"), allow(10, "ada"), allow(10, "bob")]


def waits():
    """After the second request both rules are full, one for 100 ms and the other for 4,900."""
    return [*calls("ada", 0, 100), retry(150, "ada"), *calls("ada", 4_999, 5_000)]


def closed():
    return [allow(0, "ada"), retry(0, "ada"), allow(0, "bob"), allow(10**6, "ada"), retry(10**6, "ada"), allow(10**6, "cyd"), retry(10**6, "cyd"), retry(10**6, "bob")]


def asking():
    return [*5 * [retry(0, "ada")], allow(0, "ada"), *5 * [retry(1, "ada")], allow(1, "ada"), *3 * [retry(1, "ada")], allow(9, "ada"), allow(10, "ada"), allow(11, "ada")]


def random_calls(seed, count=400):
    chance = random.Random(seed)
    tenants = [f"t{i}" for i in range(chance.randint(1, 5))]
    rules = []
    for tenant in tenants:
        for _ in range(chance.randint(0, 4)):
            rules.append((tenant, chance.choice([0, 1, 1, 2, 3, 5, 8]) if chance.random() < 0.3 else chance.randint(1, 9), chance.choice([1, 5, 10, 30, 100])))
    chance.shuffle(rules)
    now_ms, made = chance.randint(0, 10**6), []
    for _ in range(count):
        now_ms += chance.choice([0, 0, 1, 1, 2, 5, 9])
        made.append((allow if chance.random() < 0.75 else retry)(now_ms, chance.choice(tenants)))
    return rules, made


def one_busy_tenant(size):
    """All within both windows: the narrower rule is full after three quarters, and stays so."""
    rules = [("t", 30_000, 10**8), ("t", size * 27 // 40, 10**7)]
    return rules, [retry(i, "t") if i % 10 == 9 else allow(i, "t") for i in range(size)]


class ByDefinition:
    def __init__(self, rules):
        self.rules = rules
        self.accepted = []

    def would_pass(self, at_ms, tenant):
        for owner, limit, window_ms in self.rules:
            if owner == tenant:
                inside = [t for t, who in self.accepted if who == tenant and at_ms - window_ms < t <= at_ms]
                if len(inside) + 1 > limit:
                    return False
        return True

    def allow(self, now_ms, tenant):
        passes = self.would_pass(now_ms, tenant)
        if passes:
            self.accepted.append((now_ms, tenant))
        return passes

    def retry_after_ms(self, now_ms, tenant):
        # What is allowed can change only when an accepted request leaves a window.
        moments = {now_ms} | {t + window_ms for t, who in self.accepted for owner, _, window_ms in self.rules if who == owner == tenant}
        return next((moment - now_ms for moment in sorted(moments) if moment >= now_ms and self.would_pass(moment, tenant)), None)


class WithQueues:
    """A queue for each rule, of what its window holds."""

    def __init__(self, rules):
        self.rules = [(tenant, limit, window_ms, deque()) for tenant, limit, window_ms in rules]

    def full(self, now_ms, tenant):
        for owner, limit, window_ms, queue in self.rules:
            while queue and queue[0] + window_ms <= now_ms:
                queue.popleft()
            if owner == tenant and len(queue) >= limit:
                yield queue[0] + window_ms - now_ms if queue else None

    def allow(self, now_ms, tenant):
        if list(self.full(now_ms, tenant)):
            return False
        for owner, _, _, queue in self.rules:
            if owner == tenant:
                queue.append(now_ms)
        return True

    def retry_after_ms(self, now_ms, tenant):
        waits = list(self.full(now_ms, tenant))
        return None if None in waits else max(waits, default=0)


def prove_equal():
    for seed in range(100, 160):
        rules, made = random_calls(seed, count=150)
        assert answers(ByDefinition, rules, made) == answers(WithQueues, rules, made), seed


def answers(kind, rules, made):
    limiter = kind(rules)
    return [getattr(limiter, name)(*given) for name, *given in made]


def write(name, rules, made, answer=ByDefinition):
    put(f"{name}.in", [[rules], *made])
    put(f"{name}.ans", answers(answer, rules, made))


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
