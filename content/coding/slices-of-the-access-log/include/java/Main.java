// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.frequentReaders its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<String> argument0 = in.list(in::string);
        in.endLine();
        List<Slice> argument1 = in.list(() -> readSlice(in));
        in.endLine();
        int argument2 = in.integer();
        in.endLine();
        List<Integer> returned = Solution.frequentReaders(argument0, argument1, argument2); // Solution.java must define static List<Integer> frequentReaders(List<String> log, List<Slice> slices, int atLeast) in class Solution
        out.lines(returned, out::integer);
    }

    private static Slice readSlice(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Slice(field0, field1);
    }

    private static void writeSlice(JsonWriter out, Slice record) {
        out.mark('[');
        out.integer(record.first());
        out.mark(',');
        out.integer(record.last());
        out.mark(']');
    }
}
