// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.deployOrder its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<String> argument0 = in.list(in::string);
        in.endLine();
        List<Need> argument1 = in.list(() -> readNeed(in));
        in.endLine();
        Plan returned = Solution.deployOrder(argument0, argument1); // Solution.java must define static Plan deployOrder(List<String> services, List<Need> needs) in class Solution
        writePlan(out, returned);
        out.endLine();
    }

    private static Need readNeed(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        String field1 = in.string();
        in.expect(']');
        return new Need(field0, field1);
    }

    private static void writeNeed(JsonWriter out, Need record) {
        out.mark('[');
        out.string(record.service());
        out.mark(',');
        out.string(record.needed());
        out.mark(']');
    }

    private static Plan readPlan(JsonReader in) {
        in.expect('[');
        List<String> field0 = in.list(in::string);
        in.expect(',');
        List<String> field1 = in.list(in::string);
        in.expect(']');
        return new Plan(field0, field1);
    }

    private static void writePlan(JsonWriter out, Plan record) {
        out.mark('[');
        out.list(record.order(), out::string);
        out.mark(',');
        out.list(record.ring(), out::string);
        out.mark(']');
    }
}
