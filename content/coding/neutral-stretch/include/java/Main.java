// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.neutralStretch its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Entry> argument0 = in.list(() -> readEntry(in));
        in.endLine();
        Stretch returned = Solution.neutralStretch(argument0); // Solution.java must define static Stretch neutralStretch(List<Entry> entries) in class Solution
        out.optional(returned, value -> writeStretch(out, value));
        out.endLine();
    }

    private static Entry readEntry(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Entry(field0, field1);
    }

    private static void writeEntry(JsonWriter out, Entry record) {
        out.mark('[');
        out.string(record.account());
        out.mark(',');
        out.integer(record.cents());
        out.mark(']');
    }

    private static Stretch readStretch(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Stretch(field0, field1);
    }

    private static void writeStretch(JsonWriter out, Stretch record) {
        out.mark('[');
        out.integer(record.first());
        out.mark(',');
        out.integer(record.length());
        out.mark(']');
    }
}
