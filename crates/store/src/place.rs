//! Where the data lies, and how each kind of place is opened: the only file, with `schema.rs`, in
//! which the two databases differ.

use crate::error::{At, Result, StoreError};
use crate::schema::{self, schema_version};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::sqlx::{ConnectOptions, Connection};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    IsolationLevel, QueryOrder, Set, SqliteTransactionMode, SqlxPostgresConnector,
    SqlxSqliteConnector, Statement, TransactionOptions, TransactionTrait,
};
use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// Where a store keeps its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file, made with its folder when it is not there.
    Sqlite(PathBuf),
    /// `postgres://user:password@host/database`. Everything lies in a schema of its own,
    /// `greenroom`, so that the database may hold other things too.
    Postgres(String),
    /// Gone when the store is: for tests and for trying things out.
    Memory,
}

/// Names the place as a person knows it; never shows a password.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Sqlite(path) => write!(f, "`{}`", path.display()),
            Place::Postgres(url) => write!(f, "`{}`", without_secrets(url)),
            Place::Memory => f.write_str("the memory"),
        }
    }
}

/// Whatever stands between the user's name and the host may be a password, as may be any parameter.
fn without_secrets(url: &str) -> String {
    let url = url.split_once('?').map_or(url, |(before, _)| before);
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split_once(':').map_or(user, |(user, _)| user);
            format!("{scheme}://{user}@{host}")
        }
        None => format!("{scheme}://{rest}"),
    }
}

/// The two ways into an open database.
#[derive(Clone)]
pub(crate) struct Connections {
    pub reads: DatabaseConnection,
    /// On SQLite a single connection, so that writers queue here instead of in the database.
    pub writes: DatabaseConnection,
}

/// "GRNR": says in the file's header whose it is.
const APPLICATION_ID: i64 = 0x4752_4e52;
/// How long SQLite waits for another program's transaction, such as an export's or a backup's.
const BUSY_MS: u64 = 5_000;
const CONNECT_S: u64 = 10;
/// A large import holds SQLite's one writing connection for long; appends wait for it.
const WRITE_WAIT_S: u64 = 120;

/// Opens the place and brings its schema up to date. A place that is damaged, somebody else's or
/// newer than this program is left as it was.
pub(crate) async fn open(place: &Place) -> Result<Connections> {
    let connections = match place {
        Place::Sqlite(path) => {
            prepare_file(place, path)?;
            let options = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(false)
                .synchronous(SqliteSynchronous::Full);
            connect_sqlite(place, options, 4).await?
        }
        Place::Memory => {
            let options = SqliteConnectOptions::new().in_memory(true);
            connect_sqlite(place, options, 0).await?
        }
        Place::Postgres(url) => connect_postgres(place, url).await?,
    };
    if let Err(error) = bring_up_to_date(place, &connections.writes).await {
        connections.close().await;
        return Err(error);
    }
    Ok(connections)
}

impl Connections {
    pub async fn close(&self) {
        // Closing fails only for a pool that is closed already.
        let _ = self.reads.clone().close().await;
        let _ = self.writes.clone().close().await;
    }
}

/// A transaction that will write. SQLite is told at the start: a transaction that begins by reading
/// and writes later can fail in the middle when another program wrote in between.
pub(crate) async fn begin_write(
    connection: &DatabaseConnection,
) -> Result<DatabaseTransaction, DbErr> {
    let mode = SqliteTransactionMode::Immediate;
    let options =
        TransactionOptions { sqlite_transaction_mode: Some(mode), ..TransactionOptions::default() };
    connection.begin_with_options(options).await
}

/// A transaction that sees one state of the whole database, however long it reads.
pub(crate) async fn begin_snapshot(
    connection: &DatabaseConnection,
) -> Result<DatabaseTransaction, DbErr> {
    match connection.get_database_backend() {
        DbBackend::Postgres => {
            connection.begin_with_config(Some(IsolationLevel::RepeatableRead), None).await
        }
        _ => connection.begin().await,
    }
}

pub(crate) async fn size_bytes(place: &Place, connection: &DatabaseConnection) -> Result<u64> {
    let sql = match place {
        Place::Sqlite(path) => {
            // The log of recent writes counts: it is as large as the file after a busy hour.
            let mut wal = path.clone().into_os_string();
            wal.push("-wal");
            let wal_bytes = fs::metadata(wal).map_or(0, |wal| wal.len());
            return Ok(fs::metadata(path).at(place)?.len() + wal_bytes);
        }
        Place::Memory => {
            "SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size"
        }
        Place::Postgres(_) => {
            "SELECT CAST(sum(pg_total_relation_size(oid)) AS BIGINT) AS n FROM pg_class \
             WHERE relkind = 'r' AND relnamespace = 'greenroom'::regnamespace"
        }
    };
    Ok(number(connection, sql).await.at(place)?.unsigned_abs())
}

/// Reads the whole of an SQLite file for damage. PostgreSQL guards its own pages.
pub(crate) async fn check_pages(place: &Place, connection: &DatabaseConnection) -> Result<()> {
    if connection.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let statement = Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check(1)");
    let row = connection.query_one_raw(statement).await.at(place)?;
    let found = row.map(|row| row.try_get_by_index::<String>(0)).transpose().at(place)?;
    match found.as_deref() {
        Some("ok") => Ok(()),
        other => Err(StoreError::Corrupt {
            place: place.to_string(),
            cause: other.unwrap_or("the check gave no answer").to_owned(),
        }),
    }
}

/// Makes the folder and the file, readable by nobody else: they hold somebody's words. Looks at an
/// existing file's first bytes before SQLite does, because SQLite may take a text file of a few
/// bytes for a new database.
fn prepare_file(place: &Place, path: &Path) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut private_folder = DirBuilder::new();
    let mut private_file = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        private_folder.mode(0o700);
        private_file.mode(0o600);
    }
    private_folder.recursive(true).create(folder).at(place)?;
    match private_file.read(true).write(true).create_new(true).open(path) {
        // Without this a power cut could take the file away with everything acknowledged in it.
        Ok(_) => return sync_folder(folder).at(place),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error).at(place),
    }
    let mut file = OpenOptions::new().read(true).write(true).open(path).at(place)?;
    let mut start = Vec::new();
    file.by_ref().take(16).read_to_end(&mut start).at(place)?;
    if start.is_empty() || start == b"SQLite format 3\0" {
        Ok(())
    } else {
        Err(StoreError::Corrupt {
            place: place.to_string(),
            cause: "the file does not begin as an SQLite database does".to_owned(),
        })
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// `readers` is how many connections read beside the writing one; with none, it does both.
async fn connect_sqlite(
    place: &Place,
    options: SqliteConnectOptions,
    readers: u32,
) -> Result<Connections> {
    let options = options
        .foreign_keys(true)
        .busy_timeout(Duration::from_millis(BUSY_MS))
        // Deleted words are overwritten, not only forgotten.
        .pragma("secure_delete", "ON")
        .disable_statement_logging();
    let pool = || {
        SqlitePoolOptions::new()
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(WRITE_WAIT_S))
            .after_release(|connection, _| Box::pin(is_settled(connection)))
    };
    let writes = pool().max_connections(1).connect_with(options.clone()).await.at(place)?;
    let writes = SqlxSqliteConnector::from_sqlx_sqlite_pool(writes);
    let reads = if readers == 0 {
        writes.clone()
    } else {
        let reads =
            pool().max_connections(readers).connect_lazy_with(options.pragma("query_only", "ON"));
        SqlxSqliteConnector::from_sqlx_sqlite_pool(reads)
    };
    Ok(Connections { reads, writes })
}

/// Whether a connection may be used again. On some errors, a full disk among them, SQLite ends the
/// transaction itself. The driver does not notice, fails to roll back, and would take the next
/// transaction for one nested in that which is gone: such a connection is replaced.
async fn is_settled(connection: &mut SqliteConnection) -> Result<bool, sea_orm::sqlx::Error> {
    // A rollback by dropping is only queued; this waits until it has run.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

async fn connect_postgres(place: &Place, url: &str) -> Result<Connections> {
    let options = PgConnectOptions::from_str(url)
        .at(place)?
        .application_name("greenroom")
        .options([("search_path", "greenroom"), ("synchronous_commit", "on")])
        .disable_statement_logging();
    // A pool tries again until its time is up and then says only that; one connection says why.
    let first = tokio::time::timeout(Duration::from_secs(CONNECT_S), options.connect()).await;
    match first {
        Ok(connection) => connection.at(place)?.close().await.at(place)?,
        Err(_) => {
            return Err(StoreError::Unreachable {
                place: place.to_string(),
                cause: format!("no answer within {CONNECT_S} s"),
            });
        }
    }
    let pool = PgPoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(CONNECT_S))
        .connect_lazy_with(options);
    let pool = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
    Ok(Connections { reads: pool.clone(), writes: pool })
}

async fn bring_up_to_date(place: &Place, connection: &DatabaseConnection) -> Result<()> {
    let backend = connection.get_database_backend();
    let found = version(place, connection).await?;
    if found > schema::KNOWN {
        let place = place.to_string();
        return Err(StoreError::Newer { place, found, known: schema::KNOWN });
    }
    if backend == DbBackend::Sqlite {
        // Kept in the file; readers then never wait for the writer, nor it for them.
        connection.execute_unprepared("PRAGMA journal_mode = WAL").await.at(place)?;
    }
    if found == schema::KNOWN {
        return Ok(());
    }

    let transaction = begin_write(connection).await.at(place)?;
    if backend == DbBackend::Postgres {
        // Two programs may start at once on an empty database: the second waits here.
        let lock = format!("SELECT pg_advisory_xact_lock({APPLICATION_ID})");
        transaction.execute_unprepared(&lock).await.at(place)?;
        // Only if need be: asking for it demands the right to create schemas even if it is there.
        if number(&transaction, "SELECT count(*) FROM pg_namespace WHERE nspname = 'greenroom'")
            .await
            .at(place)?
            == 0
        {
            transaction.execute_unprepared("CREATE SCHEMA greenroom").await.at(place)?;
        }
    } else {
        let sign = format!("PRAGMA application_id = {APPLICATION_ID}");
        transaction.execute_unprepared(&sign).await.at(place)?;
    }
    // Read again, because another program may have been faster.
    let found = version(place, &transaction).await?;
    for (version, sql) in schema::migrations(backend, found) {
        transaction.execute_unprepared(&sql).await.at(place)?;
        let row = schema_version::ActiveModel { version: Set(version) };
        schema_version::Entity::insert(row).exec_without_returning(&transaction).await.at(place)?;
    }
    transaction.commit().await.at(place)
}

/// The schema's version; 0 for an empty database.
pub(crate) async fn version<C: ConnectionTrait>(place: &Place, connection: &C) -> Result<i64> {
    let (tables, ours) = match connection.get_database_backend() {
        DbBackend::Postgres => {
            let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'greenroom'";
            (number(connection, tables).await.at(place)?, true)
        }
        _ => {
            let tables =
                number(connection, "SELECT count(*) FROM sqlite_schema").await.at(place)?;
            let id = number(connection, "SELECT application_id FROM pragma_application_id");
            (tables, id.await.at(place)? == APPLICATION_ID)
        }
    };
    if tables == 0 {
        return Ok(0);
    }
    if !ours {
        return Err(StoreError::Corrupt {
            place: place.to_string(),
            cause: "it holds the tables of another program".to_owned(),
        });
    }
    let newest = schema_version::Entity::find()
        .order_by_desc(schema_version::Column::Version)
        .one(connection)
        .await
        .at(place)?;
    Ok(newest.map_or(0, |row| row.version))
}

async fn number<C: ConnectionTrait>(connection: &C, sql: &str) -> Result<i64, DbErr> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(sql.to_owned()))?;
    // SQLite's counts and PostgreSQL's are both 64 bits wide; some pragmas answer with 32.
    row.try_get_by_index::<i64>(0).or_else(|_| row.try_get_by_index::<i32>(0).map(i64::from))
}
