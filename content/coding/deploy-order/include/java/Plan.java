// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

record Plan(List<String> order, List<String> ring) {}
