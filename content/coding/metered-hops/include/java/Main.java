// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.fastestByBudget its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        int argument0 = in.integer();
        in.endLine();
        List<Hop> argument1 = in.list(() -> readHop(in));
        in.endLine();
        int argument2 = in.integer();
        in.endLine();
        int argument3 = in.integer();
        in.endLine();
        int argument4 = in.integer();
        in.endLine();
        List<Long> returned = Solution.fastestByBudget(argument0, argument1, argument2, argument3, argument4); // Solution.java must define static List<Long> fastestByBudget(int nodes, List<Hop> hops, int origin, int goal, int budget) in class Solution
        out.lines(returned, out::longInteger);
    }

    private static Hop readHop(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(',');
        int field2 = in.integer();
        in.expect(',');
        boolean field3 = in.bool();
        in.expect(']');
        return new Hop(field0, field1, field2, field3);
    }

    private static void writeHop(JsonWriter out, Hop record) {
        out.mark('[');
        out.integer(record.source());
        out.mark(',');
        out.integer(record.target());
        out.mark(',');
        out.integer(record.delayMs());
        out.mark(',');
        out.bool(record.metered());
        out.mark(']');
    }
}
