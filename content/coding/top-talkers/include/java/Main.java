// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.topTalkers its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Report> argument0 = in.list(() -> readReport(in));
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        List<Talker> returned = Solution.topTalkers(argument0, argument1); // Solution.java must define static List<Talker> topTalkers(List<Report> reports, int k) in class Solution
        out.lines(returned, value -> writeTalker(out, value));
    }

    private static Report readReport(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        String field1 = in.string();
        in.expect(',');
        int field2 = in.integer();
        in.expect(']');
        return new Report(field0, field1, field2);
    }

    private static void writeReport(JsonWriter out, Report record) {
        out.mark('[');
        out.string(record.node());
        out.mark(',');
        out.string(record.client());
        out.mark(',');
        out.integer(record.count());
        out.mark(']');
    }

    private static Talker readTalker(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Talker(field0, field1);
    }

    private static void writeTalker(JsonWriter out, Talker record) {
        out.mark('[');
        out.string(record.client());
        out.mark(',');
        out.longInteger(record.total());
        out.mark(']');
    }
}
