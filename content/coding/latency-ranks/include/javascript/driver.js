// Generated from signature.toml by `cargo xtask gen`.
//
// What lies between standard input and solution.js, for every problem.
//
// A value travels as JSON, one a line; a record travels as the array of its fields. This file turns
// one into the other and says in one sentence what does not fit. main.js knows the problem.

const { Console } = require("node:console");
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const util = require("node:util");
const vm = require("node:vm");

const SOLUTION = path.join(__dirname, "solution.js");

Error.stackTraceLimit = 50;

// What the candidate prints must not end up in the answer.
const printed = new Console(process.stderr, process.stderr);
Object.defineProperty(globalThis, "console", { value: printed, writable: true });
Object.defineProperty(process, "stdout", { value: process.stderr });

/** A value of another type than it should have. */
class Mismatch {
  constructor(says) {
    this.says = says;
    this.place = [];
  }

  within(place) {
    this.place.unshift(place);
    return this;
  }
}

function show(value) {
  const text = util.inspect(value, { breakLength: Infinity, depth: 1, maxArrayLength: 6, maxStringLength: 40 });
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

// Each type can `read` a JSON value (null: it is one already) and make a `plain` value, which JSON
// can hold, of what the candidate returned.

function scalar(fits) {
  return {
    read: null,
    plain(value) {
      if (fits(value)) return value;
      throw new Mismatch(`is ${show(value)}`);
    },
  };
}

const int = scalar(Number.isSafeInteger);
const long = int;
const bool = scalar((value) => typeof value === "boolean");
const string = scalar((value) => typeof value === "string");

function list(element) {
  return {
    isList: true,
    read: element.read && ((values) => values.map(element.read)),
    plain(values) {
      if (!Array.isArray(values)) throw new Mismatch(`is ${show(values)}`);
      const plain = [];
      try {
        for (const value of values) plain.push(element.plain(value));
      } catch (mismatch) {
        throw mismatch instanceof Mismatch ? mismatch.within(`element ${plain.length}`) : mismatch;
      }
      return plain;
    },
  };
}

function optional(some) {
  return {
    read: some.read && ((value) => (value === null ? null : some.read(value))),
    plain: (value) => (value === null || value === undefined ? null : some.plain(value)),
  };
}

/** `fields` maps names to types. The array of the fields in their order counts as a record, too. */
function record(fields) {
  const names = Object.keys(fields);
  const types = Object.values(fields);
  return {
    read(values) {
      const made = {};
      for (let at = 0; at < names.length; at++) {
        made[names[at]] = types[at].read ? types[at].read(values[at]) : values[at];
      }
      return made;
    },
    plain(given) {
      const fits = Array.isArray(given)
        ? given.length === names.length
        : given !== null && typeof given === "object";
      if (!fits) throw new Mismatch(`is ${show(given)}, and the fields are ${names.join(", ")}`);
      return names.map((name, at) => {
        try {
          return types[at].plain(Array.isArray(given) ? given[at] : given[name]);
        } catch (mismatch) {
          throw mismatch instanceof Mismatch ? mismatch.within(`field ${name}`) : mismatch;
        }
      });
    },
  };
}

/** `parameters` maps names to types; `returns` is a type and how a sentence calls it. */
function callFunction(name, { parameters, returns }) {
  run((lines, write) => {
    const names = Object.keys(parameters);
    const solve = load(name, `the function ${name}(${names.join(", ")})`);
    refuseMore(solve, name, names);
    const given = readAll(parameters, lines.slice(0, names.length).map((line) => JSON.parse(line)));
    const [type, words] = returns;
    const plain = plainOrExit(solve(...given), name, type, words);
    for (const value of type.isList ? plain : [plain]) write(value);
  });
}

/** `methods` maps names to how they are called here, their parameters, and what they return. */
function callClass(name, { parameters, methods }) {
  run((lines, write, tell) => {
    const names = Object.keys(parameters);
    const Class = load(name, `the class ${name} with constructor(${names.join(", ")})`);
    refuseMore(Class, `the constructor of ${name}`, names);
    tell(`In the constructor, ${name}(${lines[0].slice(1, -1)})`);
    const instance = new Class(...readAll(parameters, JSON.parse(lines[0])));
    tell("");
    for (const [method, taken] of Object.values(methods)) {
      const names = Object.keys(taken);
      if (typeof instance[method] !== "function") {
        exit(`solution.js must define ${method}(${names.join(", ")}) in ${name}`);
      }
      refuseMore(instance[method], method, names);
    }
    for (let number = 1; number < lines.length; number++) {
      const [called, ...values] = JSON.parse(lines[number]);
      const [method, taken, returns] = methods[called];
      // As it was given: the call may have changed its arguments since.
      const shown = `call ${number}, ${method}(${lines[number].slice(called.length + 4, -1)})`;
      tell(`In ${shown}`);
      const returned = instance[method](...readAll(taken, values));
      write(returns ? plainOrExit(returned, shown, ...returns) : null);
    }
  });
}

function readAll(parameters, values) {
  return Object.values(parameters).map((type, at) => (type.read ? type.read(values[at]) : values[at]));
}

/** What solution.js calls so at its top level, without having to export it. */
function load(name, what) {
  const source = fs.readFileSync(SOLUTION, "utf8");
  const found = `\n;return typeof ${name} === "undefined" ? module.exports.${name} : ${name};`;
  const module = { exports: {} };
  const parameters = ["require", "module", "exports", "__filename", "__dirname"];
  const compiled = vm.compileFunction(source + found, parameters, { filename: SOLUTION });
  const value = compiled(createRequire(SOLUTION), module, module.exports, SOLUTION, __dirname);
  if (typeof value !== "function") exit(`solution.js must define ${what} at top level`);
  return value;
}

/** Those that it takes beyond what it is given would be undefined. */
function refuseMore(callable, name, parameters) {
  if (callable.length > parameters.length) {
    const count = parameters.length === 0 ? "nothing" : parameters.join(", ");
    exit(`${name} takes ${callable.length} parameters, and is given ${count}`);
  }
}

function plainOrExit(value, what, type, words) {
  try {
    return type.plain(value);
  } catch (mismatch) {
    if (!(mismatch instanceof Mismatch)) throw mismatch;
    const { place, says } = mismatch;
    const found = place.length > 0 ? `${place.join(", ")} ${says}` : says.replace("is", "it returned");
    return exit(`${what} must return ${words}; ${found}`);
  }
}

function exit(sentence) {
  fs.writeSync(2, `${sentence}\n`);
  process.exit(1);
}

/** Calls `answer` with the lines of standard input, and writes what it wants written. */
function run(answer) {
  const lines = fs.readFileSync(0, "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  let call = "";
  const written = [];
  try {
    answer(
      lines,
      (value) => written.push(JSON.stringify(value), "\n"),
      (next) => (call = next),
    );
  } catch (error) {
    const trace = error instanceof Error ? error.stack : `Uncaught ${show(error)}`;
    exit(call ? `${call}\n${trace}` : trace);
  }
  fs.writeFileSync(1, written.join(""));
  // Timers that the candidate's code left behind do not hold the program.
  process.exit(0);
}

module.exports = { bool, callClass, callFunction, int, list, long, optional, record, string };
