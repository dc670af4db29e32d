//! `greenroom`: serve the browser.

use crate::args::{Place, Serve};
use crate::data;
use crate::fault::Fault;
use greenroom_web::{Names, Site};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// How long pages may take to finish once the program is told to stop.
const GRACE: Duration = Duration::from_secs(5);

pub fn serve(place: &Place, serve: &Serve) -> Result<ExitCode, Fault> {
    let library = data::library(place)?;
    let runtime = data::runtime()?;
    runtime.block_on(async {
        let address = SocketAddr::new(serve.bind, serve.port);
        // The port first: a second start by mistake must not touch the database.
        let socket = listen(address).await?;
        let greenroom = data::greenroom(place, library).await?;
        let store = greenroom.store.clone();
        let names = Names { allowed: serve.allow_host.clone() };
        let site = Site { greenroom: greenroom.clone(), names: Arc::new(names) };
        let bound = socket.local_addr().map_err(|error| Fault::new(error.to_string()))?;
        let url = format!("http://{}/", shown(bound));
        crate::fault::print(&format!("Greenroom is at {url}\nPress Ctrl+C to stop; open sessions are paused and kept.\n"))?;
        if !serve.bind.is_loopback() {
            eprintln!("greenroom: {} lets other machines in, and there are no accounts: everyone sees everything", serve.bind);
        }
        if !serve.no_open {
            open_browser(&url);
        }
        let serving = axum::serve(socket, greenroom_web::router(site)).with_graceful_shutdown(stopped());
        let served = tokio::select! {
            served = serving.into_future() => served,
            // Live rooms keep their sockets open: they do not hold the end up.
            () = async { stopped().await; tokio::time::sleep(GRACE).await } => Ok(()),
        };
        greenroom.close().await;
        drop(greenroom);
        store.close().await;
        served.map_err(|error| Fault::at(address, error, "start it again"))
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn listen(address: SocketAddr) -> Result<tokio::net::TcpListener, Fault> {
    tokio::net::TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Fault::at(
            address,
            "something already listens there, perhaps Greenroom itself",
            "open that address in the browser, or choose another port with --port N (0 takes any)",
        ),
        ErrorKind::AddrNotAvailable => Fault::at(
            address,
            "this machine does not have that address",
            "choose another with --bind",
        ),
        ErrorKind::PermissionDenied => Fault::at(
            address,
            "this port needs more rights",
            "choose a port above 1023 with --port",
        ),
        _ => Fault::at(address, error, "choose another --bind or --port"),
    })
}

/// An address that a browser can open: an unspecified one is not.
fn shown(bound: SocketAddr) -> SocketAddr {
    if bound.ip().is_unspecified() {
        SocketAddr::from(([127, 0, 0, 1], bound.port()))
    } else {
        bound
    }
}

/// Resolves when the program is asked to stop.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without signal handling the program is ended the hard way, which loses nothing either.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn open_browser(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    // The address was printed: without a browser it is still there to be opened.
    Command::new(opener)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok();
}
