//! The list attributes `class` and `style`.

use super::*;

pub(super) const VIEWS: &[Entry] = &[
    ("a constant class", |_| shown(view! { <p class="one two"></p> })),
    ("a variable class", |_| {
        let class = "one".to_owned();
        shown(view! { <p class=class></p> })
    }),
    ("a class that follows a closure", |s| {
        shown(view! { <p class=move || format!("n{}", s.number.get())></p> })
    }),
    ("a class that follows a signal", |s| {
        let class = Signal::derive(move || if s.is_on.get() { "on" } else { "off" });
        shown(view! { <p class=class></p> })
    }),
    ("a class that may be missing", |s| {
        shown(view! { <p class=move || s.is_on.get().then_some("on")></p> })
    }),
    ("single classes", |s| {
        shown(view! { <p class:a=true class:b=false class:is-on=s.is_on class:is-off=move || !s.is_on.get()></p> })
    }),
    ("single classes beside a constant class", |s| {
        shown(view! { <p class="one two" class:on=s.is_on class:many=move || { s.number.get() > 1 }></p> })
    }),
    ("a constant style", |_| {
        shown(view! { <p style="color:red;top:0px"></p> })
    }),
    ("a style that follows a closure", |s| {
        shown(view! { <p style=move || format!("width: {}px", s.number.get() % 100)></p> })
    }),
    ("single properties of a style", |s| {
        shown(view! {
            <p style:color="red" style:width=move || format!("{}px", s.number.get() % 100) style:background-color="blue"></p>
        })
    }),
    ("a single property that may be missing", |s| {
        shown(view! { <p style:color=move || s.is_on.get().then_some("red")></p> })
    }),
    ("single properties beside a constant style", |s| {
        shown(view! { <p style="top: 0px" style:left=move || format!("{}px", s.number.get() % 100)></p> })
    }),
];
