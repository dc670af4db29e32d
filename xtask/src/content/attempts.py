"""Makes attempts on SQLite schemas. Reads {"schemas": [sql], "attempts": [sql]} and prints, for each
schema, for each attempt: null if it went through, else what refused it and how many statements were
left. A schema that cannot be created gives its error in place of the list."""

import json
import sqlite3
import sys


def main():
    given = json.load(sys.stdin)
    json.dump([on_schema(schema, given["attempts"]) for schema in given["schemas"]], sys.stdout)


def on_schema(schema, attempts):
    try:
        fresh(schema)
    except sqlite3.Error as error:
        return str(error)
    return [attempt(fresh(schema), sql) for sql in attempts]


def fresh(schema):
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("PRAGMA foreign_keys = ON")
    database.executescript(schema)
    return database


def attempt(database, sql):
    todo = list(statements(sql))
    for at, statement in enumerate(todo):
        try:
            database.execute(statement).fetchall()
        except sqlite3.Error as error:
            return {
                "why": str(error),
                "is_refusal": isinstance(error, sqlite3.IntegrityError),
                "left": len(todo) - at - 1,
            }
    return None


def statements(sql):
    begun = ""
    for piece in sql.split(";")[:-1]:
        begun += piece + ";"
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""


main()
