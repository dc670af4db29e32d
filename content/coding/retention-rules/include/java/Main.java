// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.retentionDays its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Rule> argument0 = in.list(() -> readRule(in));
        in.endLine();
        List<String> argument1 = in.list(in::string);
        in.endLine();
        List<Integer> returned = Solution.retentionDays(argument0, argument1); // Solution.java must define static List<Integer> retentionDays(List<Rule> rules, List<String> keys) in class Solution
        out.lines(returned, out::integer);
    }

    private static Rule readRule(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Rule(field0, field1);
    }

    private static void writeRule(JsonWriter out, Rule record) {
        out.mark('[');
        out.string(record.pattern());
        out.mark(',');
        out.integer(record.days());
        out.mark(']');
    }
}
