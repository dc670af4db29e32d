// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.shortLengths its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<String> argument0 = in.list(in::string);
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        List<Integer> returned = Solution.shortLengths(argument0, argument1); // Solution.java must define static List<Integer> shortLengths(List<String> ids, int shortest) in class Solution
        out.lines(returned, out::integer);
    }
}
