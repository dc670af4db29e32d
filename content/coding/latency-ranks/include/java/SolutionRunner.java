// Generated from signature.toml by `cargo xtask gen`.

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What lies around the candidate's code for every problem: a deep stack, and one way out. */
final class SolutionRunner {
    private static final long STACK_BYTES = 256L << 20;

    /** What is being called, for the case that it ends the program. */
    private static String call = "";
    private static int calls = 0;

    interface Work {
        void run(JsonReader in, JsonWriter out);
    }

    static void run(Work work) {
        // The main thread's stack cannot be chosen here.
        new Thread(null, () -> answer(work), "main", STACK_BYTES).start();
    }

    private static void answer(Work work) {
        // What the candidate prints must not end up in the answer.
        PrintStream printed = new PrintStream(new FileOutputStream(FileDescriptor.err), false);
        System.setOut(printed);
        try (FileOutputStream kept = new FileOutputStream(FileDescriptor.out)) {
            JsonWriter out = new JsonWriter();
            work.run(new JsonReader(), out);
            kept.write(out.toString().getBytes(StandardCharsets.UTF_8));
            printed.flush();
        } catch (IOException error) {
            end(1);
        } catch (Throwable error) {
            printed.flush();
            System.err.print(call);
            System.err.print("Exception in thread \"main\" ");
            error.printStackTrace();
            end(1);
        }
        end(0);
    }

    /** Even if the candidate's code has started threads that still run. */
    private static void end(int code) {
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    static void constructor(JsonReader in, String name) {
        String line = in.restOfLine();
        call = "In the constructor, " + name + "(" + line.substring(1, line.length() - 1) + ")\n";
    }

    /** The name of the method that the next line calls. */
    static String nextCall(JsonReader in) {
        String line = in.restOfLine();
        String name = in.after('[').string();
        int before = name.length() + 4;
        String given = line.length() > before ? line.substring(before, line.length() - 1) : "";
        calls++;
        call = "In call " + calls + ", " + name + "(" + given + ")\n";
        return name;
    }

    private SolutionRunner() {}
}
