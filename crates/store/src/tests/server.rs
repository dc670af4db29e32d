//! A private PostgreSQL server, started once for the test program and gone with it.

use super::skipped;
use sea_orm::sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The URL of a new empty database; `None`, said loudly, where PostgreSQL is not installed.
pub fn new_database() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Some(server) = SERVER.get_or_init(Server::start) else {
        let why = "PostgreSQL is not installed; `cargo xtask setup` installs it";
        assert!(std::env::var_os("CI").is_none(), "{why}");
        skipped(why);
        return None;
    };
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    super::run(async || {
        let mut admin = PgConnection::connect(&server.url("postgres")).await.unwrap();
        let sql = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        admin.execute(sql).await.unwrap();
    });
    Some(server.url(&name))
}

struct Server {
    folder: String,
    /// The server ends when this process does, because it reads a pipe that then closes.
    _until_closed: Child,
}

/// Runs as the user who may run PostgreSQL. No test waits for this machine's disk to be slow, so
/// the server does not sync; what it acknowledges survives the death of a client all the same.
const LIFE: &str = r#"
set -e
trap '' INT
folder=$(mktemp -d /tmp/greenroom-postgres-XXXXXX)
trap 'rm -rf "$folder"' EXIT
init() { "$0/initdb" -D "$folder/data" -U greenroom -A trust -E UTF8 --no-sync "$@" >/dev/null; }
if ! init --locale=C.UTF-8 --locale-provider=icu --icu-locale=en; then
    echo "skipped: PostgreSQL with an order of text other than that of bytes" >&2
    rm -rf "$folder/data"
    init --locale=C.UTF-8
fi
"$0/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off 2>"$folder/log" &
server=$!
for wait in $(seq 100); do
    "$0/pg_isready" -q -h "$folder" && break
    sleep 0.1
done
"$0/pg_isready" -q -h "$folder" || { cat "$folder/log" >&2; exit 1; }
echo "$folder"
cat >/dev/null
kill -INT $server
wait $server
"#;

impl Server {
    fn start() -> Option<Server> {
        let programs = programs()?;
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        let mut life = if is_root {
            let mut as_postgres = Command::new("runuser");
            as_postgres.args(["-u", "postgres", "--", "sh"]);
            as_postgres
        } else {
            Command::new("sh")
        };
        let mut life = life
            .args(["-c", LIFE])
            .arg(programs)
            .current_dir("/tmp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut folder = String::new();
        BufReader::new(life.stdout.take().unwrap()).read_line(&mut folder).unwrap();
        let folder = folder.trim_end().to_owned();
        assert!(!folder.is_empty(), "PostgreSQL is installed but did not start; see above");
        Some(Server { folder, _until_closed: life })
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://greenroom@localhost/{database}?host={}", self.folder)
    }
}

/// The folder with the server's programs: the newest where Debian puts them, or one of the path.
fn programs() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = debian
        .filter_map(|version| Some((version.file_name().to_str()?.parse::<u32>().ok()?, version)))
        .max_by_key(|(number, _)| *number)
        .map(|(_, version)| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    newest
        .into_iter()
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}
