// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.criticalLinks its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        int argument0 = in.integer();
        in.endLine();
        List<Link> argument1 = in.list(() -> readLink(in));
        in.endLine();
        List<Loss> returned = Solution.criticalLinks(argument0, argument1); // Solution.java must define static List<Loss> criticalLinks(int nodes, List<Link> links) in class Solution
        out.lines(returned, value -> writeLoss(out, value));
    }

    private static Link readLink(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Link(field0, field1);
    }

    private static void writeLink(JsonWriter out, Link record) {
        out.mark('[');
        out.integer(record.one());
        out.mark(',');
        out.integer(record.other());
        out.mark(']');
    }

    private static Loss readLoss(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Loss(field0, field1);
    }

    private static void writeLoss(JsonWriter out, Loss record) {
        out.mark('[');
        out.integer(record.link());
        out.mark(',');
        out.longInteger(record.pairs());
        out.mark(']');
    }
}
