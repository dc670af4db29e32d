// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.pageKeys its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<String> argument0 = in.list(in::string);
        in.endLine();
        List<String> returned = Solution.pageKeys(argument0); // Solution.java must define static List<String> pageKeys(List<String> targets) in class Solution
        out.lines(returned, out::string);
    }
}
