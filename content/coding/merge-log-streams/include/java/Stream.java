// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

record Stream(int joinsAfter, List<Line> lines) {}
