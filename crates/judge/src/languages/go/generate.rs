//! The Go driver and starter of a signature.

use crate::languages::names::{camel_case, list, pascal_case};
use greenroom_model::{Field, Method, Record, Shape, Signature, Type};
use std::fmt::Write;

const HEADER: &str = "// Generated from signature.toml by `cargo xtask gen`.";

pub fn driver(signature: &Signature) -> Vec<(String, String)> {
    let mut files = vec![
        ("driver.go".to_owned(), format!("{HEADER}\n\n{}", include_str!("driver.go"))),
        ("main.go".to_owned(), main(signature)),
    ];
    if !signature.records.is_empty() {
        files.push(("shapes.go".to_owned(), shapes(signature)));
    }
    files
}

fn main(signature: &Signature) -> String {
    let mut out = format!("{HEADER}\n\npackage main\n\n");
    match &signature.shape {
        Shape::Function { name, parameters, returns } => {
            function(&mut out, &pascal_case(name), parameters, returns);
        }
        Shape::Class { name, parameters, methods } => class(&mut out, name, parameters, methods),
    }
    for record in &signature.records {
        record_functions(&mut out, record);
    }
    out
}

fn function(out: &mut String, name: &str, parameters: &[Field], returns: &Type) {
    let _ = writeln!(
        out,
        "// What solution.go must define.\nvar driverSolve func({}) {} = {name}\n\n// Gives {name} \
         its arguments from standard input, and writes what it returns.\nfunc main() {{\n\td := \
         driverStart()",
        list(parameters, parameter),
        written(returns),
    );
    for (at, field) in parameters.iter().enumerate() {
        let _ = writeln!(out, "\targument{at} := {}\n\td.endLine()", read(&field.ty));
    }
    let _ = writeln!(out, "\treturned := driverSolve({})", arguments(parameters.len()));
    match returns {
        Type::List(inner) => {
            let _ = writeln!(out, "\tdriverWriteLines(d, returned, {})", writer(inner));
        }
        other => {
            let _ = writeln!(out, "\t{}\n\td.mark('\\n')", write_value(other, "returned"));
        }
    }
    out.push_str("\td.finish()\n}\n");
}

fn class(out: &mut String, name: &str, parameters: &[Field], methods: &[Method]) {
    out.push_str("// What solution.go must define.\ntype driverSolution interface {\n");
    for method in methods {
        let _ = writeln!(out, "\t{}", header(method));
    }
    let _ = writeln!(
        out,
        "}}\n\nvar _ driverSolution = (*{name})(nil)\n\nvar driverNew func({}) *{name} = New{name}\n\n\
         // Makes the calls that standard input lists, and writes what they return.\nfunc main() \
         {{\n\td := driverStart()\n\tdefer d.tellCall()\n\td.constructor(\"{name}\")",
        list(parameters, parameter),
    );
    if parameters.is_empty() {
        out.push_str("\td.expect(\"[\")\n");
    }
    for (at, field) in parameters.iter().enumerate() {
        let before = if at == 0 { '[' } else { ',' };
        let _ = writeln!(out, "\td.expect(\"{before}\")\n\targument{at} := {}", read(&field.ty));
    }
    let _ = writeln!(
        out,
        "\td.expect(\"]\")\n\td.endLine()\n\tinstance := driverNew({})\n\tfor !d.atEnd() {{\n\t\tswitch \
         d.nextCall() {{",
        arguments(parameters.len())
    );
    for method in methods {
        let _ = writeln!(out, "\t\tcase \"{}\":", method.name);
        for (at, field) in method.parameters.iter().enumerate() {
            let _ =
                writeln!(out, "\t\t\td.expect(\",\")\n\t\t\targument{at} := {}", read(&field.ty));
        }
        let keep = if method.returns.is_some() { "returned := " } else { "" };
        let answer = method
            .returns
            .as_ref()
            .map_or("d.nothing()".to_owned(), |ty| write_value(ty, "returned"));
        let _ = writeln!(
            out,
            "\t\t\td.expect(\"]\")\n\t\t\t{keep}instance.{}({})\n\t\t\t{answer}",
            pascal_case(&method.name),
            arguments(method.parameters.len())
        );
    }
    out.push_str(
        "\t\tdefault:\n\t\t\td.fail(\"a method of this problem\")\n\t\t}\n\t\td.endLine()\n\t\t\
         d.mark('\\n')\n\t}\n\td.call = \"\"\n\td.finish()\n}\n",
    );
}

fn header(method: &Method) -> String {
    let returns = method.returns.as_ref().map_or(String::new(), |ty| format!(" {}", written(ty)));
    format!("{}({}){returns}", pascal_case(&method.name), list(&method.parameters, parameter))
}

fn record_functions(out: &mut String, Record { name, fields }: &Record) {
    let _ = writeln!(out, "\nfunc driverRead{name}(d *driver) {name} {{\n\tvar record {name}");
    for (at, field) in fields.iter().enumerate() {
        let before = if at == 0 { '[' } else { ',' };
        let _ = writeln!(
            out,
            "\td.expect(\"{before}\")\n\trecord.{} = {}",
            pascal_case(&field.name),
            read(&field.ty)
        );
    }
    let _ = writeln!(
        out,
        "\td.expect(\"]\")\n\treturn record\n}}\n\nfunc driverWrite{name}(d *driver, record {name}) {{"
    );
    for (at, field) in fields.iter().enumerate() {
        let before = if at == 0 { '[' } else { ',' };
        let value = format!("record.{}", pascal_case(&field.name));
        let _ = writeln!(out, "\td.mark('{before}')\n\t{}", write_value(&field.ty, &value));
    }
    out.push_str("\td.mark(']')\n}\n");
}

fn shapes(signature: &Signature) -> String {
    let mut out = format!("{HEADER}\n\npackage main\n");
    for Record { name, fields } in &signature.records {
        let _ = writeln!(out, "\ntype {name} struct {{");
        // As gofmt would have it.
        let names = fields.iter().map(|field| pascal_case(&field.name));
        let width = names.map(|name| name.len()).max().unwrap_or_default();
        for field in fields {
            let name = pascal_case(&field.name);
            let _ = writeln!(out, "\t{name:width$} {}", written(&field.ty));
        }
        out.push_str("}\n");
    }
    out
}

fn arguments(count: usize) -> String {
    (0..count).map(|at| format!("argument{at}")).collect::<Vec<_>>().join(", ")
}

/// An expression that reads a value.
fn read(ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("driverReadList(d, {})", reader(inner)),
        Type::Optional(inner) => format!("driverReadOptional(d, {})", reader(inner)),
        other => format!("{}(d)", reader(other)),
    }
}

/// A function that reads a value.
fn reader(ty: &Type) -> String {
    match plain(ty) {
        Some(name) => format!("driverRead{name}"),
        None => format!("func(d *driver) {} {{ return {} }}", written(ty), read(ty)),
    }
}

fn write_value(ty: &Type, value: &str) -> String {
    match ty {
        Type::List(inner) => format!("driverWriteList(d, {value}, {})", writer(inner)),
        Type::Optional(inner) => format!("driverWriteOptional(d, {value}, {})", writer(inner)),
        other => format!("{}(d, {value})", writer(other)),
    }
}

fn writer(ty: &Type) -> String {
    match plain(ty) {
        Some(name) => format!("driverWrite{name}"),
        None => {
            format!("func(d *driver, value {}) {{ {} }}", written(ty), write_value(ty, "value"))
        }
    }
}

/// The name by which the driver's functions for a type end, unless they take another function.
fn plain(ty: &Type) -> Option<&str> {
    match ty {
        Type::Int => Some("Int"),
        Type::Long => Some("Long"),
        Type::Bool => Some("Bool"),
        Type::String => Some("String"),
        Type::Record(name) => Some(name),
        Type::List(_) | Type::Optional(_) => None,
    }
}

pub fn starter(signature: &Signature) -> String {
    let mut out = "package main\n\n".to_owned();
    for Record { name, fields } in &signature.records {
        let field = |field: &Field| format!("{} {}", pascal_case(&field.name), written(&field.ty));
        let _ = writeln!(out, "// {name} {{ {} }}", list(fields, field).replace(", ", "; "));
    }
    if !signature.records.is_empty() {
        out.push('\n');
    }
    let Signature { says, shape, .. } = signature;
    let _ = writeln!(out, "// {says}");
    match shape {
        Shape::Function { name, parameters, returns } => {
            let _ = writeln!(
                out,
                "func {}({}) {} {{\n\treturn {}\n}}",
                pascal_case(name),
                list(parameters, parameter),
                written(returns),
                some_value(returns)
            );
        }
        Shape::Class { name, parameters, methods } => {
            let _ = writeln!(
                out,
                "type {name} struct {{\n}}\n\nfunc New{name}({}) *{name} {{\n\treturn &{name}{{}}\n}}",
                list(parameters, parameter)
            );
            let receiver = receiver(name, methods);
            for method in methods {
                let _ = writeln!(
                    out,
                    "\n// {}\nfunc ({receiver} *{name}) {} {{",
                    method.says,
                    header(method)
                );
                if let Some(ty) = &method.returns {
                    let _ = writeln!(out, "\treturn {}", some_value(ty));
                }
                out.push_str("}\n");
            }
        }
    }
    out
}

/// The first letter of the class, as is the custom, unless a parameter is called so.
fn receiver(name: &str, methods: &[Method]) -> String {
    let letter = name[..1].to_ascii_lowercase();
    let is_taken = |method: &Method| method.parameters.iter().any(|field| field.name == letter);
    if methods.iter().any(is_taken) { "receiver".to_owned() } else { letter }
}

fn parameter(field: &Field) -> String {
    format!("{} {}", camel_case(&field.name), written(&field.ty))
}

fn written(ty: &Type) -> String {
    match ty {
        Type::Int => "int".to_owned(),
        Type::Long => "int64".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::String => "string".to_owned(),
        Type::List(inner) => format!("[]{}", written(inner)),
        Type::Optional(inner) => format!("*{}", written(inner)),
        Type::Record(name) => name.clone(),
    }
}

fn some_value(ty: &Type) -> String {
    match ty {
        Type::Int | Type::Long => "0".to_owned(),
        Type::Bool => "false".to_owned(),
        Type::String => "\"\"".to_owned(),
        Type::List(_) | Type::Optional(_) => "nil".to_owned(),
        Type::Record(name) => format!("{name}{{}}"),
    }
}
