// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.firstBreaches its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Request> argument0 = in.list(() -> readRequest(in));
        in.endLine();
        long argument1 = in.longInteger();
        in.endLine();
        int argument2 = in.integer();
        in.endLine();
        List<Breach> returned = Solution.firstBreaches(argument0, argument1, argument2); // Solution.java must define static List<Breach> firstBreaches(List<Request> log, long windowMs, int limit) in class Solution
        out.lines(returned, value -> writeBreach(out, value));
    }

    private static Request readRequest(JsonReader in) {
        in.expect('[');
        long field0 = in.longInteger();
        in.expect(',');
        String field1 = in.string();
        in.expect(',');
        String field2 = in.string();
        in.expect(']');
        return new Request(field0, field1, field2);
    }

    private static void writeRequest(JsonWriter out, Request record) {
        out.mark('[');
        out.longInteger(record.atMs());
        out.mark(',');
        out.string(record.client());
        out.mark(',');
        out.string(record.requestId());
        out.mark(']');
    }

    private static Breach readBreach(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Breach(field0, field1);
    }

    private static void writeBreach(JsonWriter out, Breach record) {
        out.mark('[');
        out.string(record.client());
        out.mark(',');
        out.longInteger(record.atMs());
        out.mark(']');
    }
}
