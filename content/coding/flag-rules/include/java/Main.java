// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.evaluateRules its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<String> argument0 = in.list(in::string);
        in.endLine();
        List<String> argument1 = in.list(in::string);
        in.endLine();
        List<String> returned = Solution.evaluateRules(argument0, argument1); // Solution.java must define static List<String> evaluateRules(List<String> rules, List<String> attributes) in class Solution
        out.lines(returned, out::string);
    }
}
