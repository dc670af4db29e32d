//! Scratch.
use greenroom_listen::encoder::Encoder;
use std::io::{BufRead, Write};
fn main() {
    let e = Encoder::embedded().unwrap();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let t: String = serde_json::from_str(&line.unwrap()).unwrap();
        let x = e.encode_one(&t);
        let toks: Vec<(&str, f32)> = x.tokens.iter().map(|t| (&*t.text, t.idf)).collect();
        let head = serde_json::to_string(&toks).unwrap();
        out.write_all(&(head.len() as u32).to_le_bytes()).unwrap();
        out.write_all(head.as_bytes()).unwrap();
        for v in &x.states {
            out.write_all(&v.to_le_bytes()).unwrap();
        }
    }
}
