//! The format: values round-trip, unknown fields are skipped, and errors name the field.

use serde_json::{Value, json};
use tarn_wire::{Description, Tagged, Variants, Wire, from_slice, to_vec};

#[derive(Debug, PartialEq, Wire)]
struct Line {
    product_id: String,
    quantity: u32,
    note: Option<String>,
}

#[derive(Debug, PartialEq, Wire)]
enum Action {
    ClearCart,
    UpdateQuantity { product_id: String, quantity: u32 },
    Replace(Vec<Line>),
}

fn line() -> Line {
    Line {
        product_id: "p1".into(),
        quantity: 3,
        note: None,
    }
}

#[test]
fn numbers_keep_their_value_at_every_width() {
    for number in [
        0_i64,
        23,
        24,
        255,
        256,
        65_535,
        65_536,
        1 << 32,
        i64::MAX,
        -1,
        -24,
        -25,
        -256,
        -257,
        i64::MIN,
    ] {
        assert_eq!(from_slice::<i64>(&to_vec(&number)).unwrap(), number);
    }
    assert_eq!(from_slice::<u64>(&to_vec(&u64::MAX)).unwrap(), u64::MAX);
    assert_eq!(from_slice::<f64>(&to_vec(&-0.25)).unwrap(), -0.25);
    assert_eq!(from_slice::<f64>(&to_vec(&7_u8)).unwrap(), 7.0);
}

#[test]
fn the_bytes_are_cbor() {
    // {"a": [1, -1, null, true, "x"]} as RFC 8949 writes it.
    let bytes = to_vec(&json!({"a": [1, -1, null, true, "x"]}));
    assert_eq!(bytes, [0xa1, 0x61, b'a', 0x85, 0x01, 0x20, 0xf6, 0xf5, 0x61, b'x']);
}

#[test]
fn structs_and_variants_round_trip() {
    for action in [
        Action::ClearCart,
        Action::UpdateQuantity {
            product_id: "p1".into(),
            quantity: 300,
        },
        Action::Replace(vec![line(), line()]),
    ] {
        assert_eq!(from_slice::<Action>(&to_vec(&action)).unwrap(), action);
    }
}

#[test]
fn a_newer_sender_is_understood() {
    let bytes = to_vec(&json!({"productId": "p1", "gift": {"wrap": [1, 2.5, {"deep": null}]}, "quantity": 3}));
    assert_eq!(from_slice::<Line>(&bytes).unwrap(), line());
}

#[test]
fn an_error_names_the_field() {
    let wrong = |value: Value| {
        let bytes = to_vec(&value);
        from_slice::<Vec<Line>>(&bytes).unwrap_err().to_string()
    };
    assert_eq!(
        wrong(json!([{"productId": "p1", "quantity": "three"}])),
        "0.quantity: expected u32, found text"
    );
    assert_eq!(
        wrong(json!([{"productId": "p1", "quantity": -1}])),
        "0.quantity: expected u32, found a negative number"
    );
    assert_eq!(wrong(json!([{"productId": "p1"}])), "0.quantity: is missing");
}

#[test]
fn a_tag_is_read_before_its_value() {
    let action = Action::UpdateQuantity {
        product_id: "p1".into(),
        quantity: 2,
    };
    let bytes = Tagged::encode("cart", &action);
    let tagged = Tagged::parse(&bytes).unwrap();
    assert_eq!(tagged.split(), ("cart", "updateQuantity"));
    assert_eq!(tagged.decode::<Action>().unwrap(), action);
    assert_eq!(tagged.to_vec(), bytes);

    let bytes = Tagged::encode("cart", &Action::ClearCart);
    assert_eq!(Tagged::parse(&bytes).unwrap().tag, "cart/clearCart");
    assert_eq!(
        Tagged::parse(&bytes).unwrap().decode::<Action>().unwrap(),
        Action::ClearCart
    );
}

#[test]
fn a_unit_variant_may_carry_a_value() {
    // JavaScript clients send `payload: {}` or `payload: undefined` for an action without a payload.
    let value = to_vec(&json!({}));
    let tagged = Tagged {
        tag: "cart/clearCart",
        value: Some(&value),
        extras: None,
    };
    assert_eq!(tagged.decode::<Action>().unwrap(), Action::ClearCart);
}

#[test]
fn extras_stand_beside_the_tag_and_leave_the_value_unchanged() {
    let (value, extras) = (to_vec(&json!({"a": [1, 2]})), to_vec(&json!({"meta": {"b": "c"}})));
    for value in [None, Some(&value[..])] {
        for extras in [None, Some(&extras[..])] {
            let tag = "cart/x";
            let tagged = Tagged { tag, value, extras };
            assert_eq!(Tagged::parse(&tagged.to_vec()).unwrap(), tagged);
        }
    }
    for cut in [&[0x82, 0x82, 0x61, b'x'][..], &[0x81, 0x83, 0x61, b'x', 0x01], &[0x81]] {
        assert!(Tagged::parse(cut).is_err(), "{cut:?}");
    }
}

#[test]
fn a_variant_with_fields_needs_its_value() {
    let tagged = Tagged {
        tag: "cart/updateQuantity",
        value: None,
        extras: None,
    };
    assert_eq!(
        tagged.decode::<Action>().unwrap_err().to_string(),
        "the value is missing"
    );
}

#[test]
fn malformed_bytes_neither_panic_nor_reserve_memory() {
    let good = to_vec(&vec![line(), line()]);
    for cut in 0..good.len() {
        assert!(from_slice::<Vec<Line>>(&good[..cut]).is_err());
    }
    // Every single-byte change of a valid message, and enormous lengths.
    for index in 0..good.len() {
        for byte in 0..=255 {
            let mut bytes = good.clone();
            bytes[index] = byte;
            let _ = from_slice::<Vec<Line>>(&bytes);
            let _ = from_slice::<Value>(&bytes);
            let _ = Tagged::parse(&bytes).map(|tagged| tagged.decode::<Action>());
        }
    }
    assert!(from_slice::<Vec<u32>>(&[0x9b, 255, 255, 255, 255, 255, 255, 255, 255]).is_err());
    assert!(from_slice::<Value>(&[0xbb, 255, 255, 255, 255, 255, 255, 255, 255]).is_err());
    assert!(from_slice::<Value>(&[0x81; 100_000]).is_err());
}

#[derive(Debug, Clone, PartialEq, Wire)]
#[wire(default)]
struct Settings {
    locale: String,
    #[wire(default)]
    sizes: Vec<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            locale: "en-US".into(),
            sizes: vec![1],
        }
    }
}

#[test]
fn a_field_that_an_older_sender_omits_is_the_default() {
    let read = |value| from_slice::<Settings>(&to_vec(&value)).unwrap();
    assert_eq!(read(json!({})), Settings::default());
    assert_eq!(read(json!({"sizes": []})).locale, "en-US");
}

#[test]
fn an_unknown_variant_is_distinguished_from_a_wrong_value() {
    let unknown = Tagged {
        tag: "cart/explode",
        value: None,
        extras: None,
    };
    let error = unknown.decode::<Action>().unwrap_err();
    assert!(error.is_unknown_variant());
    assert!(
        error
            .message()
            .contains("\"explode\" is none of clearCart, updateQuantity")
    );
    let value = to_vec(&json!({"productId": 7}));
    let wrong = Tagged {
        tag: "cart/updateQuantity",
        value: Some(&value),
        extras: None,
    };
    let error = wrong.decode::<Action>().unwrap_err();
    assert!(!error.is_unknown_variant());
    assert_eq!(error.to_string(), "productId: expected text, found a number");
}

#[test]
fn a_type_describes_its_wire_format() {
    let mut out = Description::default();
    Line::describe("line", &mut out);
    Settings::describe("settings", &mut out);
    Action::describe_variants("cart", &mut out);
    assert_eq!(
        out.into_lines(),
        [
            "cart/clearCart",
            "cart/replace",
            "cart/replace[].note?: or null",
            "cart/replace[].note?: text",
            "cart/replace[].productId: text",
            "cart/replace[].quantity: u32",
            "cart/updateQuantity",
            "cart/updateQuantity.productId: text",
            "cart/updateQuantity.quantity: u32",
            "line.note?: or null",
            "line.note?: text",
            "line.productId: text",
            "line.quantity: u32",
            "settings.locale?: text",
            "settings.sizes?[]: u32",
        ]
    );
}

/// Fields with the names of parameters and variables of the derived code.
#[derive(Debug, PartialEq, Wire)]
enum Named {
    Move {
        namespace: String,
        out: u32,
        name: bool,
        value: Option<u32>,
        input: String,
        path: String,
        index: u32,
    },
    r#Type {
        r#in: String,
    },
}

#[test]
fn a_field_may_have_any_name() {
    let action = Named::Move {
        namespace: "stock".into(),
        out: 7,
        name: true,
        value: None,
        input: "i".into(),
        path: "p".into(),
        index: 1,
    };
    assert_eq!(Tagged::parse(&to_vec(&action)).unwrap().tag, "move");
    assert_eq!(from_slice::<Named>(&to_vec(&action)).unwrap(), action);
    let raw = Named::r#Type { r#in: "x".into() };
    assert_eq!(from_slice::<Named>(&to_vec(&raw)).unwrap(), raw);
    let json: Value = from_slice(&to_vec(&raw)).unwrap();
    assert_eq!(json, json!(["type", { "in": "x" }]));
}

/// The actions of a slice that only its owner fills.
#[derive(Debug, PartialEq, Wire)]
enum Nothing {}

#[test]
fn an_enum_may_have_no_variants() {
    assert!(from_slice::<Nothing>(&to_vec(&"any".to_owned())).is_err());
    assert_eq!(Nothing::NAMES, [""; 0]);
}
