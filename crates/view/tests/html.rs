//! Views as HTML: what stands where, and what is escaped.

use leptos::prelude::*;
use tarn_view::{Children, ChildrenFn, For, Show, TrustedHtml, View, current_component, to_html, view};

/// HTML of a view that is made in an owner.
fn html<V: IntoView + 'static>(make: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        let view = make();
        to_html(view! { {view} })
    })
}

#[test]
fn constants_are_written_as_they_are() {
    let written = html(|| {
        view! {
            // A comment.
            <section id="a" hidden data-part="\"x\" & y">
                <h1>"Cart & more"</h1>
                <br/>
                <input type="checkbox" checked=true disabled=false value=3/>
            </section>
        }
    });
    assert_eq!(
        written,
        "<section id=\"a\" hidden data-part=\"&quot;x&quot; &amp; y\"><h1>Cart &amp; more</h1><br>\
         <input type=\"checkbox\" checked value=\"3\"></section>"
    );
}

#[test]
fn values_are_escaped() {
    let evil = "<b title=\"x\">&</b>";
    let written = html(|| view! { <p title=evil>{evil}</p> });
    assert_eq!(
        written,
        "<p title=\"&lt;b title=&quot;x&quot;&gt;&amp;&lt;/b&gt;\">&lt;b title=\"x\"&gt;&amp;&lt;/b&gt;</p>"
    );
    assert_eq!(
        html(|| view! { <p inner_html=TrustedHtml("<b>bold</b>")/> }),
        "<p><b>bold</b></p>"
    );
}

#[test]
fn attributes_take_values_options_truths_signals_and_closures() {
    let (count, link) = (2_u32, Some("/cart".to_owned()));
    let nothing: Option<String> = None;
    let written = html(|| {
        let title = RwSignal::new("Cart".to_owned());
        view! { <a href=link title=title tabindex=move || count hidden=false aria-label=nothing download=true>"Cart"</a> }
    });
    assert_eq!(
        written,
        "<a href=\"/cart\" title=\"Cart\" tabindex=\"2\" download>Cart</a>"
    );
}

#[test]
fn states_of_aria_are_true_or_false() {
    let written = html(|| {
        let is_busy = RwSignal::new(true);
        view! { <p aria-busy=is_busy aria-hidden=false aria-pressed=move || Some("mixed") aria-label="x" hidden=false/> }
    });
    assert_eq!(
        written,
        "<p aria-busy=\"true\" aria-hidden=\"false\" aria-pressed=\"mixed\" aria-label=\"x\"></p>"
    );
}

#[test]
fn classes_and_styles_are_lists() {
    let written = html(
        || view! { <p class="a" class:b=true class:c=move || false class:d-e=Some("any") style:color="red" style="top:0">"x"</p> },
    );
    assert_eq!(written, "<p class=\"a b d-e\" style=\"top:0;color:red\">x</p>");
    assert_eq!(
        html(|| view! { <p style:width=move || "1px;top:0"/> }),
        "<p style=\"\"></p>"
    );
}

#[test]
fn properties_are_written_where_an_attribute_sets_them_first() {
    let written = html(|| view! { <input prop:value="a" prop:checked=true prop:indeterminate=true/> });
    assert_eq!(written, "<input value=\"a\" checked=\"\">");
}

#[test]
fn the_value_of_a_field_with_content_is_no_attribute() {
    let written = html(|| {
        let message = RwSignal::new("\na < b".to_owned());
        view! { <form><textarea prop:value=message/><select prop:value="b"><option value="b">"B"</option></select></form> }
    });
    let expected = "<form><textarea>\n\na &lt; b</textarea><select><option value=\"b\">B</option></select></form>";
    assert_eq!(written, expected);
}

#[test]
fn line_breaks_at_the_beginning_and_carriage_returns_survive_a_parser() {
    let text = "\nx\r";
    assert_eq!(html(|| view! { <pre>{text}</pre> }), "<pre>\n\nx&#13;</pre>");
    assert_eq!(
        html(|| view! { <pre title="a\rb">"\nx\r"</pre> }),
        "<pre title=\"a&#13;b\">\n\nx&#13;</pre>"
    );
}

macro_rules! paragraph {
    ($text:expr) => {
        view! { <p>{$text}</p> }
    };
}

#[test]
fn an_expression_may_come_from_a_macro_and_may_use_any_name() {
    let (text, value) = ("x", "x");
    assert_eq!(html(|| paragraph!(text)), "<p>x</p>");
    assert_eq!(html(|| view! { <p title=value>{value}</p> }), "<p title=\"x\">x</p>");
    const TEMPLATE: &str = "y";
    assert_eq!(
        html(|| view! { <p title=TEMPLATE>{TEMPLATE}</p> }),
        "<p title=\"y\">y</p>"
    );
}

#[test]
fn content_with_siblings_is_between_comments() {
    let name = "Ada".to_owned();
    let written = html(|| view! { <p>"Hello " {name} ", " {3} <b>{4_i64}</b> {()} </p> });
    assert_eq!(
        written,
        "<p>Hello <!--[-->Ada<!--]-->, <!--[-->3<!--]--><b>4</b><!--[--><!--]--></p>"
    );
}

#[test]
fn options_lists_closures_and_fragments_are_content() {
    let written = html(|| {
        let is_shown = RwSignal::new(true);
        let rows: Vec<View> = ["a", "b"].into_iter().map(|row| view! { <li>{row}</li> }).collect();
        view! {
            <div>{move || is_shown.get().then(|| view! { <i>"on"</i> })}</div>
            <ul>{rows}</ul>
            <>"tail"</>
        }
    });
    assert_eq!(
        written,
        "<div><i>on</i></div><ul><li>a</li><li>b</li></ul><!--[-->tail<!--]-->"
    );
}

#[component]
fn Card(
    #[prop(into)] title: String,
    #[prop(optional)] is_open: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let children = children.map(|children| children());
    view! { <article class:open=is_open><h2>{title}</h2>{children}</article> }
}

#[component]
fn Named() -> impl IntoView {
    view! { <i title=current_component>{current_component}</i> }
}

#[test]
fn closures_of_a_view_run_as_code_of_their_component() {
    let written = html(|| view! { <p><Named/> {move || view! { <Named/> }}</p> });
    let named = "<i title=\"Named\">Named</i>";
    assert_eq!(
        written,
        format!("<p><!--[-->{named}<!--]--><!--[-->{named}<!--]--></p>")
    );
    assert_eq!(current_component(), "");
}

#[component]
fn Provides() -> impl IntoView {
    provide_context(7_u32);
    view! { <b>{use_context::<u32>()}</b> }
}

#[test]
fn contexts_of_closures_and_rows_are_not_those_of_what_follows() {
    let written = html(|| view! { <p>{move || view! { <Provides/> }} {move || use_context::<u32>()}</p> });
    assert_eq!(written, "<p><!--[--><b>7</b><!--]--><!--[--><!--]--></p>");
    let written = html(|| {
        view! { <p><For each=|| [1, 2] key=|row| *row let:_row><Provides/></For> {move || use_context::<u32>()}</p> }
    });
    assert_eq!(written, "<p><!--[--><b>7</b><b>7</b><!--]--><!--[--><!--]--></p>");
}

#[component]
fn Twice(children: ChildrenFn) -> impl IntoView {
    view! { {children()} {children()} }
}

#[test]
fn components_have_typed_props_and_children() {
    let written = html(|| {
        let is_open = true;
        view! {
            <main>
                <Card title="One" is_open/>
                <Card title="Two">"text" <b>"bold"</b></Card>
                <Twice><hr/></Twice>
            </main>
        }
    });
    assert_eq!(
        written,
        "<main><!--[--><article class=\" open\"><h2>One</h2><!--[--><!--]--></article><!--]-->\
         <!--[--><article class=\"\"><h2>Two</h2><!--[--><!--[-->text<!--]--><b>bold</b><!--]--></article><!--]-->\
         <!--[--><hr><hr><!--]--></main>"
    );
}

#[test]
fn stock_components_of_leptos_and_views_of_leptos_stand_in_a_view() {
    let written = html(|| {
        let leptos = leptos::view! { <em>"Leptos"</em> };
        view! { <div>{leptos}</div> }
    });
    assert_eq!(written, "<div><em>Leptos</em></div>");
    let written = html(|| leptos::view! { <div>{view! { <em>"ours"</em> }}</div> });
    assert_eq!(written, "<div><em>ours</em></div>");
}

#[component]
fn Wrapped<V: IntoView + 'static>(inner: V) -> impl IntoView {
    view! { <div>{inner}</div> }
}

#[test]
fn a_generic_component_takes_any_view() {
    assert_eq!(
        html(|| view! { <Wrapped inner=view! { <b>"x"</b> }/> }),
        "<div><b>x</b></div>"
    );
    assert_eq!(html(|| view! { <Wrapped inner="text"/> }), "<div>text</div>");
}

#[test]
fn show_and_for_follow_their_signals() {
    Owner::new().with(|| {
        let names = RwSignal::new(vec!["Ada".to_owned(), "Grace".to_owned()]);
        let list = || {
            view! {
                <Show when=move || !names.read().is_empty() fallback=|| view! { <p>"nobody"</p> }>
                    <ul>
                        <For each=move || names.get() key=String::clone let(name)>
                            <li>{name}</li>
                        </For>
                    </ul>
                </Show>
            }
        };
        assert_eq!(to_html(list()), "<ul><li>Ada</li><li>Grace</li></ul>");
        names.set(Vec::new());
        assert_eq!(to_html(list()), "<p>nobody</p>");
    });
}

#[test]
fn events_and_references_have_no_html() {
    let written = html(|| {
        let input = NodeRef::<leptos::html::Input>::new();
        view! { <input node_ref=input on:input=move |_| {} on:click=move |event| event.prevent_default() on:a-custom=move |_| {}/> }
    });
    assert_eq!(written, "<input>");
    let written = html(|| {
        let path = NodeRef::<leptos::svg::Path>::new();
        view! { <path node_ref=path d="M0 0"/> }
    });
    assert_eq!(written, "<path d=\"M0 0\"></path>");
}
