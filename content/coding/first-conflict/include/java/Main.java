// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives LabPlan its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "LabPlan");
        in.expect('[');
        List<Booking> given0 = in.list(() -> readBooking(in));
        in.expect(']');
        in.endLine();
        LabPlan instance = new LabPlan(given0); // Solution.java must define class LabPlan with LabPlan(List<Booking> bookings)
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "first_conflict" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    long argument1 = in.longInteger();
                    in.expect(']');
                    String returned = instance.firstConflict(argument0, argument1); // Solution.java must define String firstConflict(long startsAt, long endsAt) in class LabPlan
                    out.optional(returned, out::string);
                }
                case "cancel" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(']');
                    boolean returned = instance.cancel(argument0); // Solution.java must define boolean cancel(String name) in class LabPlan
                    out.bool(returned);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }

    private static Booking readBooking(JsonReader in) {
        in.expect('[');
        String field0 = in.string();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(',');
        long field2 = in.longInteger();
        in.expect(']');
        return new Booking(field0, field1, field2);
    }

    private static void writeBooking(JsonWriter out, Booking record) {
        out.mark('[');
        out.string(record.name());
        out.mark(',');
        out.longInteger(record.startsAt());
        out.mark(',');
        out.longInteger(record.endsAt());
        out.mark(']');
    }
}
