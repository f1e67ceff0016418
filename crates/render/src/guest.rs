//! A renderer as a WebAssembly component. `tarn_federation::expose!` makes one of an app.

use crate::types;
use bindings::tarn::render::types as wit;

#[doc(hidden)]
#[allow(missing_docs, reason = "generated; the WIT file has the documentation")]
pub mod bindings {
    wit_bindgen::generate!({
        path: "wit",
        world: "renderer",
        pub_export_macro: true,
        export_macro_name: "export_renderer",
        default_bindings_module: "tarn_render::guest::bindings",
    });
}

pub use bindings::export_renderer;

/// Reports a panic to the server, which logs it: a renderer has no console.
pub fn report(message: &str) {
    bindings::report(message);
}

/// A request as the libraries of an app know it.
#[must_use]
pub fn request_of(request: wit::Request) -> types::Request {
    let answers = request.answers.into_iter().map(|answer| types::Answer {
        path: answer.path,
        status: answer.status,
        json: answer.json,
    });
    types::Request {
        component: request.component,
        props: request.props,
        path: request.path,
        query: request.query,
        site: request.site,
        locale: request.locale,
        now_ms: request.now_ms,
        answers: answers.collect(),
    }
}

/// The result for the server.
#[must_use]
pub fn rendered_of(rendered: types::Rendered) -> wit::Rendered {
    let types::Head {
        title,
        description,
        canonical,
        image,
        json_ld,
        status,
        title_pattern,
    } = rendered.head;
    wit::Rendered {
        parts: rendered.parts.into_iter().map(part_of).collect(),
        head: wit::Head {
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

fn part_of(part: types::Part) -> wit::Part {
    match part {
        types::Part::Html(html) => wit::Part::Html(html),
        types::Part::Slot(slot) => wit::Part::Slot(wit::Slot {
            remote: slot.remote,
            component: slot.component,
            props: slot.props,
            before: slot.before,
            after: slot.after,
            without: slot.without,
        }),
    }
}
