//! The storages of native tests (feature `testing`): each thread has its own, in memory. They have the part of the browser's interface that
//! is in use.

use std::cell::RefCell;

use super::Area;

thread_local! {
    static STORED: RefCell<Vec<(Area, String, String)>> = const { RefCell::new(Vec::new()) };
}

pub(super) struct Storage(pub(super) Area);

#[expect(clippy::unnecessary_wraps, reason = "a browser may deny storage")]
impl Storage {
    pub(super) fn get_item(&self, key: &str) -> Result<Option<String>, ()> {
        Ok(STORED.with_borrow(|stored| {
            let mut found = stored.iter().filter(|(area, known, _)| *area == self.0 && known == key);
            found.next().map(|(_, _, text)| text.clone())
        }))
    }

    pub(super) fn set_item(&self, key: &str, text: &str) -> Result<(), ()> {
        self.remove_item(key)?;
        STORED.with_borrow_mut(|stored| stored.push((self.0, key.into(), text.into())));
        Ok(())
    }

    pub(super) fn remove_item(&self, key: &str) -> Result<(), ()> {
        STORED.with_borrow_mut(|stored| stored.retain(|(area, known, _)| *area != self.0 || known != key));
        Ok(())
    }

    pub(super) fn length(&self) -> Result<u32, ()> {
        Ok(self.keys().len() as u32)
    }

    pub(super) fn key(&self, index: u32) -> Result<Option<String>, ()> {
        Ok(self.keys().into_iter().nth(index as usize))
    }

    fn keys(&self) -> Vec<String> {
        STORED.with_borrow(|stored| {
            let own = stored.iter().filter(|(area, ..)| *area == self.0);
            own.map(|(_, key, _)| key.clone()).collect()
        })
    }
}

/// The form of a stored value: hexadecimal, because the parser of JSON is the browser's.
pub(super) mod json {
    pub(in super::super) fn parse(text: &str) -> Option<Vec<u8>> {
        let digits = text.as_bytes().chunks(2);
        let bytes = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        bytes.collect()
    }

    pub(in super::super) fn stringify(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
