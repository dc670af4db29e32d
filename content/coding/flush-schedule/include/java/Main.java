// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.cheapestFlushes its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Write> argument0 = in.list(() -> readWrite(in));
        in.endLine();
        long argument1 = in.longInteger();
        in.endLine();
        long returned = Solution.cheapestFlushes(argument0, argument1); // Solution.java must define static long cheapestFlushes(List<Write> writes, long flushCost) in class Solution
        out.longInteger(returned);
        out.endLine();
    }

    private static Write readWrite(JsonReader in) {
        in.expect('[');
        long field0 = in.longInteger();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Write(field0, field1);
    }

    private static void writeWrite(JsonWriter out, Write record) {
        out.mark('[');
        out.longInteger(record.atMs());
        out.mark(',');
        out.integer(record.urgency());
        out.mark(']');
    }
}
