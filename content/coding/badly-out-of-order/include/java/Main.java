// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.swappedPairs its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Event> argument0 = in.list(() -> readEvent(in));
        in.endLine();
        long argument1 = in.longInteger();
        in.endLine();
        List<Disorder> returned = Solution.swappedPairs(argument0, argument1); // Solution.java must define static List<Disorder> swappedPairs(List<Event> events, long slackMs) in class Solution
        out.lines(returned, value -> writeDisorder(out, value));
    }

    private static Event readEvent(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Event(field0, field1);
    }

    private static void writeEvent(JsonWriter out, Event record) {
        out.mark('[');
        out.string(record.partition());
        out.mark(',');
        out.longInteger(record.madeMs());
        out.mark(']');
    }

    private static Disorder readDisorder(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Disorder(field0, field1);
    }

    private static void writeDisorder(JsonWriter out, Disorder record) {
        out.mark('[');
        out.string(record.partition());
        out.mark(',');
        out.longInteger(record.pairs());
        out.mark(']');
    }
}
