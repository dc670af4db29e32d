// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.incidentMerges its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        int argument0 = in.integer();
        in.endLine();
        List<Link> argument1 = in.list(() -> readLink(in));
        in.endLine();
        List<Question> argument2 = in.list(() -> readQuestion(in));
        in.endLine();
        List<Merge> returned = Solution.incidentMerges(argument0, argument1, argument2); // Solution.java must define static List<Merge> incidentMerges(int alerts, List<Link> links, List<Question> questions) in class Solution
        out.lines(returned, value1 -> out.optional(value1, value -> writeMerge(out, value)));
    }

    private static Link readLink(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Link(field0, field1);
    }

    private static void writeLink(JsonWriter out, Link record) {
        out.mark('[');
        out.integer(record.one());
        out.mark(',');
        out.integer(record.other());
        out.mark(']');
    }

    private static Question readQuestion(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Question(field0, field1);
    }

    private static void writeQuestion(JsonWriter out, Question record) {
        out.mark('[');
        out.integer(record.one());
        out.mark(',');
        out.integer(record.other());
        out.mark(']');
    }

    private static Merge readMerge(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Merge(field0, field1);
    }

    private static void writeMerge(JsonWriter out, Merge record) {
        out.mark('[');
        out.integer(record.link());
        out.mark(',');
        out.integer(record.size());
        out.mark(']');
    }
}
