// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.startOrder its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Job> argument0 = in.list(() -> readJob(in));
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        List<Start> returned = Solution.startOrder(argument0, argument1); // Solution.java must define static List<Start> startOrder(List<Job> jobs, int cooldownMs) in class Solution
        out.lines(returned, value -> writeStart(out, value));
    }

    private static Job readJob(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        String field1 = in.string();
        in.expect(',');
        int field2 = in.integer();
        in.expect(',');
        int field3 = in.integer();
        in.expect(']');
        return new Job(field0, field1, field2, field3);
    }

    private static void writeJob(JsonWriter out, Job record) {
        out.mark('[');
        out.integer(record.atMs());
        out.mark(',');
        out.string(record.tenant());
        out.mark(',');
        out.integer(record.priority());
        out.mark(',');
        out.integer(record.runMs());
        out.mark(']');
    }

    private static Start readStart(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Start(field0, field1);
    }

    private static void writeStart(JsonWriter out, Start record) {
        out.mark('[');
        out.integer(record.job());
        out.mark(',');
        out.longInteger(record.startMs());
        out.mark(']');
    }
}
