# Generated from signature.toml by `cargo xtask gen`.
"""What lies between standard input and solution.py, for every problem.

A value travels as JSON, one a line; a record travels as the array of its fields. This file turns
one into the other and says in one sentence what does not fit. main.py knows the problem."""

import json
import os
import sys

FUNCTION, CONSTRUCTOR, METHOD = "the function", "the constructor", "the method"
# Deep enough for a chain as long as any input, and an endless recursion still ends in a
# RecursionError before it ends the memory.
RECURSION_MAX = 250_000
STACK_BYTES = 256 << 20
FRAMES_SHOWN = 12

write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Mismatch(Exception):
    """A value of another type than it should have."""

    def __init__(self, says):
        super().__init__(says)
        self.says = says
        self.place = []

    def within(self, place):
        self.place.insert(0, place)
        return self

    def __str__(self):
        return f"{', '.join(self.place) or 'it'} {self.says}"


def is_found(value):
    return Mismatch(f"is {show(value)}")


def show(value):
    import reprlib

    try:
        return reprlib.repr(value)
    except Exception:
        return f"an object of {type(value).__name__}"


# Each type can `read` a JSON value (None: it is one already) and make a `plain` value, which JSON
# can hold, of what the candidate returned.


class Scalar:
    read = None

    def __init__(self, of):
        self.of = of

    def plain(self, value):
        # A bool is an int to isinstance, and would be written as `true`.
        if type(value) is self.of or (isinstance(value, self.of) and not isinstance(value, bool)):
            return value
        raise is_found(value)


INT = LONG = Scalar(int)
BOOL = Scalar(bool)
STRING = Scalar(str)


class List:
    def __init__(self, element):
        self.plain_element = element.plain
        if element.read:
            read_element = element.read
            self.read = lambda values: [read_element(value) for value in values]
        else:
            self.read = None

    def plain(self, values):
        if not isinstance(values, (list, tuple)):
            raise is_found(values)
        plain_element = self.plain_element
        plain = []
        try:
            for value in values:
                plain.append(plain_element(value))
        except Mismatch as mismatch:
            raise mismatch.within(f"element {len(plain)}") from None
        return plain


class Optional:
    def __init__(self, some):
        self.some = some
        if some.read:
            self.read = lambda value: None if value is None else some.read(value)
        else:
            self.read = None

    def plain(self, value):
        return None if value is None else self.some.plain(value)


class Record:
    """`shape` is a named tuple of shapes.py; a plain tuple or list of its fields counts as one."""

    def __init__(self, shape, *fields):
        self.names = shape._fields
        self.fields = fields
        readers = [field.read for field in fields]
        if any(readers):
            self.read = lambda values: shape._make(
                read(value) if read else value for read, value in zip(readers, values)
            )
        else:
            self.read = shape._make

    def plain(self, values):
        if not isinstance(values, (list, tuple)):
            raise is_found(values)
        if len(values) != len(self.fields):
            raise Mismatch(f"is {show(values)}, and the fields are {', '.join(self.names)}")
        plain = []
        try:
            for field, value in zip(self.fields, values):
                plain.append(field.plain(value))
        except Mismatch as mismatch:
            raise mismatch.within(f"field {self.names[len(plain)]}") from None
        return plain


def call_function(name, *, parameters, returns):
    """`parameters` maps names to types; `returns` is a type and how a sentence calls it."""

    def answer(lines, write):
        function = find(import_solution(), name, FUNCTION, parameters, "at top level")
        arguments = read_all(parameters, [json.loads(line) for line in lines[: len(parameters)]])
        given = call(function, arguments, FUNCTION, name, parameters)
        plain = plain_or_exit(given, name, *returns)
        if isinstance(returns[0], List):
            for element in plain:
                write(write_json(element))
        else:
            write(write_json(plain))

    run(answer)


def call_class(name, *, parameters, methods):
    """`methods` maps names to their parameters and to what they return, None for nothing."""

    def answer(lines, write):
        constructor = find(import_solution(), name, "the class", parameters, "at top level")
        arguments = read_all(parameters, json.loads(lines[0]))
        context = f"The constructor, {name}({lines[0][1:-1]}), raised:"
        instance = call(constructor, arguments, CONSTRUCTOR, name, parameters, context)
        found = {
            method: find(instance, method, METHOD, methods[method][0], f"in {name}")
            for method in methods
        }
        for number, line in enumerate(lines[1:], 1):
            method, *values = json.loads(line)
            parameters_, returns = methods[method]
            arguments = read_all(parameters_, values)
            # As it was given: the call may have changed its arguments since.
            shown = f"call {number}, {method}({line[len(method) + 4 : -1]})"
            context = f"In {shown}:"
            given = call(found[method], arguments, METHOD, method, parameters_, context)
            if returns is None:
                write("null")
            else:
                write(write_json(plain_or_exit(given, shown, *returns)))

    run(answer)


def read_all(parameters, values):
    return [ty.read(value) if ty.read else value for ty, value in zip(parameters.values(), values)]


def plain_or_exit(value, what, ty, description):
    try:
        return ty.plain(value)
    except Mismatch as mismatch:
        if mismatch.place:
            sys.exit(f"{what} must return {description}; {mismatch}")
        returned = mismatch.says.removeprefix("is ")
        sys.exit(f"{what} must return {description}; it returned {returned}")


def import_solution():
    try:
        import solution
    except BaseException as error:
        exit_with_trace(error)
    return solution


def find(owner, name, what, parameters, where):
    found = getattr(owner, name, None)
    if not callable(found):
        sys.exit(f"solution.py must define {what} {name}({', '.join(parameters)}) {where}")
    return found


def call(function, arguments, what, name, parameters, context=None):
    try:
        return function(*arguments)
    except BaseException as error:
        # Raised by the call itself, before the candidate's first line.
        if isinstance(error, TypeError) and error.__traceback__.tb_next is None:
            exit_if_not_taking(function, arguments, f"{what} {name}({', '.join(parameters)})")
        exit_with_trace(error, context)


def exit_if_not_taking(function, arguments, wanted):
    import inspect

    try:
        inspect.signature(function).bind(*arguments)
    except TypeError as error:
        count = "1 argument" if len(arguments) == 1 else f"{len(arguments)} arguments"
        sys.exit(f"solution.py must define {wanted}, called with {count}: {error}")
    except ValueError:
        pass  # A built-in that does not say what it takes.


def exit_with_trace(error, context=None):
    """The candidate's own frames; of very many, the first and the last."""
    import traceback

    if context:
        print(context, file=sys.stderr)
    if isinstance(error, SystemExit):
        print("The program ended itself, and an answer was expected. It did so here:", file=sys.stderr)
    seen = set()
    chain = [error]
    while chain and id(chain[0]) not in seen:
        one = chain.pop()
        seen.add(id(one))
        shorten(one)
        chain.extend(other for other in (one.__cause__ or one.__context__,) if other)
    traceback.print_exception(type(error), error, error.__traceback__)
    sys.stderr.flush()
    # Not sys.exit: a million live frames would be torn down first.
    os._exit(1)


def shorten(error):
    entries = []
    entry = error.__traceback__
    while entry:
        if not entry.tb_frame.f_code.co_filename.startswith(("<frozen", __file__)):
            entries.append(entry)
        entry = entry.tb_next
    left_out = len(entries) - 2 * FRAMES_SHOWN
    if left_out > 0:
        entries[FRAMES_SHOWN:-FRAMES_SHOWN] = []
        print(f"({left_out} calls between the first and the last {FRAMES_SHOWN} are left out.)", file=sys.stderr)
    for entry, after in zip(entries, [*entries[1:], None]):
        entry.tb_next = after
    error.__traceback__ = entries[0] if entries else None


def run(answer):
    """Calls `answer` with the lines of standard input and a function that takes those to write."""
    # What the candidate prints must not end up in the answer, however it is printed.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr

    lines = sys.stdin.buffer.read().decode().split("\n")
    if lines[-1] == "":
        lines.pop()
    written = []
    sys.setrecursionlimit(RECURSION_MAX)
    on_deep_stack(lambda: answer(lines, written.append))
    text = "".join(f"{line}\n" for line in written)
    out.write(text.encode(errors="replace"))
    out.flush()


def on_deep_stack(work):
    import resource

    stack_bytes, _ = resource.getrlimit(resource.RLIMIT_STACK)
    if stack_bytes == resource.RLIM_INFINITY or stack_bytes >= STACK_BYTES:
        return work()
    import threading

    code = []

    def work_and_keep_exit():
        try:
            work()
        except SystemExit as error:
            code.append(error.code)

    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=work_and_keep_exit)
    thread.start()
    thread.join()
    if code:
        sys.exit(code[0])
