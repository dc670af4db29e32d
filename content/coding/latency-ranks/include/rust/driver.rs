// Generated from signature.toml by `cargo xtask gen`.

//! What lies between standard input and solution.rs, for every problem.
//!
//! A value travels as JSON, one a line; a record travels as the array of its fields. `Value` turns
//! one into the other, and main.rs adds it to the problem's records. What the candidate prints goes
//! to stderr, so that it cannot end up in the answer.

#![allow(dead_code)]

use std::cell::RefCell;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::FromRawFd;
use std::process::exit;

pub trait Value: Sized {
    fn read(input: &mut Reader) -> Self;
    fn write(&self, out: &mut Vec<u8>);
}

pub struct Reader {
    text: Vec<u8>,
    at: usize,
}

impl Reader {
    fn new() -> Reader {
        let mut text = Vec::new();
        if let Err(error) = std::io::stdin().read_to_end(&mut text) {
            eprintln!("The input cannot be read: {error}");
            exit(1);
        }
        Reader { text, at: 0 }
    }

    /// Takes `wanted` if it is next.
    pub fn take(&mut self, wanted: &str) -> bool {
        let is_next = self.text[self.at..].starts_with(wanted.as_bytes());
        self.at += if is_next { wanted.len() } else { 0 };
        is_next
    }

    pub fn expect(&mut self, wanted: &str) {
        if !self.take(wanted) {
            self.fail(wanted);
        }
    }

    /// A value with what must be before it: `[` or `,` within an array.
    pub fn after<T: Value>(&mut self, before: &str) -> T {
        self.expect(before);
        T::read(self)
    }

    pub fn line<T: Value>(&mut self) -> T {
        let value = T::read(self);
        self.end_line();
        value
    }

    pub fn end_line(&mut self) {
        if self.at < self.text.len() {
            self.expect("\n");
        }
    }

    fn rest_of_line(&self) -> &str {
        let rest = &self.text[self.at..];
        let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        std::str::from_utf8(&rest[..end]).unwrap_or_default()
    }

    fn fail(&self, wanted: &str) -> ! {
        eprintln!(
            "The input is not what this problem takes: at byte {} there should be {wanted}",
            self.at
        );
        exit(1)
    }

    fn escape(&mut self, value: &mut Vec<u8>) {
        let byte = self.text.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        match byte {
            b'"' | b'\\' | b'/' => value.push(byte),
            b'b' => value.push(8),
            b'f' => value.push(12),
            b'n' => value.push(b'\n'),
            b'r' => value.push(b'\r'),
            b't' => value.push(b'\t'),
            b'u' => {
                let mut point = self.unit();
                // Two halves are one character beyond the 16 bits of a unit.
                if (0xD800..0xDC00).contains(&point) && self.take("\\u") {
                    let low = self.unit();
                    point = 0x10000 + ((point - 0xD800) << 10) + low.wrapping_sub(0xDC00);
                }
                let character = char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
                value.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            _ => self.fail("an escape of JSON"),
        }
    }

    fn unit(&mut self) -> u32 {
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(unit) = unit else { self.fail("four hexadecimal digits") };
        self.at += 4;
        unit
    }
}

impl Value for i64 {
    fn read(input: &mut Reader) -> i64 {
        let is_negative = input.take("-");
        let start = input.at;
        let mut value: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = input.text.get(input.at) {
            // Counted downwards, because the smallest number has no positive twin.
            let shifted = value.checked_mul(10);
            match shifted.and_then(|value| value.checked_sub(i64::from(digit - b'0'))) {
                Some(next) => value = next,
                None => input.fail("a number that fits"),
            }
            input.at += 1;
        }
        if input.at == start || (!is_negative && value == i64::MIN) {
            input.fail("a number that fits");
        }
        if is_negative { value } else { -value }
    }

    fn write(&self, out: &mut Vec<u8>) {
        let _ = write!(out, "{self}");
    }
}

impl Value for bool {
    fn read(input: &mut Reader) -> bool {
        let value = input.take("true");
        if !value {
            input.expect("false");
        }
        value
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(if *self { &b"true"[..] } else { b"false" });
    }
}

impl Value for String {
    fn read(input: &mut Reader) -> String {
        input.expect("\"");
        let mut value = Vec::new();
        loop {
            let rest = &input.text[input.at..];
            let Some(plain) = rest.iter().position(|&byte| byte == b'"' || byte == b'\\') else {
                input.fail("the end of a string");
            };
            value.extend(&rest[..plain]);
            input.at += plain + 1;
            if input.text[input.at - 1] == b'"' {
                break;
            }
            input.escape(&mut value);
        }
        String::from_utf8(value).unwrap_or_else(|_| input.fail("UTF-8"))
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        for byte in self.bytes() {
            match byte {
                b'"' => out.extend(b"\\\""),
                b'\\' => out.extend(b"\\\\"),
                8 => out.extend(b"\\b"),
                12 => out.extend(b"\\f"),
                b'\n' => out.extend(b"\\n"),
                b'\r' => out.extend(b"\\r"),
                b'\t' => out.extend(b"\\t"),
                0..=31 => {
                    let _ = write!(out, "\\u{byte:04x}");
                }
                _ => out.push(byte),
            }
        }
        out.push(b'"');
    }
}

impl<T: Value> Value for Option<T> {
    fn read(input: &mut Reader) -> Option<T> {
        if input.take("null") { None } else { Some(T::read(input)) }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(out),
            None => out.extend(b"null"),
        }
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(input: &mut Reader) -> Vec<T> {
        let mut values = Vec::new();
        input.expect("[");
        if input.take("]") {
            return values;
        }
        loop {
            values.push(T::read(input));
            if !input.take(",") {
                input.expect("]");
                return values;
            }
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (at, value) in self.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            value.write(out);
        }
        out.push(b']');
    }
}

extern "C" {
    fn dup(fd: i32) -> i32;
    fn dup2(from: i32, to: i32) -> i32;
}

/// Standard input, and standard output kept for the answer alone.
pub struct Driver {
    pub input: Reader,
    pub out: Vec<u8>,
    kept: File,
    calls: usize,
}

thread_local! {
    /// What is being called, for the case that it ends the program.
    static CALL: RefCell<String> = const { RefCell::new(String::new()) };
}

impl Driver {
    pub fn new() -> Driver {
        // SAFETY: both only take numbers, and nobody else owns the new descriptor.
        let kept = unsafe {
            let kept = File::from_raw_fd(dup(1));
            dup2(2, 1);
            kept
        };
        let default = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            CALL.with_borrow(|call| eprint!("{call}"));
            default(panic);
        }));
        Driver { input: Reader::new(), out: Vec::new(), kept, calls: 0 }
    }

    /// An answer that is a list has one line for each element.
    pub fn answer_lines<T: Value>(&mut self, values: Vec<T>) {
        for value in values {
            self.answer(value);
        }
    }

    pub fn answer<T: Value>(&mut self, value: T) {
        value.write(&mut self.out);
        self.out.push(b'\n');
    }

    pub fn answer_nothing(&mut self, _: ()) {
        self.out.extend(b"null\n");
    }

    pub fn constructor(&mut self, name: &str) {
        let line = self.input.rest_of_line();
        let arguments = line.get(1..line.len().saturating_sub(1)).unwrap_or_default();
        CALL.set(format!("In the constructor, {name}({arguments})\n"));
    }

    /// The name of the method that the next line calls.
    pub fn next_call(&mut self) -> Option<String> {
        if self.input.at == self.input.text.len() {
            return None;
        }
        let line = self.input.rest_of_line().to_owned();
        let name: String = self.input.after("[");
        self.calls += 1;
        let arguments = line.get(name.len() + 4..line.len() - 1).unwrap_or_default();
        CALL.set(format!("In call {}, {name}({arguments})\n", self.calls));
        Some(name)
    }

    pub fn end_call(&mut self) {
        self.input.expect("]");
        self.input.end_line();
    }

    pub fn unknown_method(&self) -> ! {
        self.input.fail("a method of this problem")
    }

    pub fn finish(mut self) {
        if self.kept.write_all(&self.out).is_err() {
            exit(1);
        }
    }
}
