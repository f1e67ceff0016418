//! Components with props, children and slots.

use super::*;

#[component]
fn Badge(
    #[prop(into)] label: String,
    #[prop(into)] count: Signal<u32>,
    #[prop(optional)] is_new: bool,
) -> impl IntoView {
    view! { <span class="badge" class:new=is_new>{label} ": " {count}</span> }
}

#[component]
fn Card(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    view! { <article><h2>{title}</h2>{children()}</article> }
}

#[component]
fn Twice(children: ChildrenFn) -> impl IntoView {
    view! { {children()} <hr/> {children()} }
}

#[component]
fn Optional(
    #[prop(optional)] children: Option<Children>,
    #[prop(optional, into)] note: Option<String>,
) -> impl IntoView {
    view! { <div title=note>{children.map(|children| children())}</div> }
}

#[component]
fn Framed<V: IntoView + 'static>(inner: V) -> impl IntoView {
    view! { <div class="frame">{inner}</div> }
}

#[component]
fn Fallible(#[prop(into)] empty: ViewFn, maybe: RwSignal<Option<String>>) -> impl IntoView {
    let content = move || match maybe.get() {
        Some(text) => shown(view! { <b>{text}</b> }),
        None => shown(empty.run()),
    };
    view! { {content} }
}

#[component]
fn Depth(left: u32) -> impl IntoView {
    let below = (left > 0).then(|| shown(view! { <Depth left=left - 1/> }));
    view! { <div title=left>{below}</div> }
}

#[derive(Clone)]
struct Colour(&'static str);

#[component]
fn Coloured(colour: &'static str, children: Children) -> impl IntoView {
    provide_context(Colour(colour));
    view! { <div>{children()}</div> }
}

#[component]
fn ColourName() -> impl IntoView {
    use_context::<Colour>().map(|Colour(name)| name).unwrap_or("none")
}

#[slot]
struct Tab {
    #[prop(into)]
    title: String,
    children: ChildrenFn,
}

#[component]
fn Tabs(tab: Vec<Tab>, children: Children) -> impl IntoView {
    let tabs: Vec<_> = tab
        .into_iter()
        .map(|tab| view! { <li title=tab.title>{(tab.children)()}</li> })
        .collect();
    view! { <ul>{tabs}</ul> <p>{children()}</p> }
}

#[slot]
struct Head {
    children: ChildrenFn,
}

#[component]
fn Panel(head: Head, children: Children) -> impl IntoView {
    view! { <section><header>{(head.children)()}</header>{children()}</section> }
}

pub(super) const VIEWS: &[Entry] = &[
    ("a component", |s| shown(view! { <Badge label="Cart" count=s.number/> })),
    ("components with siblings", |s| {
        let is_new = true;
        shown(
            view! { <p>"a" <Badge label="One" count=s.number is_new/> "b" <Badge label=s.text.get_untracked() count=7/></p> },
        )
    }),
    ("a component with children", |s| {
        shown(view! { <Card title=s.text><p>"text " {s.number}</p> {s.maybe} " end"</Card> })
    }),
    ("components in components", |s| {
        shown(
            view! { <Card title=s.text><Card title="Inner"><Badge label="x" count=s.number/></Card><p>"text"</p></Card> },
        )
    }),
    ("children that are shown twice", |s| {
        shown(view! { <div><Twice><b>{s.number}</b> "x"</Twice></div> })
    }),
    ("optional props and children", |_| {
        shown(view! { <div><Optional/><Optional note="note"/><Optional>"children"</Optional></div> })
    }),
    ("a view as a prop", |s| {
        shown(view! { <div><Framed inner="text"/><Framed inner=view! { <b>{s.number}</b> }/></div> })
    }),
    ("a closure as a prop", |s| {
        shown(view! { <p><Fallible maybe=s.maybe empty=move || view! { <i>{s.number}</i> }/></p> })
    }),
    ("a component that contains itself", |_| shown(view! { <Depth left=3/> })),
    ("contexts", |_| {
        shown(view! {
            <div>
                <Coloured colour="red"><ColourName/> <Coloured colour="blue"><ColourName/></Coloured></Coloured>
                <ColourName/>
            </div>
        })
    }),
    ("slots", |s| {
        shown(view! {
            <Tabs>
                <Tab slot title="a">"A " {s.number}</Tab>
                <Tab slot title="b"><b>"B"</b></Tab>
                "children"
            </Tabs>
        })
    }),
    ("one slot", |s| {
        shown(view! { <Panel><Head slot><h2>{s.text}</h2></Head><p>{s.number}</p></Panel> })
    }),
    ("components under conditions and in rows", |s| {
        shown(view! {
            <Show when=move || s.is_on.get()>
                <For each=move || s.rows.get() key=|row| *row let:row><Badge label=row count=s.number/></For>
            </Show>
        })
    }),
];
