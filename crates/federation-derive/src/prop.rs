//! The fields of the struct, and their names in JavaScript.

use syn::ext::IdentExt as _;
use syn::{
    Attribute, Data, DeriveInput, Error, Field, Fields, FieldsNamed, GenericArgument, Ident, LitStr, PathArguments,
    Type,
};

/// A prop.
pub(crate) struct Prop<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) kind: &'a Type,
    /// `T` of an `Option<T>`, which may be omitted.
    pub(crate) optional: Option<&'a Type>,
    /// The name in JavaScript.
    pub(crate) name: String,
    pub(crate) docs: Vec<&'a Attribute>,
}

/// All props, in the order of the struct.
pub(crate) fn read(input: &DeriveInput) -> Result<Vec<Prop<'_>>, Error> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "Props cannot be derived for a generic type",
        ));
    }
    let fields = named_fields(input)?;
    let props = fields.named.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?;
        Some(prop(field, ident))
    });
    let props = props.collect::<Result<Vec<_>, _>>()?;
    check_unique(&props)?;
    Ok(props)
}

fn named_fields(input: &DeriveInput) -> Result<&FieldsNamed, Error> {
    if let Data::Struct(data) = &input.data
        && let Fields::Named(fields) = &data.fields
    {
        return Ok(fields);
    }
    Err(Error::new_spanned(
        &input.ident,
        "props are a struct with named fields, because both sides find a prop by its name",
    ))
}

fn prop<'a>(field: &'a Field, ident: &'a Ident) -> Result<Prop<'a>, Error> {
    let docs = field.attrs.iter().filter(|attribute| attribute.path().is_ident("doc"));
    Ok(Prop {
        ident,
        kind: &field.ty,
        optional: optional(&field.ty),
        name: given_name(field)?.unwrap_or_else(|| camel_case(ident)),
        docs: docs.collect(),
    })
}

/// The name from `#[prop(name = "..")]`.
fn given_name(field: &Field) -> Result<Option<String>, Error> {
    let mut name = None;
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("prop")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("name") {
                return Err(meta.error("the only option of `#[prop(..)]` is `name = \"..\"`"));
            }
            let given: LitStr = meta.value()?.parse()?;
            if given.value().is_empty() {
                return Err(Error::new_spanned(given, "a prop needs a name"));
            }
            match name.replace(given.value()) {
                None => Ok(()),
                Some(_) => Err(meta.error("this is said twice; leave one out")),
            }
        })?;
    }
    Ok(name)
}

/// Checks that no two props have the same name, where the second would replace the first.
fn check_unique(props: &[Prop<'_>]) -> Result<(), Error> {
    for (index, prop) in props.iter().enumerate() {
        if let Some(other) = props[..index].iter().find(|other| other.name == prop.name) {
            return Err(Error::new_spanned(
                prop.ident,
                format!(
                    "`{}` and `{}` are both \"{}\" in JavaScript: rename one",
                    other.ident, prop.ident, prop.name
                ),
            ));
        }
    }
    Ok(())
}

/// `T` of `Option<T>`.
fn optional(kind: &Type) -> Option<&Type> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(kind) => Some(kind),
        _ => None,
    }
}

/// `product_id` is `productId` in JavaScript.
fn camel_case(ident: &Ident) -> String {
    let ident = ident.unraw().to_string();
    let mut words = ident.split('_').filter(|word| !word.is_empty());
    let mut name = words.next().unwrap_or_default().to_owned();
    words.for_each(|word| name.push_str(&capitalised(word)));
    name
}

/// `product_id` is `ProductId` in the name of a type.
pub(crate) fn pascal_case(ident: &Ident) -> String {
    ident.unraw().to_string().split('_').map(capitalised).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    #[test]
    fn a_field_has_a_name_in_javascript_and_one_as_a_type() {
        let ident = |name: &str| Ident::new(name, Span::call_site());
        assert_eq!(camel_case(&ident("product_id")), "productId");
        assert_eq!(pascal_case(&ident("product_id")), "ProductId");
        assert_eq!(camel_case(&ident("query")), "query");
        assert_eq!(pascal_case(&ident("query")), "Query");
        assert_eq!(camel_case(&Ident::new_raw("type", Span::call_site())), "type");
    }

    #[test]
    fn an_option_is_recognised_by_its_name() {
        for (kind, is_optional) in [
            ("Option<String>", true),
            ("std::option::Option<Vec<u32>>", true),
            ("Vec<Option<u32>>", false),
            ("String", false),
        ] {
            let parsed = syn::parse_str::<Type>(kind);
            assert_eq!(
                parsed.is_ok_and(|kind| optional(&kind).is_some()),
                is_optional,
                "{kind}"
            );
        }
    }
}
