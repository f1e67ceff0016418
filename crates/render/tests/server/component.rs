//! Renderers made for a test: core modules as components of the world.

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// The parameters of `render`: addresses and lengths of six texts, the time, address and length of the list of answers.
const PARAMETERS: &str = "(param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f64 i32 i32)";

/// What a renderer may try to import. Types are simplified: interfaces that the sandbox lacks are not compared.
const WORLD: &str = "
    package test:spies;
    world spy {
        include tarn:render/renderer@1.0.0;
        import wasi:cli/environment@0.2.0;
        import wasi:clocks/wall-clock@0.2.0;
        import wasi:filesystem/preopens@0.2.0;
        import wasi:sockets/instance-network@0.2.0;
    }
    package wasi:cli@0.2.0 { interface environment { get-environment: func() -> list<tuple<string, string>>; } }
    package wasi:clocks@0.2.0 { interface wall-clock {
        record datetime { seconds: u64, nanoseconds: u32 }
        now: func() -> datetime;
    } }
    package wasi:filesystem@0.2.0 { interface preopens { get-directories: func() -> list<u32>; } }
    package wasi:sockets@0.2.0 { interface instance-network { instance-network: func() -> u32; } }";

/// A component with this body. Its function `render` is written with the parameters `(param ..)`, returns the address of its result, and may
/// use the memory from 4096 on.
pub fn component(body: &str) -> Vec<u8> {
    spy("", body)
}

/// A component with imports beside those of every renderer.
pub fn spy(imports: &str, body: &str) -> Vec<u8> {
    let body = body.replace("(param ..)", PARAMETERS);
    module(&format!(
        r#"(module
            (import "$root" "report" (func $report (param i32 i32)))
            {imports}
            (memory (export "memory") 1)
            (global $free (mut i32) (i32.const 8192))
            (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
                (local $at i32)
                (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
                (global.set $free (i32.add (local.get $at) (local.get 3)))
                (block $enough
                    (br_if $enough (i32.le_u (global.get $free) (i32.mul (memory.size) (i32.const 65536))))
                    (drop (memory.grow (i32.const 16))))
                (local.get $at))
            {body})"#
    ))
}

/// A component that returns this HTML.
pub fn returning(html: &str) -> Vec<u8> {
    returning_after("", html, "")
}

/// A component with imports that does something before it returns this HTML.
pub fn returning_after(imports: &str, html: &str, act: &str) -> Vec<u8> {
    spy(imports, &body("", html, act))
}

/// A component with a second memory, `$second`, that does something before it returns this HTML.
pub fn with_two_memories(html: &str, act: &str) -> Vec<u8> {
    component(&body("(memory $second 1)", html, act))
}

fn body(declarations: &str, html: &str, act: &str) -> String {
    let bytes: String = html.bytes().map(|byte| format!("\\{byte:02x}")).collect();
    // The result is at 4096: the list of parts, and zeros for a head without anything. The part is at 4200, its text at 4300.
    format!(
        r#"{declarations}
        (data (i32.const 4100) "\68\10\00\00\01\00\00\00")
        (data (i32.const 4204) "\cc\10\00\00{}")
        (data (i32.const 4300) "{bytes}")
        (func (export "render") (param ..) (result i32) {act} (i32.const 4096))"#,
        number(html.len())
    )
}

/// A little-endian number in a text of WAT.
fn number(number: usize) -> String {
    (number as u32)
        .to_le_bytes()
        .map(|byte| format!("\\{byte:02x}"))
        .concat()
}

fn module(text: &str) -> Vec<u8> {
    let mut module = wat::parse_str(text).unwrap();
    let mut resolve = Resolve::default();
    resolve
        .push_str("render.wit", include_str!("../../wit/render.wit"))
        .unwrap();
    let package = resolve.push_str("spy.wit", WORLD).unwrap();
    let world = resolve.select_world(&[package], Some("spy")).unwrap();
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    ComponentEncoder::default()
        .module(&module)
        .unwrap()
        .validate(true)
        .encode()
        .unwrap()
}
