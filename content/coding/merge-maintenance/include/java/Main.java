// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.outageBlocks its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Window> argument0 = in.list(() -> readWindow(in));
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        List<Block> returned = Solution.outageBlocks(argument0, argument1); // Solution.java must define static List<Block> outageBlocks(List<Window> windows, int settleMin) in class Solution
        out.lines(returned, value -> writeBlock(out, value));
    }

    private static Window readWindow(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        int field1 = in.integer();
        in.expect(',');
        int field2 = in.integer();
        in.expect(']');
        return new Window(field0, field1, field2);
    }

    private static void writeWindow(JsonWriter out, Window record) {
        out.mark('[');
        out.string(record.region());
        out.mark(',');
        out.integer(record.startMin());
        out.mark(',');
        out.integer(record.endMin());
        out.mark(']');
    }

    private static Block readBlock(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        int field1 = in.integer();
        in.expect(',');
        int field2 = in.integer();
        in.expect(',');
        int field3 = in.integer();
        in.expect(']');
        return new Block(field0, field1, field2, field3);
    }

    private static void writeBlock(JsonWriter out, Block record) {
        out.mark('[');
        out.string(record.region());
        out.mark(',');
        out.integer(record.startMin());
        out.mark(',');
        out.integer(record.endMin());
        out.mark(',');
        out.integer(record.workedMin());
        out.mark(']');
    }
}
