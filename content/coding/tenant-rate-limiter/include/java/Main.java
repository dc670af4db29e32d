// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives RateLimiter its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "RateLimiter");
        in.expect('[');
        List<Rule> given0 = in.list(() -> readRule(in));
        in.expect(']');
        in.endLine();
        RateLimiter instance = new RateLimiter(given0); // Solution.java must define class RateLimiter with RateLimiter(List<Rule> rules)
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "allow" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    String argument1 = in.string();
                    in.expect(']');
                    boolean returned = instance.allow(argument0, argument1); // Solution.java must define boolean allow(long nowMs, String tenant) in class RateLimiter
                    out.bool(returned);
                }
                case "retry_after_ms" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    String argument1 = in.string();
                    in.expect(']');
                    Long returned = instance.retryAfterMs(argument0, argument1); // Solution.java must define Long retryAfterMs(long nowMs, String tenant) in class RateLimiter
                    out.optional(returned, out::longInteger);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }

    private static Rule readRule(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        int field1 = in.integer();
        in.expect(',');
        long field2 = in.longInteger();
        in.expect(']');
        return new Rule(field0, field1, field2);
    }

    private static void writeRule(JsonWriter out, Rule record) {
        out.mark('[');
        out.string(record.tenant());
        out.mark(',');
        out.integer(record.limit());
        out.mark(',');
        out.longInteger(record.windowMs());
        out.mark(']');
    }
}
