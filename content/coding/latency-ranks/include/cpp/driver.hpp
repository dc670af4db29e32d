// Generated from signature.toml by `cargo xtask gen`.
//
// What lies between standard input and solution.cpp, for every problem.
//
// A value travels as JSON, one a line; a record travels as the array of its fields. `read` and
// `write` turn one into the other, and main.cpp adds those for the problem's records. What the
// candidate prints goes to stderr, so that it cannot end up in the answer.

#pragma once

// An index out of range says so, instead of answering with what lies there.
#define _GLIBCXX_ASSERTIONS

#include <charconv>
#include <concepts>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unistd.h>
#include <utility>
#include <vector>

namespace driver {

inline void say(std::string_view text) {
    // Also used where a signal was caught, in which nothing greater is allowed.
    while (!text.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

class Reader {
public:
    Reader() {
        std::size_t size = 0;
        while (true) {
            text.resize(size + (1 << 20));
            const ssize_t got = ::read(STDIN_FILENO, text.data() + size, text.size() - size);
            if (got <= 0) break;
            size += static_cast<std::size_t>(got);
        }
        text.resize(size);
        at = text.data();
        end = at + size;
    }

    bool at_end() const { return at == end; }

    bool next_is(char wanted) const { return at < end && *at == wanted; }

    /// Takes `wanted` if it is next.
    bool take(std::string_view wanted) {
        if (static_cast<std::size_t>(end - at) < wanted.size()) return false;
        if (std::memcmp(at, wanted.data(), wanted.size()) != 0) return false;
        at += wanted.size();
        return true;
    }

    void expect(std::string_view wanted) {
        if (!take(wanted)) fail(wanted);
    }

    void end_line() {
        if (!at_end()) expect("\n");
    }

    template <class Number>
    Number number() {
        Number value{};
        const auto [after, error] = std::from_chars(at, end, value);
        if (error != std::errc{}) fail("a number that fits");
        at = after;
        return value;
    }

    std::string string() {
        expect("\"");
        std::string value;
        while (true) {
            const char* plain = at;
            while (at < end && *at != '"' && *at != '\\') ++at;
            value.append(plain, at);
            if (at == end) fail("the end of a string");
            if (*at++ == '"') return value;
            escape(value);
        }
    }

    std::string_view rest_of_line() const {
        const void* newline = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
        const char* stop = newline ? static_cast<const char*>(newline) : end;
        return {at, static_cast<std::size_t>(stop - at)};
    }

    [[noreturn]] void fail(std::string_view wanted) const {
        say("The input is not what this problem takes: at byte ");
        say(std::to_string(at - text.data()));
        say(" there should be ");
        say(wanted);
        say("\n");
        std::_Exit(1);
    }

private:
    void escape(std::string& value) {
        switch (at < end ? *at++ : '\0') {
            case '"': value += '"'; break;
            case '\\': value += '\\'; break;
            case '/': value += '/'; break;
            case 'b': value += '\b'; break;
            case 'f': value += '\f'; break;
            case 'n': value += '\n'; break;
            case 'r': value += '\r'; break;
            case 't': value += '\t'; break;
            case 'u': {
                std::uint32_t point = unit();
                // Two halves are one character beyond the 16 bits of a unit.
                if (point >= 0xD800 && point < 0xDC00 && take("\\u")) {
                    point = 0x10000 + ((point - 0xD800) << 10) + (unit() - 0xDC00);
                }
                append_utf8(value, point);
                break;
            }
            default: fail("an escape of JSON");
        }
    }

    std::uint32_t unit() {
        std::uint32_t value = 0;
        if (end - at < 4) fail("four hexadecimal digits");
        const auto [after, error] = std::from_chars(at, at + 4, value, 16);
        if (error != std::errc{} || after != at + 4) fail("four hexadecimal digits");
        at = after;
        return value;
    }

    static void append_utf8(std::string& value, std::uint32_t point) {
        const auto add = [&](std::uint32_t byte) { value += static_cast<char>(byte); };
        const auto follow = [&](int shift) { add(0x80 | ((point >> shift) & 0x3F)); };
        if (point < 0x80) {
            add(point);
        } else if (point < 0x800) {
            add(0xC0 | (point >> 6)), follow(0);
        } else if (point < 0x10000) {
            add(0xE0 | (point >> 12)), follow(6), follow(0);
        } else {
            add(0xF0 | (point >> 18)), follow(12), follow(6), follow(0);
        }
    }

    std::string text;
    const char* at;
    const char* end;
};

inline void read(Reader& in, int& value) { value = in.number<int>(); }

inline void read(Reader& in, std::int64_t& value) { value = in.number<std::int64_t>(); }

inline void read(Reader& in, std::string& value) { value = in.string(); }

inline void read(Reader& in, bool& value) {
    value = in.take("true");
    if (!value) in.expect("false");
}

template <class T>
void read(Reader& in, std::optional<T>& value) {
    if (in.take("null")) return;
    read(in, value.emplace());
}

template <class T>
void read(Reader& in, std::vector<T>& values) {
    in.expect("[");
    if (in.take("]")) return;
    do {
        T value{};
        read(in, value);
        values.push_back(std::move(value));
    } while (in.take(","));
    in.expect("]");
}

/// The rest of an array whose beginning is read, or all fields of a record.
template <class... Fields>
void read_fields(Reader& in, Fields&... fields) {
    in.expect("[");
    std::string_view before = "";
    ((in.expect(before), read(in, fields), before = ","), ...);
    in.expect("]");
}

/// What is written; a type of its own, by which the compiler finds each `write` of this namespace.
struct Text : std::string {};

template <std::integral Number>
void write_number(Text& out, Number value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

inline void write(Text& out, int value) { write_number(out, value); }

inline void write(Text& out, std::int64_t value) { write_number(out, value); }

inline void write(Text& out, bool value) { out += value ? "true" : "false"; }

inline void write(Text& out, const std::string& value) {
    out += '"';
    for (const char c : value) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    const char* digits = "0123456789abcdef";
                    out += "\\u00";
                    out += digits[c >> 4];
                    out += digits[c & 15];
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

template <class T>
void write(Text& out, const std::optional<T>& value) {
    if (value) {
        write(out, *value);
    } else {
        out += "null";
    }
}

template <class T>
void write(Text& out, const std::vector<T>& values) {
    out += '[';
    bool is_first = true;
    for (const T& value : values) {
        if (!std::exchange(is_first, false)) out += ',';
        write(out, value);
    }
    out += ']';
}

template <class... Fields>
void write_fields(Text& out, const Fields&... fields) {
    out += '[';
    bool is_first = true;
    ((std::exchange(is_first, false) ? void() : void(out += ','), write(out, fields)), ...);
    out += ']';
}

/// An answer that is a list has one line for each element.
template <class T>
void write_answer(Text& out, const T& value) {
    write(out, value);
    out += '\n';
}

template <class T>
void write_answer(Text& out, const std::vector<T>& values) {
    for (const T& value : values) {
        write(out, value);
        out += '\n';
    }
}

/// What is being called, for the case that it ends the program.
struct Context {
    std::size_t number = 0;
    std::string_view name, arguments;

    void tell() const {
        if (name.empty()) return;
        if (number == 0) {
            say("In the constructor, ");
        } else {
            char digits[24];
            say("In call ");
            say({digits, std::to_chars(digits, digits + sizeof digits, number).ptr});
            say(", ");
        }
        say(name);
        say("(");
        say(arguments);
        say(")\n");
    }
};

inline Context context;

inline void tell_of_crash(int signal) {
    context.tell();
    if (signal == SIGSEGV) say("The recursion was too deep, or memory was used that is not there.\n");
    if (signal == SIGFPE) say("A whole number was divided by zero.\n");
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// Standard output, kept for the answer alone.
class Output {
public:
    Output() : kept(::dup(STDOUT_FILENO)) {
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
        // A full stack has no room to tell of it.
        static char room[64 << 10];
        stack_t other{};
        other.ss_sp = room;
        other.ss_size = sizeof room;
        ::sigaltstack(&other, nullptr);
        struct sigaction action {};
        action.sa_handler = tell_of_crash;
        action.sa_flags = SA_ONSTACK | SA_NODEFER;
        for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
            ::sigaction(signal, &action, nullptr);
        }
    }

    void finish() const {
        for (std::string_view rest = text; !rest.empty();) {
            const ssize_t written = ::write(kept, rest.data(), rest.size());
            if (written <= 0) std::_Exit(1);
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    Text text;

private:
    int kept;
};

/// One argument a line, one call, its answer.
template <class Result, class... Parameters, class Function>
void call_function(Function function) {
    Output out;
    Reader in;
    std::tuple<Parameters...> arguments;
    std::apply([&](auto&... each) { ((read(in, each), in.end_line()), ...); }, arguments);
    const Result result = std::apply(function, arguments);
    write_answer(out.text, result);
    out.finish();
}

/// The calls of a class, one a line.
class Calls {
public:
    template <class Class, class... Parameters>
    std::unique_ptr<Class> construct(std::string_view name) {
        const std::string_view line = in.rest_of_line();
        context = {0, name, line.substr(1, line.size() - 2)};
        std::tuple<Parameters...> arguments;
        std::apply([&](auto&... each) { read_fields(in, each...); }, arguments);
        in.end_line();
        const auto make = [](auto&... each) { return std::make_unique<Class>(each...); };
        return std::apply(make, arguments);
    }

    bool next() {
        if (in.at_end()) {
            out.finish();
            return false;
        }
        const std::string_view line = in.rest_of_line();
        in.expect("[");
        read(in, name);
        const std::size_t before = name.size() + 4;
        const bool has_arguments = line.size() > before;
        const auto shown = has_arguments ? line.substr(before, line.size() - before - 1) : "";
        context = {context.number + 1, name, shown};
        return true;
    }

    bool is(std::string_view wanted) const { return name == wanted; }

    template <class Result, class... Parameters, class Method>
    void answer(Method method) {
        std::tuple<Parameters...> arguments;
        std::apply([&](auto&... each) { ((in.expect(","), read(in, each)), ...); }, arguments);
        in.expect("]");
        in.end_line();
        if constexpr (std::is_void_v<Result>) {
            std::apply(method, arguments);
            out.text += "null";
        } else {
            const Result result = std::apply(method, arguments);
            write(out.text, result);
        }
        out.text += '\n';
    }

    [[noreturn]] void unknown() const { in.fail("a method of this problem"); }

private:
    Output out;
    Reader in;
    std::string name;
};

}  // namespace driver
