//! Elements and constant texts.

use super::*;

pub(super) const VIEWS: &[Entry] = &[
    ("nothing", |_| shown(view! { {None::<String>} })),
    ("a text without an element", |_| shown(view! { "only a text" })),
    ("an empty element", |_| shown(view! { <div></div> })),
    ("an element with a text", |_| shown(view! { <p>"text"</p> })),
    ("several roots", |_| shown(view! { <p>"one"</p> "two" <p>"three"</p> })),
    ("nested elements", |_| {
        shown(view! { <section><h1>"Title"</h1><p>"One " <b>"two " <i>"three"</i></b> " four"</p></section> })
    }),
    ("characters that HTML escapes", |_| {
        shown(view! { <p>"<b> & \"x\" 'y' > \u{a0}."</p> })
    }),
    ("entities in a text are text", |_| {
        shown(view! { <p>"&amp; &lt; &#65; &notit;"</p> })
    }),
    ("letters of many languages", |_| {
        shown(view! { <p lang="mul">"é漢🛒 שלום"</p> })
    }),
    ("text without quotes", |_| shown(view! { <p>Three lines, no more.</p> })),
    ("white space in a text", |_| {
        shown(view! { <p>"  a\n\tb  " <b>" "</b> " "</p> })
    }),
    ("a comment", |_| shown(view! { <p><!-- "a note" -->"text"</p> })),
    ("adjacent texts", |_| shown(view! { <p>"a" "b" {"c"} "d"</p> })),
    ("void elements", |_| {
        shown(view! { <div>"a"<br/>"b"<wbr/>"c"<hr/><img src="data:," alt=""/><input/></div> })
    }),
    ("lists", |_| {
        shown(view! { <div><ul><li>"a"<ol><li>"b"</li></ol></li></ul><dl><dt>"c"</dt><dd>"d"</dd></dl></div> })
    }),
    ("a table", |_| {
        shown(view! {
            <table>
                <caption>"Lines"</caption>
                <colgroup><col span="2"/></colgroup>
                <thead><tr><th scope="col">"Name"</th></tr></thead>
                <tbody><tr><td colspan="2">"Lamp"</td></tr></tbody>
                <tfoot><tr><td>"Sum"</td></tr></tfoot>
            </table>
        })
    }),
    ("preformatted text", |_| {
        shown(view! { <pre>"a\n  b"<code>"let x = 1 < 2;"</code></pre> })
    }),
    ("preformatted text that begins with a line break", |_| {
        shown(view! { <pre>"\na"</pre> })
    }),
    ("a carriage return", |_| shown(view! { <p>"a\r\nb"</p> })),
    ("a form", |_| {
        shown(view! {
            <form method="post" action="/search">
                <fieldset>
                    <legend>"Search"</legend>
                    <label for="query">"Query"</label>
                    <input id="query" type="search" name="q" required/>
                    <button type="submit">"Find"</button>
                </fieldset>
            </form>
        })
    }),
    ("pictures", |_| {
        shown(view! {
            <figure>
                <picture><source srcset="data:," type="image/avif"/><img src="data:," alt="A lamp" loading="lazy"/></picture>
                <figcaption>"A lamp"</figcaption>
            </figure>
        })
    }),
    ("interactive elements", |_| {
        shown(
            view! { <div><details open><summary>"More"</summary><p>"text"</p></details><dialog>"closed"</dialog></div> },
        )
    }),
    ("measured values", |_| {
        shown(
            view! { <p><progress value="3" max="10">"3 of 10"</progress><meter min="0" max="5" value="2"></meter></p> },
        )
    }),
    ("annotated texts", |_| {
        shown(
            view! { <p><ruby>"漢"<rt>"kan"</rt></ruby><time datetime="2026-01-01">"New Year"</time><q>"q"</q><kbd>"K"</kbd></p> },
        )
    }),
    ("landmarks", |_| {
        shown(
            view! { <div><header><nav><a href="/">"Home"</a></nav></header><main tabindex="-1"></main><footer>"End"</footer></div> },
        )
    }),
    ("an SVG image", |_| {
        shown(view! {
            <svg viewBox="0 0 24 24" width="24" height="24" fill="none">
                <g stroke-width="2"><path d="M0 0h24"/><circle cx="12" cy="12" r="3"/></g>
                <text x="1" y="2">"A & B"</text>
            </svg>
        })
    }),
    ("an SVG image with definitions and HTML", |_| {
        shown(view! {
            <svg>
                <defs><linearGradient id="fade"><stop offset="0"/></linearGradient><clipPath id="cut"><rect/></clipPath></defs>
                <foreignObject><div>"HTML"</div></foreignObject>
            </svg>
        })
    }),
    ("the title of an SVG image", |s| {
        shown(view! { <svg><title>{s.text}</title><text>{s.number}</text></svg> })
    }),
    ("a custom element", |_| {
        shown(view! { <my-element any="thing"><b>"inside"</b></my-element> })
    }),
];
