// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.planCheckpoints its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Event> argument0 = in.list(() -> readEvent(in));
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        long argument2 = in.longInteger();
        in.endLine();
        List<Integer> returned = Solution.planCheckpoints(argument0, argument1, argument2); // Solution.java must define static List<Integer> planCheckpoints(List<Event> events, int maxEvents, long maxBytes) in class Solution
        out.lines(returned, out::integer);
    }

    private static Event readEvent(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Event(field0, field1);
    }

    private static void writeEvent(JsonWriter out, Event record) {
        out.mark('[');
        out.integer(record.size());
        out.mark(',');
        out.integer(record.checkpointCost());
        out.mark(']');
    }
}
