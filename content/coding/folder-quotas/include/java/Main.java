// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives Solution.refusedBy its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        List<Folder> argument0 = in.list(() -> readFolder(in));
        in.endLine();
        List<StoredFile> argument1 = in.list(() -> readStoredFile(in));
        in.endLine();
        List<Integer> argument2 = in.list(in::integer);
        in.endLine();
        List<Integer> returned = Solution.refusedBy(argument0, argument1, argument2); // Solution.java must define static List<Integer> refusedBy(List<Folder> folders, List<StoredFile> files, List<Integer> uploads) in class Solution
        out.lines(returned, out::integer);
    }

    private static Folder readFolder(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(',');
        long field2 = in.longInteger();
        in.expect(']');
        return new Folder(field0, field1, field2);
    }

    private static void writeFolder(JsonWriter out, Folder record) {
        out.mark('[');
        out.integer(record.parent());
        out.mark(',');
        out.longInteger(record.reserved());
        out.mark(',');
        out.longInteger(record.quota());
        out.mark(']');
    }

    private static StoredFile readStoredFile(JsonReader in) {
        in.expect('[');
        int field0 = in.integer();
        in.expect(',');
        long field1 = in.longInteger();
        in.expect(']');
        return new StoredFile(field0, field1);
    }

    private static void writeStoredFile(JsonWriter out, StoredFile record) {
        out.mark('[');
        out.integer(record.folder());
        out.mark(',');
        out.longInteger(record.size());
        out.mark(']');
    }
}
