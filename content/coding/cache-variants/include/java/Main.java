// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.chooseVariants its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<List<Variant>> argument0 = in.list(() -> in.list(() -> readVariant(in)));
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        List<Integer> returned = Solution.chooseVariants(argument0, argument1); // Solution.java must define static List<Integer> chooseVariants(List<List<Variant>> objects, int budget) in class Solution
        out.lines(returned, out::integer);
    }

    private static Variant readVariant(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Variant(field0, field1);
    }

    private static void writeVariant(JsonWriter out, Variant record) {
        out.mark('[');
        out.integer(record.size());
        out.mark(',');
        out.integer(record.savedMs());
        out.mark(']');
    }
}
