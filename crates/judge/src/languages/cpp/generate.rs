//! The C++ driver and starter of a signature.

use crate::languages::names::{list, uses_directly};
use greenroom_model::{Field, Method, Record, Shape, Signature, Type};
use std::fmt::Write;

const HEADER: &str = "// Generated from signature.toml by `cargo xtask gen`.";

pub fn driver(signature: &Signature) -> Vec<(String, String)> {
    let mut files = vec![
        ("driver.hpp".to_owned(), format!("{HEADER}\n//\n{}", include_str!("driver.hpp"))),
        ("main.cpp".to_owned(), main(signature)),
    ];
    if !signature.records.is_empty() {
        files.push(("shapes.hpp".to_owned(), shapes(signature)));
    }
    files
}

/// Compilers say this where the candidate's code does not fit; see `diagnostics`.
pub const MUST: &str = "solution.cpp must define ";

fn main(signature: &Signature) -> String {
    let name = match &signature.shape {
        Shape::Function { name, .. } | Shape::Class { name, .. } => name,
    };
    let mut out = format!(
        "{HEADER}\n// Gives {name} of solution.cpp its arguments, and writes what it returns.\n\n\
         #include \"driver.hpp\"\n"
    );
    if !signature.records.is_empty() {
        out.push_str("#include \"shapes.hpp\"\n");
    }
    out.push_str("#include \"solution.cpp\"\n\n");
    if !signature.records.is_empty() {
        out.push_str("namespace driver {\n\n");
        for Record { name, fields } in &signature.records {
            let fields = list(fields, |field| format!("record.{}", field.name));
            let _ = writeln!(
                out,
                "void read(Reader& in, {name}& record) {{ read_fields(in, {fields}); }}\n\n\
                 void write(Text& out, const {name}& record) {{ write_fields(out, {fields}); }}\n"
            );
        }
        out.push_str("}  // namespace driver\n\n");
    }
    match &signature.shape {
        Shape::Function { name, parameters, returns } => {
            let result = written(returns);
            let shown = format!("{result} {name}({})", list(parameters, parameter));
            let _ = writeln!(
                out,
                "{}\n\nint main() {{\n    driver::call_function<{}>(\n        [](auto&... \
                 arguments) {{ return {name}(arguments...); }});\n}}",
                must("fits", parameters, &format!("{name}(arguments...)"), Some(returns), &shown),
                with_types(&result, parameters),
            );
        }
        Shape::Class { name, parameters, methods } => class(&mut out, name, parameters, methods),
    }
    out
}

fn class(out: &mut String, name: &str, parameters: &[Field], methods: &[Method]) {
    let shown = format!("class {name} with {name}({})", list(parameters, parameter));
    let construct = format!("{name}(arguments...)");
    let _ = writeln!(out, "{}\n", must("constructs", parameters, &construct, None, &shown));
    for method in methods {
        let result = method.returns.as_ref().map_or("void".to_owned(), written);
        let shown =
            format!("{result} {name}::{}({})", method.name, list(&method.parameters, parameter));
        let call = format!("instance.{}(arguments...)", method.name);
        let check = format!("has_{}", method.name);
        let types = with_types(name, &method.parameters);
        let _ = writeln!(
            out,
            "template <class Class, class... Parameters>\n\
             concept {check} = requires(Class& instance, Parameters&... arguments) {{\n    \
             {};\n}};\nstatic_assert({check}<{types}>,\n              \"{MUST}{shown}, public\");\n",
            required(&call, method.returns.as_ref()),
        );
    }
    let _ = writeln!(
        out,
        "int main() {{\n    driver::Calls calls;\n    const auto instance = \
         calls.construct<{}>(\"{name}\");\n    while (calls.next()) {{",
        with_types(name, parameters)
    );
    for (at, method) in methods.iter().enumerate() {
        let result = method.returns.as_ref().map_or("void".to_owned(), written);
        let _ = writeln!(
            out,
            "        {}if (calls.is(\"{}\")) {{\n            calls.answer<{}>(\n                \
             [&](auto&... arguments) {{ return instance->{}(arguments...); }});",
            if at == 0 { "" } else { "} else " },
            method.name,
            with_types(&result, &method.parameters),
            method.name
        );
    }
    out.push_str("        } else {\n            calls.unknown();\n        }\n    }\n}\n");
}

/// A sentence instead of the pages that a compiler writes where a template does not fit.
fn must(
    check: &str,
    parameters: &[Field],
    call: &str,
    returns: Option<&Type>,
    shown: &str,
) -> String {
    let types = list(parameters, |field| written(&field.ty));
    format!(
        "template <class... Parameters>\nconcept {check} = requires(Parameters&... arguments) {{\n    \
         {};\n}};\nstatic_assert({check}<{types}>,\n              \"{MUST}{shown}\");",
        required(call, returns)
    )
}

fn required(call: &str, returns: Option<&Type>) -> String {
    match returns {
        Some(ty) => format!("{{ {call} }} -> std::convertible_to<{}>", written(ty)),
        None => call.to_owned(),
    }
}

fn with_types(first: &str, parameters: &[Field]) -> String {
    let mut out = first.to_owned();
    for field in parameters {
        let _ = write!(out, ", {}", written(&field.ty));
    }
    out
}

fn shapes(signature: &Signature) -> String {
    let mut out = format!(
        "{HEADER}\n// The records that solution.cpp is given and returns.\n\n#pragma once\n\n\
         #include <compare>\n#include <cstdint>\n#include <optional>\n#include <string>\n\
         #include <vector>\n"
    );
    for Record { name, fields } in &signature.records {
        let _ = writeln!(out, "\nstruct {name} {{");
        for field in fields {
            let _ = writeln!(out, "    {} {}{{}};", written(&field.ty), field.name);
        }
        let _ = writeln!(out, "\n    auto operator<=>(const {name}&) const = default;\n}};");
    }
    out
}

pub fn starter(signature: &Signature) -> String {
    let mut out = String::new();
    for (header, is_used) in [
        ("cstdint", uses_directly(signature, |ty| matches!(ty, Type::Long))),
        ("optional", uses_directly(signature, |ty| matches!(ty, Type::Optional(_)))),
        ("string", uses_directly(signature, |ty| matches!(ty, Type::String))),
        ("vector", uses_directly(signature, |ty| matches!(ty, Type::List(_)))),
    ] {
        if is_used {
            let _ = writeln!(out, "#include <{header}>");
        }
    }
    if !signature.records.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str("#include \"shapes.hpp\"\n\n");
        for Record { name, fields } in &signature.records {
            let fields = list(fields, |field| format!("{} {}", written(&field.ty), field.name));
            let _ = writeln!(out, "// {name} {{ {} }}", fields.replace(", ", "; "));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let Signature { says, shape, .. } = signature;
    let _ = writeln!(out, "// {says}");
    match shape {
        Shape::Function { name, parameters, returns } => {
            let _ = writeln!(
                out,
                "{} {name}({}) {{\n    return {};\n}}",
                written(returns),
                list(parameters, parameter),
                some_value(returns)
            );
        }
        Shape::Class { name, parameters, methods } => {
            let explicit = if parameters.len() == 1 { "explicit " } else { "" };
            let _ = writeln!(
                out,
                "class {name} {{\npublic:\n    {explicit}{name}({}) {{\n    }}",
                list(parameters, parameter)
            );
            for method in methods {
                let result = method.returns.as_ref().map_or("void".to_owned(), written);
                let _ = writeln!(
                    out,
                    "\n    // {}\n    {result} {}({}) {{",
                    method.says,
                    method.name,
                    list(&method.parameters, parameter)
                );
                if let Some(ty) = &method.returns {
                    let _ = writeln!(out, "        return {};", some_value(ty));
                }
                out.push_str("    }\n");
            }
            out.push_str("};\n");
        }
    }
    out
}

/// By reference where a copy costs.
fn parameter(field: &Field) -> String {
    let ty = written(&field.ty);
    match &field.ty {
        Type::Int | Type::Long | Type::Bool => format!("{ty} {}", field.name),
        _ => format!("const {ty}& {}", field.name),
    }
}

fn written(ty: &Type) -> String {
    match ty {
        Type::Int => "int".to_owned(),
        Type::Long => "std::int64_t".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::String => "std::string".to_owned(),
        Type::List(inner) => format!("std::vector<{}>", written(inner)),
        Type::Optional(inner) => format!("std::optional<{}>", written(inner)),
        Type::Record(name) => name.clone(),
    }
}

fn some_value(ty: &Type) -> &'static str {
    match ty {
        Type::Int | Type::Long => "0",
        Type::Bool => "false",
        Type::String => "\"\"",
        Type::Optional(_) => "std::nullopt",
        Type::List(_) | Type::Record(_) => "{}",
    }
}
