// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.possibleNeighbours its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Tenant> argument0 = in.list(() -> readTenant(in));
        in.endLine();
        int argument1 = in.integer();
        in.endLine();
        List<Integer> returned = Solution.possibleNeighbours(argument0, argument1); // Solution.java must define static List<Integer> possibleNeighbours(List<Tenant> tenants, int capacity) in class Solution
        out.lines(returned, out::integer);
    }

    private static Tenant readTenant(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        int field1 = in.integer();
        in.expect(']');
        return new Tenant(field0, field1);
    }

    private static void writeTenant(JsonWriter out, Tenant record) {
        out.mark('[');
        out.string(record.market());
        out.mark(',');
        out.integer(record.load());
        out.mark(']');
    }
}
