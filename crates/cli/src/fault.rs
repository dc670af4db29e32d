//! What ends the program early: the place, the cause, the next step.

use std::fmt::{self, Display};
use std::io::Read;
use std::path::Path;

#[derive(Debug)]
pub struct Fault(String);

impl Fault {
    pub fn new(text: impl Into<String>) -> Fault {
        Fault(text.into())
    }

    pub fn at(place: impl Display, cause: impl Display, next: &str) -> Fault {
        Fault(format!("{place}: {cause}; {next}"))
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<greenroom_app::AppError> for Fault {
    fn from(error: greenroom_app::AppError) -> Fault {
        Fault(error.to_string())
    }
}

impl From<greenroom_app::store::StoreError> for Fault {
    fn from(error: greenroom_app::store::StoreError) -> Fault {
        Fault(error.to_string())
    }
}

/// Reads a file, or standard input for `-`, up to `bytes_max`.
pub fn read(path: &Path, bytes_max: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let limit = bytes_max as u64 + 1;
    let read = if path == Path::new("-") {
        std::io::stdin().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| Fault::at(path.display(), error, "name a file that can be read"))?;
    if bytes.len() > bytes_max {
        return Err(Fault::at(
            path.display(),
            format!("more than {bytes_max} bytes"),
            "give it in smaller parts",
        ));
    }
    Ok(bytes)
}

/// The same, as UTF-8 text.
pub fn read_text(path: &Path, bytes_max: usize) -> Result<String, Fault> {
    String::from_utf8(read(path, bytes_max)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Fault::at(path.display(), format!("byte {at} is no UTF-8"), "save it as UTF-8 text")
    })
}

/// Writes a whole file, or says why not.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Fault> {
    std::fs::write(path, content)
        .map_err(|error| Fault::at(path.display(), error, "name a place that can be written"))
}

/// Prints to standard output. A reader that has gone, such as `head`, is no fault.
pub fn print(text: &str) -> Result<(), Fault> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Fault::at("standard output", error, "send it somewhere else"))
        }
        _ => Ok(()),
    }
}
