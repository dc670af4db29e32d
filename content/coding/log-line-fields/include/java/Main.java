// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.readKey its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<String> argument0 = in.list(in::string);
        in.endLine();
        String argument1 = in.string();
        in.endLine();
        List<Reading> returned = Solution.readKey(argument0, argument1); // Solution.java must define static List<Reading> readKey(List<String> lines, String key) in class Solution
        out.lines(returned, value -> writeReading(out, value));
    }

    private static Reading readReading(JsonReader in) {
        in.expect('[');
        boolean field0 = in.bool();
        in.expect(',');
        String field1 = in.string();
        in.expect(',');
        int field2 = in.integer();
        in.expect(']');
        return new Reading(field0, field1, field2);
    }

    private static void writeReading(JsonWriter out, Reading record) {
        out.mark('[');
        out.bool(record.found());
        out.mark(',');
        out.string(record.value());
        out.mark(',');
        out.integer(record.brokenAt());
        out.mark(']');
    }
}
