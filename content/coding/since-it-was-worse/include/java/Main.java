// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.sinceWorse its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Sample> argument0 = in.list(() -> readSample(in));
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        int argument2 = in.integer();
        in.endLine();
        List<Integer> returned = Solution.sinceWorse(argument0, argument1, argument2); // Solution.java must define static List<Integer> sinceWorse(List<Sample> samples, int margin, int silenceMs) in class Solution
        out.lines(returned, out::integer);
    }

    private static Sample readSample(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Sample(field0, field1);
    }

    private static void writeSample(JsonWriter out, Sample record) {
        out.mark('[');
        out.integer(record.atMs());
        out.mark(',');
        out.integer(record.latency());
        out.mark(']');
    }
}
