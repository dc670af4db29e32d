//! The tables, as SQL for the databases and as entities for the queries.
//!
//! A released migration never changes: whoever needs another schema appends one.

use sea_orm::DbBackend;

/// Each brings the schema from the version that is its index to the next.
const MIGRATIONS: &[&str] =
    &[include_str!("schema/1.sql"), include_str!("schema/2.sql"), include_str!("schema/3.sql")];

/// The schema that this program reads and writes.
pub(crate) const KNOWN: i64 = MIGRATIONS.len() as i64;

/// What brings a database from version `from` to [`KNOWN`], in the dialect of `backend`.
pub(crate) fn migrations(backend: DbBackend, from: i64) -> impl Iterator<Item = (i64, String)> {
    (1..).zip(MIGRATIONS).skip(from.max(0) as usize).map(move |(version, sql)| {
        (version, if backend == DbBackend::Sqlite { for_sqlite(sql) } else { (*sql).to_owned() })
    })
}

/// The SQL is written for PostgreSQL. SQLite has one type for integers and one for the others,
/// compares text by its bytes anyway, and checks types only in tables that say STRICT. Without a rowid a table *is* its
/// primary key's tree, as the comments in the SQL want it.
fn for_sqlite(sql: &str) -> String {
    sql.replace("BIGINT", "INTEGER")
        .replace("DOUBLE PRECISION", "REAL")
        .replace(r#" COLLATE "C""#, "")
        .replace("\n);", "\n) STRICT, WITHOUT ROWID;")
}

pub(crate) mod session {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub title: String,
        pub protocol: String,
        pub level: String,
        pub mode: String,
        pub started_unix_ms: i64,
        pub last_seq: i64,
        pub last_at_ms: i64,
        pub status: String,
        pub summary: Option<String>,
        pub draft: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub at_ms: i64,
        pub body: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod profile {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "profile")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub level: String,
        pub language: String,
        pub interview_on: Option<String>,
        pub company: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod card_state {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "card_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub card: String,
        pub topic: Option<String>,
        pub due_unix_ms: i64,
        pub stability: f64,
        pub difficulty: f64,
        pub last_review_unix_ms: Option<i64>,
        pub reviews: i64,
        pub lapses: i64,
        pub is_suspended: i64,
        pub made_unix_ms: i64,
        pub own: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod review {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub card: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub at_unix_ms: i64,
        pub grade: i64,
        pub took_ms: i64,
        pub by: String,
        pub detail: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod practice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "practice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub at_unix_ms: i64,
        pub kind: String,
        pub item: String,
        pub minutes: f64,
        pub json: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod setting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub json: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod plan_day {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub date: String,
        pub json: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod real_interview {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "real_interview")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub held_on: String,
        pub json: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod design {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "design")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub title: String,
        pub text: String,
        pub revision: i64,
        pub changed_unix_ms: i64,
        pub from_gallery: Option<String>,
        pub problem: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod design_version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "design_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub design: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        pub changed_unix_ms: i64,
        pub title: String,
        pub text: String,
        pub is_aside: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod schema_version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "schema_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
