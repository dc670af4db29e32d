//! The Python driver and starter of a signature.

use crate::languages::names::{in_words, list, records_named, snake_case, uses_directly};
use greenroom_model::{Field, Record, Shape, Signature, Type};
use std::fmt::Write;

const HEADER: &str = "# Generated from signature.toml by `cargo xtask gen`.";

pub fn driver(signature: &Signature) -> Vec<(String, String)> {
    let mut files = vec![
        ("driver.py".to_owned(), format!("{HEADER}\n{}", include_str!("driver.py"))),
        ("main.py".to_owned(), main(signature)),
    ];
    if !signature.records.is_empty() {
        files.push(("shapes.py".to_owned(), shapes(signature)));
    }
    files
}

fn main(signature: &Signature) -> String {
    let mut out = format!("{HEADER}\n");
    let name = match &signature.shape {
        Shape::Function { name, .. } | Shape::Class { name, .. } => name,
    };
    let _ = writeln!(
        out,
        "\"\"\"Gives {name} of solution.py its arguments, and writes what it returns.\"\"\"\n"
    );
    let _ = writeln!(out, "import driver");
    if !signature.records.is_empty() {
        let _ = writeln!(out, "import shapes");
    }
    out.push('\n');
    for Record { name, fields } in &signature.records {
        let types = list(fields, |field| described(&field.ty));
        let constant = snake_case(name).to_uppercase();
        let _ = writeln!(out, "{constant} = driver.Record(shapes.{name}, {types})");
    }
    if !signature.records.is_empty() {
        out.push('\n');
    }
    match &signature.shape {
        Shape::Function { name, parameters, returns } => {
            let _ = writeln!(
                out,
                "driver.call_function(\n    {name:?},\n    parameters={},\n    returns={},\n)",
                dictionary(parameters),
                returned(signature, returns),
            );
        }
        Shape::Class { name, parameters, methods } => {
            let _ = writeln!(
                out,
                "driver.call_class(\n    {name:?},\n    parameters={},\n    methods={{",
                dictionary(parameters)
            );
            for method in methods {
                let returns =
                    method.returns.as_ref().map_or("None".to_owned(), |ty| returned(signature, ty));
                let _ = writeln!(
                    out,
                    "        {:?}: ({}, {returns}),",
                    method.name,
                    dictionary(&method.parameters)
                );
            }
            out.push_str("    },\n)\n");
        }
    }
    out
}

fn dictionary(fields: &[Field]) -> String {
    let entry = |field: &Field| format!("{:?}: {}", field.name, described(&field.ty));
    format!("{{{}}}", list(fields, entry))
}

fn returned(signature: &Signature, ty: &Type) -> String {
    let words = in_words(signature, ty, str::to_owned, "None");
    format!("({}, {words:?})", described(ty))
}

/// As driver.py describes it.
fn described(ty: &Type) -> String {
    match ty {
        Type::Int => "driver.INT".to_owned(),
        Type::Long => "driver.LONG".to_owned(),
        Type::Bool => "driver.BOOL".to_owned(),
        Type::String => "driver.STRING".to_owned(),
        Type::List(inner) => format!("driver.List({})", described(inner)),
        Type::Optional(inner) => format!("driver.Optional({})", described(inner)),
        Type::Record(name) => snake_case(name).to_uppercase(),
    }
}

fn shapes(signature: &Signature) -> String {
    let mut out =
        format!("{HEADER}\n\"\"\"The records that solution.py is given and returns.\"\"\"\n\n");
    let is_optional = signature
        .records
        .iter()
        .any(|record| record.fields.iter().any(|field| field.ty.to_string().contains("optional<")));
    let names = if is_optional { "NamedTuple, Optional" } else { "NamedTuple" };
    let _ = writeln!(out, "from typing import {names}");
    for Record { name, fields } in &signature.records {
        let _ = writeln!(out, "\n\nclass {name}(NamedTuple):");
        for field in fields {
            let _ = writeln!(out, "    {}: {}", field.name, annotation(&field.ty));
        }
    }
    out
}

pub fn starter(signature: &Signature) -> String {
    let mut out = String::new();
    if uses_directly(signature, |ty| matches!(ty, Type::Optional(_))) {
        out.push_str("from typing import Optional\n\n");
    }
    let records = records_named(signature);
    if !records.is_empty() {
        let _ = writeln!(out, "from shapes import {}\n", records.join(", "));
        for Record { name, fields } in &signature.records {
            let _ = writeln!(out, "# {name}({})", list(fields, parameter));
        }
        out.push('\n');
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let Signature { says, shape, .. } = signature;
    match shape {
        Shape::Function { name, parameters, returns } => {
            let _ = writeln!(
                out,
                "def {name}({}) -> {}:\n    \"\"\"{says}\"\"\"\n    return {}",
                list(parameters, parameter),
                annotation(returns),
                some_value(signature, returns)
            );
        }
        Shape::Class { name, parameters, methods } => {
            let given = receiving(parameters);
            let _ = writeln!(
                out,
                "class {name}:\n    \"\"\"{says}\"\"\"\n\n    def __init__({given}) -> None:\n        pass",
            );
            for method in methods {
                let returns = method.returns.as_ref().map_or("None".to_owned(), annotation);
                let body = method.returns.as_ref().map_or("pass".to_owned(), |ty| {
                    format!("return {}", some_value(signature, ty))
                });
                let _ = writeln!(
                    out,
                    "\n    def {}({}) -> {returns}:\n        \"\"\"{}\"\"\"\n        {body}",
                    method.name,
                    receiving(&method.parameters),
                    method.says
                );
            }
        }
    }
    out
}

fn receiving(parameters: &[Field]) -> String {
    let mut out = "self".to_owned();
    for field in parameters {
        let _ = write!(out, ", {}", parameter(field));
    }
    out
}

fn parameter(field: &Field) -> String {
    format!("{}: {}", field.name, annotation(&field.ty))
}

fn annotation(ty: &Type) -> String {
    match ty {
        Type::Int | Type::Long => "int".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::String => "str".to_owned(),
        Type::List(inner) => format!("list[{}]", annotation(inner)),
        Type::Optional(inner) => format!("Optional[{}]", annotation(inner)),
        Type::Record(name) => name.clone(),
    }
}

fn some_value(signature: &Signature, ty: &Type) -> String {
    match ty {
        Type::Int | Type::Long => "0".to_owned(),
        Type::Bool => "False".to_owned(),
        Type::String => "\"\"".to_owned(),
        Type::List(_) => "[]".to_owned(),
        Type::Optional(_) => "None".to_owned(),
        Type::Record(name) => {
            let fields = signature.record(name).map_or(&[][..], |record| &record.fields);
            format!("{name}({})", list(fields, |field| some_value(signature, &field.ty)))
        }
    }
}
