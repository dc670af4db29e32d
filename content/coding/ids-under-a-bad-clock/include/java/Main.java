// Generated from signature.toml by `cargo xtask gen`.

/** Gives IdGenerator its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "IdGenerator");
        in.expect('[');
        long given0 = in.longInteger();
        in.expect(',');
        int given1 = in.integer();
        in.expect(',');
        int given2 = in.integer();
        in.expect(',');
        int given3 = in.integer();
        in.expect(',');
        long given4 = in.longInteger();
        in.expect(']');
        in.endLine();
        IdGenerator instance = new IdGenerator(given0, given1, given2, given3, given4); // Solution.java must define class IdGenerator with IdGenerator(long epochMs, int nodes, int node, int perMs, long aheadMs)
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "next_id" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(']');
                    Long returned = instance.nextId(argument0); // Solution.java must define Long nextId(long clockMs) in class IdGenerator
                    out.optional(returned, out::longInteger);
                }
                case "reserve" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    long argument1 = in.longInteger();
                    in.expect(']');
                    Batch returned = instance.reserve(argument0, argument1); // Solution.java must define Batch reserve(long clockMs, long count) in class IdGenerator
                    out.optional(returned, value -> writeBatch(out, value));
                }
                case "origin" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(']');
                    Origin returned = instance.origin(argument0); // Solution.java must define Origin origin(long id) in class IdGenerator
                    writeOrigin(out, returned);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }

    private static Batch readBatch(JsonReader in) {
        in.expect('[');
        long field0 = in.longInteger();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new Batch(field0, field1);
    }

    private static void writeBatch(JsonWriter out, Batch record) {
        out.mark('[');
        out.longInteger(record.firstId());
        out.mark(',');
        out.longInteger(record.lastId());
        out.mark(']');
    }

    private static Origin readOrigin(JsonReader in) {
        in.expect('[');
        long field0 = in.longInteger();
        in.expect(',');
        int field1 = in.integer();
        in.expect(',');
        int field2 = in.integer();
        in.expect(']');
        return new Origin(field0, field1, field2);
    }

    private static void writeOrigin(JsonWriter out, Origin record) {
        out.mark('[');
        out.longInteger(record.atMs());
        out.mark(',');
        out.integer(record.node());
        out.mark(',');
        out.integer(record.sequence());
        out.mark(']');
    }
}
