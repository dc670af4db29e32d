// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.driftCost its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Step> argument0 = in.list(() -> readStep(in));
        in.endLine();
        List<String> argument1 = in.list(in::string);
        in.endLine();
        int argument2 = in.integer();
        in.endLine();
        int argument3 = in.integer();
        in.endLine();
        long returned = Solution.driftCost(argument0, argument1, argument2, argument3); // Solution.java must define static long driftCost(List<Step> planned, List<String> executed, int extraCost, int exchangeCost) in class Solution
        out.longInteger(returned);
        out.endLine();
    }

    private static Step readStep(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Step(field0, field1);
    }

    private static void writeStep(JsonWriter out, Step record) {
        out.mark('[');
        out.string(record.name());
        out.mark(',');
        out.integer(record.weight());
        out.mark(']');
    }
}
