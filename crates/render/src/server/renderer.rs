//! A renderer that is ready to run.

use wasmtime::component::{Component, HasSelf, Linker};
use wasmtime::{Engine, Store, Trap};

use self::bindings::tarn::render::types as wit;
use self::bindings::{Renderer as Exports, RendererImports, RendererPre};
use super::deadlines::Deadlines;
use super::engine::Machine;
use super::failure::Failure;
use super::sandbox::Sandbox;
use super::wasi;
use crate::types::{Answer, Head, Part, Rendered, Request, Slot};

mod bindings {
    wasmtime::component::bindgen!({ path: "wit", world: "renderer" });
}

/// A compiled renderer. Each call gets an instance of its own, so nothing of a request is left for the next one.
pub(super) struct Renderer(RendererPre<Sandbox>);

/// A result, and whether it would be another one at another time.
pub(super) struct Rendering {
    pub(super) rendered: Rendered,
    pub(super) depends_on_time: bool,
}

impl wit::Host for Sandbox {}

impl RendererImports for Sandbox {
    fn report(&mut self, message: String) {
        self.note(message);
    }
}

impl Renderer {
    /// Compiles a component.
    pub(super) fn new(engine: &Engine, bytes: &[u8]) -> Result<Self, Failure> {
        let unfit =
            |error: wasmtime::Error| Failure::unfit(format!("it is no renderer that this server can run: {error:#}"));
        let component = Component::new(engine, bytes).map_err(unfit)?;
        let mut linker = Linker::new(engine);
        let mut link = || {
            wasi::add_to_linker(&mut linker)?;
            Exports::add_to_linker::<_, HasSelf<_>>(&mut linker, |sandbox| sandbox)?;
            // Files, sockets and streams: a renderer that uses them ends.
            linker.define_unknown_imports_as_traps(&component)?;
            RendererPre::new(linker.instantiate_pre(&component)?)
        };
        link().map(Self).map_err(unfit)
    }

    /// Renders, within the limits of the machine.
    pub(super) fn render(&self, machine: &Machine, request: &Request) -> Result<Rendering, Failure> {
        let options = &machine.options;
        let mut store = Store::new(&machine.engine, Sandbox::new(options.memory, request.now_ms));
        store.limiter(|sandbox| sandbox);
        store.set_epoch_deadline(Deadlines::ticks(options.deadline));
        let run = machine.deadlines.run();
        let result = self
            .0
            .instantiate(&mut store)
            .and_then(|renderer| renderer.call_render(&mut store, &request_of(request)));
        drop(run);
        match result {
            Ok(Ok(rendered)) => Ok(Rendering {
                rendered: rendered_of(rendered),
                depends_on_time: store.data().has_read_clock,
            }),
            Ok(Err(message)) => Err(Failure::crashed(message)),
            Err(error) => Err(Failure::crashed(cause(&error, store.data(), machine))),
        }
    }
}

/// Why a call ended, as a sentence for the team of the app.
fn cause(error: &wasmtime::Error, sandbox: &Sandbox, machine: &Machine) -> String {
    let options = &machine.options;
    if let Some(report) = &sandbox.report {
        return report.clone();
    }
    if sandbox.is_out_of_memory {
        return format!("it needs more than {} MiB of memory", options.memory >> 20);
    }
    match error.downcast_ref::<Trap>() {
        Some(Trap::Interrupt) => format!("it took longer than {} ms", options.deadline.as_millis()),
        _ => format!("{error:#}"),
    }
}

fn request_of(request: &Request) -> wit::Request {
    let answers = request.answers.iter().map(|Answer { path, status, json }| wit::Answer {
        path: path.clone(),
        status: *status,
        json: json.clone(),
    });
    wit::Request {
        component: request.component.clone(),
        props: request.props.clone(),
        path: request.path.clone(),
        query: request.query.clone(),
        site: request.site.clone(),
        locale: request.locale.clone(),
        now_ms: request.now_ms,
        answers: answers.collect(),
    }
}

fn rendered_of(rendered: wit::Rendered) -> Rendered {
    let wit::Head {
        title,
        description,
        canonical,
        image,
        json_ld,
        status,
        title_pattern,
    } = rendered.head;
    Rendered {
        parts: rendered.parts.into_iter().map(part_of).collect(),
        head: Head {
            title,
            description,
            canonical,
            image,
            json_ld,
            status,
            title_pattern,
        },
        wanted: rendered.wanted,
    }
}

fn part_of(part: wit::Part) -> Part {
    match part {
        wit::Part::Html(html) => Part::Html(html),
        wit::Part::Slot(slot) => Part::Slot(Slot {
            remote: slot.remote,
            component: slot.component,
            props: slot.props,
            before: slot.before,
            after: slot.after,
            without: slot.without,
        }),
    }
}
