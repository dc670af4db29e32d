// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.splitReboots its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        int argument0 = in.integer();
        in.endLine();
        List<Pair> argument1 = in.list(() -> readPair(in));
        in.endLine();
        Nights returned = Solution.splitReboots(argument0, argument1); // Solution.java must define static Nights splitReboots(int hosts, List<Pair> pairs) in class Solution
        writeNights(out, returned);
        out.endLine();
    }

    private static Pair readPair(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Pair(field0, field1);
    }

    private static void writePair(JsonWriter out, Pair record) {
        out.mark('[');
        out.integer(record.one());
        out.mark(',');
        out.integer(record.other());
        out.mark(']');
    }

    private static Nights readNights(JsonReader in) {
        in.expect('[');
        List<Integer> field0 = in.list(in::integer);
        in.expect(',');
        int field1 = in.integer();
        in.expect(',');
        List<Integer> field2 = in.list(in::integer);
        in.expect(']');
        return new Nights(field0, field1, field2);
    }

    private static void writeNights(JsonWriter out, Nights record) {
        out.mark('[');
        out.list(record.firstNight(), out::integer);
        out.mark(',');
        out.integer(record.broken());
        out.mark(',');
        out.list(record.circle(), out::integer);
        out.mark(']');
    }
}
