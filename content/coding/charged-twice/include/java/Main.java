// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.foldDoubles its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Payment> argument0 = in.list(() -> readPayment(in));
        in.endLine();
        long argument1 = in.longInteger();
        in.endLine();
        long argument2 = in.longInteger();
        in.endLine();
        List<Integer> returned = Solution.foldDoubles(argument0, argument1, argument2); // Solution.java must define static List<Integer> foldDoubles(List<Payment> payments, long withinMs, long tolerance) in class Solution
        out.lines(returned, out::integer);
    }

    private static Payment readPayment(JsonReader in) {
        in.expect('[');
        long field0 = in.longInteger();
        in.expect(',');
        String field1 = in.string();
        in.expect(',');
        long field2 = in.longInteger();
        in.expect(']');
        return new Payment(field0, field1, field2);
    }

    private static void writePayment(JsonWriter out, Payment record) {
        out.mark('[');
        out.longInteger(record.atMs());
        out.mark(',');
        out.string(record.card());
        out.mark(',');
        out.longInteger(record.cents());
        out.mark(']');
    }
}
