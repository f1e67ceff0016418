//! The nodes of a view and their expressions.

mod component;
mod element;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::node::{Node, NodeBlock};
use rstml::{Parser, ParserConfig};
use syn::spanned::Spanned as _;

use crate::constant::Constant;
use crate::mistakes::Mistakes;
use crate::names;

/// The expression of `view! { tokens }`. It is a `View` also where there are mistakes, so that the compiler reports nothing else.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let config = ParserConfig::default()
        .recover_block(true)
        .always_self_closed_elements(names::VOID.iter().copied().collect());
    let (nodes, diagnostics) = Parser::new(config).parse_recoverable(tokens).split_vec();
    let mut mistakes = Mistakes::default();
    let view = nodes_to_view(&nodes, &mut mistakes);
    let diagnostics = diagnostics
        .into_iter()
        .map(|diagnostic| diagnostic.emit_as_expr_tokens());
    let errors = mistakes.into_errors();
    quote! {{
        #(#diagnostics;)*
        #(#errors)*
        #view
    }}
}

/// Any number of nodes as one view.
pub(crate) fn nodes_to_view(nodes: &[Node], mistakes: &mut Mistakes) -> TokenStream {
    let items = items_of(nodes, mistakes);
    match &items[..] {
        [] => quote!(::tarn_view::View::default()),
        [item] => item_to_view(item, mistakes),
        items => {
            let views: Vec<_> = items.iter().map(|item| item_to_view(item, mistakes)).collect();
            quote!(::tarn_view::View::fragment(::std::vec![#(#views),*]))
        }
    }
}

/// A child of an element or of a view, after constant texts are joined.
pub(crate) enum Item<'a> {
    Text(String),
    Element(&'a rstml::node::NodeElement<rstml::Infallible>),
    /// The expression of a view.
    View(TokenStream),
}

fn item_to_view(item: &Item, mistakes: &mut Mistakes) -> TokenStream {
    match item {
        Item::Text(text) => quote!(::tarn_view::View::text(#text)),
        Item::Element(element) => {
            let mut constant = Constant::default();
            element::add(&mut constant, element, &[], &[], mistakes);
            constant.into_view(&element.name().to_string())
        }
        Item::View(view) => view.clone(),
    }
}

/// The items of these nodes: comments are left out, adjacent texts are joined, fragments are flattened.
pub(crate) fn items_of<'a>(nodes: &'a [Node], mistakes: &mut Mistakes) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for node in nodes {
        match node {
            Node::Comment(_) => {}
            Node::Doctype(doctype) => mistakes.at(doctype.span(), "a doctype belongs into the host's index.html"),
            Node::Fragment(fragment) => {
                for item in items_of(&fragment.children, mistakes) {
                    add(&mut items, item);
                }
            }
            Node::Text(text) => add(&mut items, Item::Text(text.value_string())),
            Node::RawText(text) => add(&mut items, Item::Text(text.to_string_best())),
            Node::Block(block) => add(&mut items, block_to_item(block)),
            Node::Element(element) if names::is_component(element.name()) => {
                let view = component::to_view(element, mistakes);
                items.push(Item::View(view));
            }
            Node::Element(element) => items.push(Item::Element(element)),
            Node::Custom(_) => {}
        }
    }
    items
}

fn add<'a>(items: &mut Vec<Item<'a>>, item: Item<'a>) {
    match (items.last_mut(), item) {
        (_, Item::Text(text)) if text.is_empty() => {}
        (Some(Item::Text(before)), Item::Text(text)) => before.push_str(&text),
        (_, item) => items.push(item),
    }
}

/// A block such as `{name}`. A literal in a block is constant text.
fn block_to_item(block: &NodeBlock) -> Item<'static> {
    let NodeBlock::ValidBlock(block) = block else {
        // The parser has reported the mistake.
        return Item::View(quote!(::tarn_view::View::default()));
    };
    if let [syn::Stmt::Expr(expression, None)] = &block.stmts[..] {
        if let syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) = expression
        {
            return Item::Text(text.value());
        }
        return Item::View(child(&quote!(#expression), expression.span()));
    }
    Item::View(child(&quote!(#block), block.span()))
}

/// Converts the value of an expression to a view; errors of types are at the expression.
fn child(expression: &TokenStream, span: Span) -> TokenStream {
    // The name is that of this expansion, also where the expression comes from a macro of the user.
    let value = Ident::new("value", span.resolved_at(Span::call_site()));
    let convert = quote_spanned!(span=> (&#value).__kind().__view(#value));
    quote! {{
        #[allow(unused_imports)]
        use ::tarn_view::__private::{ContentKind as _, LeptosKind as _};
        let value = #expression;
        #convert
    }}
}
