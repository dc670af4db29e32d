// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;
import java.util.function.Consumer;

/** Collects the answer: a value a line as JSON, and a record as the array of its fields. */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder();

    void integer(int value) {
        text.append(value);
    }

    void longInteger(long value) {
        text.append(value);
    }

    void bool(boolean value) {
        text.append(value);
    }

    void string(String value) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    <T> void list(List<T> values, Consumer<T> element) {
        text.append('[');
        boolean isFirst = true;
        for (T value : values) {
            if (!isFirst) {
                text.append(',');
            }
            isFirst = false;
            element.accept(value);
        }
        text.append(']');
    }

    <T> void optional(T value, Consumer<T> some) {
        if (value == null) {
            text.append("null");
        } else {
            some.accept(value);
        }
    }

    /** An answer that is a list has one line for each element. */
    <T> void lines(List<T> values, Consumer<T> element) {
        for (T value : values) {
            element.accept(value);
            endLine();
        }
    }

    void nothing() {
        text.append("null");
    }

    JsonWriter mark(char mark) {
        text.append(mark);
        return this;
    }

    void endLine() {
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
