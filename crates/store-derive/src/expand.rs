//! The derived code.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Ident, LitStr, Path};

use crate::actions::{self, Action};
use crate::names;
use crate::options::Options;

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream, Error> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "the actions of a slice are an enum, one variant each",
        ));
    };
    let options = Options::of(input)?;
    let actions = actions::read(data)?;
    let (name, key, state) = (&input.ident, &options.key, &options.state);
    let crossing = actions.iter().filter(|action| action.crosses_tabs);
    let crosses_tabs = crossing.map(|action| names::on_the_wire(action.variant));
    let secrets = secrets(name, &actions);
    let reactions = reactions(state, &options.reacts_to)?;
    let steps = options.has_steps.then(|| steps(state));
    let reducer = quote_spanned!(state.span()=> ::tarn_store::Reduce::<#name>::reduce(self, action, seq));
    let constants = constants(name, key, &actions);
    Ok(quote! {
        impl ::tarn_store::Slice for #state {
            const KEY: &'static str = #key;
            const CROSSES_TABS: &'static [&'static str] = &[#(#crosses_tabs),*];
            type Action = #name;

            fn apply(
                &mut self,
                action: #name,
                seq: u64,
            ) -> ::core::result::Result<::tarn_store::Change, ::tarn_store::Rejected> {
                #reducer
            }

            #secrets
            #reactions
            #steps
        }

        impl ::tarn_store::SliceAction for #name {
            type Slice = #state;
        }

        #constants
    })
}

/// A constant with the type of each action, and a check while compiling that it equals the name on the wire.
fn constants(name: &Ident, key: &LitStr, actions: &[Action<'_>]) -> TokenStream {
    let key = key.value();
    let constants = actions.iter().enumerate().map(|(place, action)| {
        let constant = format_ident!("{}", names::of_constant(action.variant));
        let wire = names::on_the_wire(action.variant);
        let action_type = format!("{key}/{wire}");
        let doc = format!("The type of [`Self::{}`].", action.variant);
        quote! {
            #[doc = #doc]
            pub const #constant: &'static str = {
                assert!(::tarn_store::derived::is_same(<Self as ::tarn_wire::Variants>::NAMES[#place], #wire));
                #action_type
            };
        }
    });
    quote! {
        impl #name {
            #(#constants)*
        }
    }
}

fn secrets(name: &Ident, actions: &[Action<'_>]) -> Option<TokenStream> {
    if actions
        .iter()
        .all(|action| action.secret.is_none() && !action.forgets_secret)
    {
        return None;
    }
    let arms = actions.iter().filter_map(|action| {
        let variant = action.variant;
        if let Some(field) = action.secret {
            let (ident, kind) = (&field.ident, &field.ty);
            let take = quote_spanned!(kind.span()=> ::tarn_store::derived::take_secret::<#kind>(#ident));
            return Some(quote!(#name::#variant { #ident, .. } => #take,));
        }
        action
            .forgets_secret
            .then(|| quote!(#name::#variant { .. } => ::core::option::Option::Some(::tarn_store::Secret::Forget),))
    });
    Some(quote! {
        const HAS_SECRETS: bool = true;

        fn withhold(action: &mut Self::Action) -> ::core::option::Option<::tarn_store::Secret> {
            #[allow(unreachable_patterns, reason = "every action may have a secret")]
            match action {
                #(#arms)*
                _ => ::core::option::Option::None,
            }
        }
    })
}

fn reactions(state: &Path, variants: &[Path]) -> Result<Option<TokenStream>, Error> {
    if variants.is_empty() {
        return Ok(None);
    }
    let constants = variants.iter().map(constant_of).collect::<Result<Vec<_>, _>>()?;
    let checks = variants.iter().filter_map(check_of);
    let react = quote_spanned!(state.span()=> ::tarn_store::React::react(self, action));
    Ok(Some(quote! {
        fn reacts_to(action_type: &str) -> bool {
            #(#checks)*
            [#(#constants),*].contains(&action_type)
        }

        fn answer(&mut self, action: &::tarn_store::Foreign<'_>) -> ::tarn_store::Change {
            #react
        }
    }))
}

/// The constant of a variant: `UserAction::CLEAR_USER` for `UserAction::ClearUser`. The compiler reports an unknown variant at its place.
fn constant_of(variant: &Path) -> Result<Path, Error> {
    let mut constant = variant.clone();
    match constant.segments.last_mut() {
        Some(last) if variant.segments.len() > 1 => {
            last.ident = Ident::new(&names::of_constant(&last.ident), last.ident.span());
            Ok(constant)
        }
        _ => Err(Error::new_spanned(
            variant,
            "say of which enum this action is, such as `UserAction::ClearUser`",
        )),
    }
}

/// Code for which the compiler reports an enum without actions at its place.
fn check_of(variant: &Path) -> Option<TokenStream> {
    let mut actions = variant.clone();
    actions.segments.pop();
    actions.segments.pop_punct();
    let span = actions.span();
    (!actions.segments.is_empty())
        .then(|| quote_spanned!(span=> const _: fn() = ::tarn_store::derived::is_action::<#actions>;))
}

fn steps(state: &Path) -> TokenStream {
    quote_spanned! {state.span()=>
        fn step_of(&self, action: &::tarn_wire::Tagged<'_>) -> ::core::option::Option<::tarn_store::Step> {
            ::tarn_store::Steps::step_of(self, action)
        }

        fn take_step(&mut self, step: ::tarn_store::Step, seq: u64) -> bool {
            ::tarn_store::Steps::take_step(self, step, seq)
        }

        fn changed_numbers(step: ::tarn_store::Step, seq: u64) -> ::std::string::String {
            <Self as ::tarn_store::Steps>::changed_numbers(step, seq)
        }
    }
}
