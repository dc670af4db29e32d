// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.handovers its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        int argument0 = in.integer();
        in.endLine();
        List<Assignment> argument1 = in.list(() -> readAssignment(in));
        in.endLine();
        List<Integer> returned = Solution.handovers(argument0, argument1); // Solution.java must define static List<Integer> handovers(int slots, List<Assignment> assignments) in class Solution
        out.lines(returned, out::integer);
    }

    private static Assignment readAssignment(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(',');
        int field2 = in.integer();
        in.expect(']');
        return new Assignment(field0, field1, field2);
    }

    private static void writeAssignment(JsonWriter out, Assignment record) {
        out.mark('[');
        out.integer(record.first());
        out.mark(',');
        out.integer(record.last());
        out.mark(',');
        out.integer(record.node());
        out.mark(']');
    }
}
