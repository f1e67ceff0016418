//! `serde_json::Value` on the wire, for native tests and tools. In a browser, [`crate::js`] converts.

use serde_json::{Map, Number, Value};

use crate::head::{self, ARRAY, FALSE, FLOAT, MAP, NEGATIVE, NULL, TEXT, TRUE, UINT};
use crate::{Description, Error, Reader, Wire};

impl Wire for Value {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.push(NULL),
            Self::Bool(truth) => truth.write(out),
            Self::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => number.write(out),
                (None, Some(number)) => number.write(out),
                (None, None) => number.as_f64().unwrap_or_default().write(out),
            },
            Self::String(text) => text.write(out),
            Self::Array(elements) => elements.write(out),
            Self::Object(fields) => {
                head::write(out, MAP, fields.len() as u64);
                for (name, value) in fields {
                    head::write_text(out, name);
                    value.write(out);
                }
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        let first = input.peek()?;
        Ok(match first >> 5 {
            UINT => input.unsigned("a number")?.into(),
            NEGATIVE => input.signed("a number")?.into(),
            TEXT => input.text()?.into(),
            ARRAY => Self::Array(Wire::read(input)?),
            MAP => {
                let mut fields = Map::new();
                input.map(&mut |name, input| {
                    fields.insert(name.into(), Self::read(input)?);
                    Ok(())
                })?;
                Self::Object(fields)
            }
            _ => match first {
                FALSE | TRUE => input.truth()?.into(),
                FLOAT => Number::from_f64(input.number("a number")?).map_or(Self::Null, Self::Number),
                _ if input.null()? => Self::Null,
                _ => return Err(input.mismatch("a value")),
            },
        })
    }

    fn describe(path: &str, out: &mut Description) {
        out.line(path, "anything");
    }
}
