// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.approvers its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        String argument0 = in.string();
        in.endLine();
        List<Report> argument1 = in.list(() -> readReport(in));
        in.endLine();
        List<Request> argument2 = in.list(() -> readRequest(in));
        in.endLine();
        List<String> returned = Solution.approvers(argument0, argument1, argument2); // Solution.java must define static List<String> approvers(String boss, List<Report> reports, List<Request> requests) in class Solution
        out.lines(returned, out::string);
    }

    private static Report readReport(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        String field1 = in.string();
        in.expect(']');
        return new Report(field0, field1);
    }

    private static void writeReport(JsonWriter out, Report record) {
        out.mark('[');
        out.string(record.person());
        out.mark(',');
        out.string(record.manager());
        out.mark(']');
    }

    private static Request readRequest(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        String field1 = in.string();
        in.expect(']');
        return new Request(field0, field1);
    }

    private static void writeRequest(JsonWriter out, Request record) {
        out.mark('[');
        out.string(record.one());
        out.mark(',');
        out.string(record.other());
        out.mark(']');
    }
}
