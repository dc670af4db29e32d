//! What a doctor asks of a store.

use crate::error::{At, Result, StoreError};
use crate::schema::{event, session};
use crate::writer::Write;
use crate::{Store, designs, place, study};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType};
use sea_orm::{EntityTrait, PaginatorTrait, QuerySelect};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// As a person knows it, without a password.
    pub place: String,
    pub size_bytes: u64,
    pub schema_version: i64,
    pub sessions: u64,
    /// Whether a write became durable just now, or why not.
    pub writable: Result<()>,
}

impl Store {
    /// A quick look, with one small write.
    pub async fn health(&self) -> Result<Health> {
        Ok(Health {
            place: self.place.to_string(),
            size_bytes: place::size_bytes(&self.place, self.reads()).await?,
            schema_version: place::version(&self.place, self.reads()).await?,
            sessions: session::Entity::find().count(self.reads()).await.at(&self.place)?,
            writable: self.write(Write::Probe).await,
        })
    }

    /// Reads everything: whether the database is undamaged and every log complete and legible.
    /// Takes as long as reading all data does.
    pub async fn check(&self) -> Result<()> {
        place::check_pages(&self.place, self.reads()).await?;
        let incomplete: Option<String> = session::Entity::find()
            .select_only()
            .column(session::Column::Id)
            .join(JoinType::LeftJoin, event_of_session())
            .group_by(session::Column::Id)
            .group_by(session::Column::LastSeq)
            .having(
                Expr::col((event::Entity, event::Column::Seq))
                    .count()
                    .ne(Expr::col((session::Entity, session::Column::LastSeq))),
            )
            .into_tuple()
            .one(self.reads())
            .await
            .at(&self.place)?;
        if let Some(session) = incomplete {
            return Err(StoreError::Corrupt {
                place: self.place.to_string(),
                cause: format!("events of session `{session}` are missing"),
            });
        }
        for session in self.sessions().await? {
            match self.events(&session.id).await {
                // Deleted since the list was read.
                Ok(_) | Err(StoreError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        study::all_cards(&self.place, self.reads()).await?;
        study::all_reviews(&self.place, self.reads()).await?;
        study::read_practice(&self.place, self.reads(), 0).await?;
        study::all_settings(&self.place, self.reads()).await?;
        study::all_plan_days(&self.place, self.reads()).await?;
        study::real_interviews(&self.place, self.reads()).await?;
        for id in designs::ids(&self.place, self.reads()).await? {
            designs::whole(&self.place, self.reads(), &id).await?;
        }
        Ok(())
    }
}

fn event_of_session() -> sea_orm::RelationDef {
    session::Entity::belongs_to(event::Entity)
        .from(session::Column::Id)
        .to(event::Column::SessionId)
        .into()
}
