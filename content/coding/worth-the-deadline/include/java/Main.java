// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.worthRunning its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Job> argument0 = in.list(() -> readJob(in));
        in.endLine();
        long argument1 = in.longInteger();
        in.endLine();
        List<Integer> returned = Solution.worthRunning(argument0, argument1); // Solution.java must define static List<Integer> worthRunning(List<Job> jobs, long startMs) in class Solution
        out.lines(returned, out::integer);
    }

    private static Job readJob(JsonReader in) {
        in.expect('[');
        long field0 = in.longInteger();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Job(field0, field1);
    }

    private static void writeJob(JsonWriter out, Job record) {
        out.mark('[');
        out.longInteger(record.durationMs());
        out.mark(',');
        out.longInteger(record.dueMs());
        out.mark(']');
    }
}
