// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.shardStarts its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Integer> argument0 = in.list(in::integer);
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        List<Integer> returned = Solution.shardStarts(argument0, argument1); // Solution.java must define static List<Integer> shardStarts(List<Integer> sizes, int shards) in class Solution
        out.lines(returned, out::integer);
    }
}
