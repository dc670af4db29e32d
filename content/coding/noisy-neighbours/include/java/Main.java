// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.noisyNeighbours its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Request> argument0 = in.list(() -> readRequest(in));
        in.endLine();
        List<Span> argument1 = in.list(() -> readSpan(in));
        in.endLine();
        List<String> returned = Solution.noisyNeighbours(argument0, argument1); // Solution.java must define static List<String> noisyNeighbours(List<Request> log, List<Span> windows) in class Solution
        out.lines(returned, out::string);
    }

    private static Request readRequest(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        String field1 = in.string();
        in.expect(',');
        int field2 = in.integer();
        in.expect(']');
        return new Request(field0, field1, field2);
    }

    private static void writeRequest(JsonWriter out, Request record) {
        out.mark('[');
        out.integer(record.atMs());
        out.mark(',');
        out.string(record.tenant());
        out.mark(',');
        out.integer(record.costMs());
        out.mark(']');
    }

    private static Span readSpan(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Span(field0, field1);
    }

    private static void writeSpan(JsonWriter out, Span record) {
        out.mark('[');
        out.integer(record.fromMs());
        out.mark(',');
        out.integer(record.untilMs());
        out.mark(']');
    }
}
