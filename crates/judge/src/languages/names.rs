//! How names and types are written, where the languages do not differ by themselves.

use greenroom_model::{Field, Shape, Signature, Type};
use std::collections::BTreeSet;

/// `first_breaches` as `firstBreaches`.
pub fn camel_case(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(capitalised).collect::<String>()
}

/// `first_breaches` as `FirstBreaches`.
pub fn pascal_case(name: &str) -> String {
    name.split('_').map(capitalised).collect()
}

/// `ReadRequest` as `READ_REQUEST`, or with lower case as `read_request`.
pub fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_ascii_uppercase() + rest
}

/// A type as a sentence calls it: `a list of Breach (client: string, at_ms: long)`. `name` is how
/// the language writes the names of fields, `nothing` how it writes an absent value.
pub fn in_words(
    signature: &Signature,
    ty: &Type,
    name: fn(&str) -> String,
    nothing: &str,
) -> String {
    let with_fields = |text: String| {
        let Some(record) = record_in(ty).and_then(|name| signature.record(name)) else {
            return text;
        };
        let fields =
            record.fields.iter().map(|field| format!("{}: {}", name(&field.name), field.ty));
        format!("{text} ({})", fields.collect::<Vec<_>>().join(", "))
    };
    let text = match ty {
        Type::Int => "an int".to_owned(),
        Type::Optional(inner) => {
            format!("{} or {nothing}", in_words(signature, inner, name, nothing))
        }
        Type::List(inner) => format!("a list of {}", many(inner, nothing)),
        other => format!("a {other}"),
    };
    if matches!(ty, Type::Optional(_)) { text } else { with_fields(text) }
}

fn many(ty: &Type, nothing: &str) -> String {
    match ty {
        Type::Record(name) => name.clone(),
        Type::List(inner) => format!("lists of {}", many(inner, nothing)),
        Type::Optional(inner) => format!("{} or {nothing}", many(inner, nothing)),
        other => format!("{other}s"),
    }
}

fn record_in(ty: &Type) -> Option<&str> {
    match ty {
        Type::Record(name) => Some(name),
        Type::List(inner) | Type::Optional(inner) => record_in(inner),
        _ => None,
    }
}

/// The records that the candidate's own parameters and results name, in the order of their
/// declaration, without those that are only within other records.
pub fn records_named(signature: &Signature) -> Vec<&str> {
    let mut types: Vec<&Type> = Vec::new();
    fn of(fields: &[Field]) -> impl Iterator<Item = &Type> {
        fields.iter().map(|field| &field.ty)
    }
    match &signature.shape {
        Shape::Function { parameters, returns, .. } => {
            types.extend(of(parameters));
            types.push(returns);
        }
        Shape::Class { parameters, methods, .. } => {
            types.extend(of(parameters));
            for method in methods {
                types.extend(of(&method.parameters));
                types.extend(&method.returns);
            }
        }
    }
    let named: BTreeSet<&str> = types.into_iter().filter_map(record_in).collect();
    signature
        .records
        .iter()
        .map(|record| record.name.as_str())
        .filter(|name| named.contains(name))
        .collect()
}

/// Whether the candidate's own parameters and results, without what is in records, use such a type.
pub fn uses_directly(signature: &Signature, wanted: fn(&Type) -> bool) -> bool {
    fn within(ty: &Type, wanted: fn(&Type) -> bool) -> bool {
        wanted(ty)
            || match ty {
                Type::List(inner) | Type::Optional(inner) => within(inner, wanted),
                _ => false,
            }
    }
    let any = |fields: &[Field]| fields.iter().any(|field| within(&field.ty, wanted));
    match &signature.shape {
        Shape::Function { parameters, returns, .. } => any(parameters) || within(returns, wanted),
        Shape::Class { parameters, methods, .. } => {
            any(parameters)
                || methods.iter().any(|method| {
                    any(&method.parameters)
                        || method.returns.as_ref().is_some_and(|ty| within(ty, wanted))
                })
        }
    }
}

/// `{name}: {type}` or whatever `write` makes of each, with commas.
pub fn list(fields: &[Field], write: impl Fn(&Field) -> String) -> String {
    fields.iter().map(write).collect::<Vec<_>>().join(", ")
}
