//! Errors as pages: what happened, what is safe, what to do. The inside goes to the log.

use crate::shell;
use crate::text::named;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use greenroom_app::AppError;
use greenroom_app::store::StoreError;
use greenroom_app::store::anki::AnkiError;
use greenroom_app::studio::StudioError;
use maud::html;

/// What a handler failed with.
#[derive(Debug)]
pub struct Failure(AppError);

pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl<E: Into<AppError>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let text = self.0.to_string();
        let (status, title, next) = match &self.0 {
            AppError::Store(StoreError::NotFound { .. } | StoreError::NoDesign { .. }) => {
                (StatusCode::NOT_FOUND, "Not here", "Everything else is where it was.")
            }
            AppError::Store(StoreError::DesignChanged { .. }) => (
                StatusCode::CONFLICT,
                "Another tab was faster",
                "Nothing is lost: look at the design and at its earlier versions.",
            ),
            AppError::Studio(StudioError::TooLarge { .. }) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Nothing was kept",
                "Make it smaller, then try again.",
            ),
            AppError::Studio(_) => {
                (StatusCode::NOT_FOUND, "Not here", "Everything there is, is under Studio.")
            }
            AppError::Store(StoreError::ReadOnly { .. } | StoreError::DiskFull { .. }) => (
                StatusCode::INSUFFICIENT_STORAGE,
                "Nothing was saved",
                "All that was saved before is safe. Mend the cause, then try again.",
            ),
            AppError::Store(StoreError::Import { .. } | StoreError::DifferentLog { .. }) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Nothing was imported",
                "Correct the file, then import it again.",
            ),
            AppError::Store(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The database did not answer",
                "All that was saved before is safe. Try again; `greenroom doctor` tells more.",
            ),
            AppError::Plan(_) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "No session was started", "Choose again.")
            }
            AppError::Open(_) => (
                StatusCode::CONFLICT,
                "This session cannot be opened",
                "Its log is kept as it is and can be exported.",
            ),
            AppError::NotEnded => {
                (StatusCode::CONFLICT, "Not ended yet", "Go back to the session and end it.")
            }
            AppError::Kept { .. } => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something kept cannot be read",
                "Perhaps a newer Greenroom wrote it. Everything else is as it was.",
            ),
            AppError::NoCard(_) => {
                (StatusCode::NOT_FOUND, "No such card", "All of them are under Cards.")
            }
            AppError::Anki(AnkiError::Card { .. }) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "No package was made",
                "All cards are as they were.",
            ),
            AppError::Anki(AnkiError::TooLarge { .. }) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "Nothing was imported",
                "All cards are as they were.",
            ),
            AppError::Anki(AnkiError::Folder { .. }) => (
                StatusCode::INSUFFICIENT_STORAGE,
                "The package could not be worked on",
                "All cards are as they were.",
            ),
            AppError::Anki(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Nothing was imported",
                "All cards are as they were.",
            ),
            AppError::Memory(_) => {
                (StatusCode::CONFLICT, "Not fitted", "Review on, and try again later.")
            }
            AppError::Drill(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This drill is broken",
                "It does not count against you. All others are under Practise.",
            ),
            AppError::Closed(_) => {
                (StatusCode::CONFLICT, "This session was closed", "Load the page again.")
            }
        };
        if status.is_server_error() {
            eprintln!("greenroom: {text}");
        }
        page(status, title, &text, next)
    }
}

/// A page that says one thing went wrong.
pub fn page(status: StatusCode, title: &str, text: &str, next: &str) -> Response {
    let body = html! {
        div.trouble role="alert" {
            h1 { (title) }
            p { (named(text)) }
            p { (named(next)) }
            div.row { a.button href="/sessions" { "Past sessions" } a.button.quiet href="/" { "Today" } }
        }
    };
    (status, shell::page(title, "", body)).into_response()
}
