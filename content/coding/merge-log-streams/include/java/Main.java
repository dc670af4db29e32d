// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.mergeStreams its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Stream> argument0 = in.list(() -> readStream(in));
        in.endLine();
        List<Written> returned = Solution.mergeStreams(argument0); // Solution.java must define static List<Written> mergeStreams(List<Stream> streams) in class Solution
        out.lines(returned, value -> writeWritten(out, value));
    }

    private static Line readLine(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        String field1 = in.string();
        in.expect(']');
        return new Line(field0, field1);
    }

    private static void writeLine(JsonWriter out, Line record) {
        out.mark('[');
        out.integer(record.atMs());
        out.mark(',');
        out.string(record.event());
        out.mark(']');
    }

    private static Stream readStream(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        List<Line> field1 = in.list(() -> readLine(in));
        in.expect(']');
        return new Stream(field0, field1);
    }

    private static void writeStream(JsonWriter out, Stream record) {
        out.mark('[');
        out.integer(record.joinsAfter());
        out.mark(',');
        out.list(record.lines(), value -> writeLine(out, value));
        out.mark(']');
    }

    private static Written readWritten(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        String field1 = in.string();
        in.expect(',');
        int field2 = in.integer();
        in.expect(']');
        return new Written(field0, field1, field2);
    }

    private static void writeWritten(JsonWriter out, Written record) {
        out.mark('[');
        out.integer(record.atMs());
        out.mark(',');
        out.string(record.event());
        out.mark(',');
        out.integer(record.copies());
        out.mark(']');
    }
}
