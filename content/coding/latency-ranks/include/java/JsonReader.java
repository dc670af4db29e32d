// Generated from signature.toml by `cargo xtask gen`.

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads standard input: a value a line as JSON, and a record as the array of its fields. */
final class JsonReader {
    private final byte[] text;
    private int at = 0;

    JsonReader() {
        try {
            text = System.in.readAllBytes();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    boolean atEnd() {
        return at == text.length;
    }

    int integer() {
        long value = longInteger();
        if (value != (int) value) {
            throw wrong("a number that fits into 32 bits");
        }
        return (int) value;
    }

    long longInteger() {
        boolean isNegative = take('-');
        int start = at;
        // Counted downwards, because the smallest number has no positive twin.
        long value = 0;
        try {
            while (at < text.length && text[at] >= '0' && text[at] <= '9') {
                value = Math.subtractExact(Math.multiplyExact(value, 10L), text[at] - '0');
                at++;
            }
            if (at == start) {
                throw wrong("a number");
            }
            return isNegative ? value : Math.negateExact(value);
        } catch (ArithmeticException error) {
            throw wrong("a number that fits into 64 bits");
        }
    }

    boolean bool() {
        boolean value = next() == 't';
        for (char c : (value ? "true" : "false").toCharArray()) {
            expect(c);
        }
        return value;
    }

    String string() {
        expect('"');
        int start = at;
        while (next() != '"' && next() != '\\') {
            at++;
        }
        if (next() == '"') {
            return new String(text, start, at++ - start, StandardCharsets.UTF_8);
        }
        StringBuilder value = new StringBuilder();
        while (true) {
            value.append(new String(text, start, at - start, StandardCharsets.UTF_8));
            if (take('"')) {
                return value.toString();
            }
            expect('\\');
            value.append(escaped());
            start = at;
            while (next() != '"' && next() != '\\') {
                at++;
            }
        }
    }

    <T> List<T> list(Supplier<T> element) {
        List<T> values = new ArrayList<>();
        expect('[');
        if (take(']')) {
            return values;
        }
        do {
            values.add(element.get());
        } while (take(','));
        expect(']');
        return values;
    }

    <T> T optional(Supplier<T> some) {
        if (next() != 'n') {
            return some.get();
        }
        for (char c : "null".toCharArray()) {
            expect(c);
        }
        return null;
    }

    /** What is before the next value of an array: its beginning or a comma. */
    JsonReader after(char wanted) {
        expect(wanted);
        return this;
    }

    void expect(char wanted) {
        if (!take(wanted)) {
            throw wrong(String.valueOf(wanted));
        }
    }

    void endLine() {
        if (!atEnd()) {
            expect('\n');
        }
    }

    String restOfLine() {
        int end = at;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return new String(text, at, end - at, StandardCharsets.UTF_8);
    }

    IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(
            "the input is not what this problem takes: at byte " + at + " there should be " + wanted);
    }

    private char escaped() {
        byte letter = next();
        at++;
        return switch (letter) {
            case '"', '\\', '/' -> (char) letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length) {
                    throw wrong("four hexadecimal digits");
                }
                String digits = new String(text, at, 4, StandardCharsets.ISO_8859_1);
                at += 4;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> throw wrong("an escape of JSON");
        };
    }

    private boolean take(char wanted) {
        boolean isNext = at < text.length && text[at] == wanted;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private byte next() {
        if (atEnd()) {
            throw wrong("more");
        }
        return text[at];
    }
}
