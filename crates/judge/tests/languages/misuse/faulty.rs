//! The same mistakes in every language.

pub struct Language {
    pub id: &'static str,
    /// Prints in two ways, and returns no breach.
    pub prints: &'static str,
    /// The first line of a function without its last parameter.
    pub two_parameters: &'static str,
    /// Answers 1 to the first call, and breaks at the second within `helper`.
    pub breaks: &'static str,
    /// A mistake in line 3 that no compiler takes.
    pub broken: &'static str,
    /// Recurses as deep as `window_ms` says, or for ever if it is negative.
    pub recurses: &'static str,
    pub empty: &'static str,
}

pub const PYTHON: Language = Language {
    id: "python",
    prints: "\
import os
print('at the top')
def first_breaches(log, window_ms, limit):
    print('in a call')
    os.write(1, b'past the library')
    return []
",
    two_parameters: "def first_breaches(log, window_ms):\n    return []\n",
    breaks: "\
class TtlCache:
    def __init__(self, capacity):
        self.calls = 0
    def get(self, now_ms, key):
        self.calls += 1
        return helper([1], self.calls)
def helper(values, at):
    return values[at - 1]
",
    broken: "def first_breaches(log, window_ms, limit):\n    count = 0\n    count = = 1\n",
    recurses: "\
def first_breaches(log, window_ms, limit):
    down(window_ms)
    return []
def down(left):
    return 0 if left == 0 else 1 + down(left - 1)
",
    empty: "",
};

pub const JAVA: Language = Language {
    id: "java",
    prints: "\
import java.util.List;
class Solution {
    static List<Breach> firstBreaches(List<Request> log, long windowMs, int limit) {
        System.out.println(\"in a call\");
        System.out.printf(\"%s\", \"past the library\");
        return List.of();
    }
}
",
    two_parameters: "\
import java.util.List;
class Solution {
    static List<Breach> firstBreaches(List<Request> log, long windowMs) { return List.of(); }
}
",
    breaks: "\
import java.util.List;
class TtlCache {
    private int calls = 0;
    TtlCache(int capacity) {}
    Integer get(long nowMs, String key) {
        calls++;
        return helper(List.of(1), calls);
    }
    static int helper(List<Integer> values, int at) {
        return values.get(at - 1);
    }
}
",
    broken: "\
class Solution {
    static int count() {
        return 0
    }
}
",
    recurses: "\
import java.util.List;
class Solution {
    static List<Breach> firstBreaches(List<Request> log, long windowMs, int limit) {
        down(windowMs);
        return List.of();
    }
    static long down(long left) {
        return left == 0 ? 0 : 1 + down(left - 1);
    }
}
",
    empty: "class Solution {}\n",
};

pub const GO: Language = Language {
    id: "go",
    prints: "\
package main
import (\"fmt\"; \"os\")
var out = os.Stdout
func FirstBreaches(log []Request, windowMs int64, limit int) []Breach {
	fmt.Println(\"in a call\")
	fmt.Fprint(out, \"past the library\")
	return nil
}
",
    two_parameters: "\
package main
func FirstBreaches(log []Request, windowMs int64) []Breach { return nil }
",
    breaks: "\
package main
type TtlCache struct { calls int }
func NewTtlCache(capacity int) *TtlCache { return &TtlCache{} }
func (c *TtlCache) Get(nowMs int64, key string) *int {
	c.calls++
	return helper([]int{1}, c.calls)
}
//go:noinline
func helper(values []int, at int) *int {
	return &values[at-1]
}
",
    broken: "package main\nfunc count() int {\n\treturn none\n}\n",
    recurses: "\
package main
func FirstBreaches(log []Request, windowMs int64, limit int) []Breach {
	down(windowMs)
	return nil
}
func down(left int64) int64 {
	if left == 0 { return 0 }
	return 1 + down(left-1)
}
",
    empty: "package main\n",
};

pub const RUST: Language = Language {
    id: "rust",
    prints: "\
use crate::shapes::{Breach, Request};
use std::io::Write;
pub fn first_breaches(_: Vec<Request>, _: i64, _: i64) -> Vec<Breach> {
    println!(\"in a call\");
    std::io::stdout().lock().write_all(b\"past the library\").unwrap();
    Vec::new()
}
",
    two_parameters: "\
use crate::shapes::{Breach, Request};
pub fn first_breaches(_: Vec<Request>, _: i64) -> Vec<Breach> { Vec::new() }
",
    breaks: "\
pub struct TtlCache { calls: usize }
impl TtlCache {
    pub fn new(_: i64) -> Self { TtlCache { calls: 0 } }
    pub fn get(&mut self, _: i64, _: String) -> Option<i64> {
        self.calls += 1;
        Some(helper(&[1], self.calls))
    }
}
#[inline(never)]
fn helper(values: &[i64], at: usize) -> i64 {
    values[at - 1]
}
",
    broken: "pub fn count() -> i64 {\n    let none: i64 =\n        \"none\";\n    none\n}\n",
    recurses: "\
use crate::shapes::{Breach, Request};
pub fn first_breaches(_: Vec<Request>, window_ms: i64, _: i64) -> Vec<Breach> {
    std::hint::black_box(down(window_ms));
    Vec::new()
}
fn down(left: i64) -> i64 {
    if left == 0 { 0 } else { std::hint::black_box(1 + down(left - 1)) }
}
",
    empty: "",
};

pub const CPP: Language = Language {
    id: "cpp",
    prints: "\
#include <cstdio>
#include <iostream>
#include \"shapes.hpp\"
std::vector<Breach> first_breaches(const std::vector<Request>&, std::int64_t, int) {
    std::cout << \"in a call\" << std::endl;
    std::printf(\"past the library\");
    return {};
}
",
    two_parameters: "\
#include \"shapes.hpp\"
std::vector<Breach> first_breaches(const std::vector<Request>&, std::int64_t) { return {}; }
",
    breaks: "\
#include <optional>
#include <string>
#include <vector>
int helper(const std::vector<int>& values, int at) { return values[at - 1]; }
struct TtlCache {
    int calls = 0;
    TtlCache(int) {}
    std::optional<int> get(std::int64_t, const std::string&) { return helper({1}, ++calls); }
};
",
    broken: "int count() {\n    int none = 0;\n    return none\n}\n",
    recurses: "\
#include \"shapes.hpp\"
volatile std::int64_t depth = 0;
std::int64_t down(std::int64_t left) {
    depth = depth + 1;
    const std::int64_t below = left == 0 ? 0 : down(left - 1);
    depth = depth - 1;
    return below + depth;
}
std::vector<Breach> first_breaches(const std::vector<Request>&, std::int64_t window_ms, int) {
    down(window_ms);
    return {};
}
",
    empty: "",
};

pub const JAVASCRIPT: Language = Language {
    id: "javascript",
    prints: "\
console.log('at the top');
function firstBreaches(log, windowMs, limit) {
  console.log('in a call');
  process.stdout.write('past the library');
  return [];
}
",
    two_parameters: "function firstBreaches(log, windowMs, limit, more) {\n  return [];\n}\n",
    breaks: "\
class TtlCache {
  calls = 0;
  get(nowMs, key) {
    this.calls++;
    return helper([[1]], this.calls);
  }
}
function helper(values, at) {
  return values[at - 1][0];
}
",
    broken: "function firstBreaches(log) {\n  const none = 0;\n  return none +;\n}\n",
    recurses: "\
function firstBreaches(log, windowMs, limit) {
  down(windowMs);
  return [];
}
function down(left) {
  return left === 0 ? 0 : 1 + down(left - 1);
}
",
    empty: "",
};
