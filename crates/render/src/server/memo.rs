//! Renderings that are used again.
//!
//! A renderer sees its request and nothing else: the same build makes the same of the same request. The time is the exception: a rendering
//! that has read the clock is not kept, and any other is kept for the minute of its request, because the request contains the time.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::types::{Answer, Head, Part, Rendered, Request, Slot};

/// The expected size of an entry, in bytes: a list of products with its data.
const EXPECTED_SIZE: u64 = 64 << 10;
/// What an entry costs beside its texts, in bytes.
const OVERHEAD: usize = 1_024;
/// What a text in a list, an answer and a part cost beside their bytes.
const ENTRY: usize = 56;
const PART: usize = size_of::<Part>();

/// Kept renderings, up to a total size. The least useful ones make room.
pub(super) struct Memo(Option<Cache<Key, Arc<Rendered>, Size>>);

/// A build and what it was asked for.
#[derive(Clone)]
pub(super) struct Key {
    /// The number of the load, which is of one app. The file that names a build may change while it is read, so its stamp is no key.
    load: u64,
    request: Arc<Request>,
}

#[derive(Clone)]
struct Size;

impl Memo {
    /// Keeps renderings of this total size in bytes; none if it is 0.
    pub(super) fn new(size: u64) -> Self {
        let items = usize::try_from(size / EXPECTED_SIZE).unwrap_or(usize::MAX);
        Self((size > 0).then(|| Cache::with_weighter(items.max(1), size, Size)))
    }

    pub(super) fn get(&self, key: &Key) -> Option<Arc<Rendered>> {
        self.0.as_ref()?.get(key)
    }

    pub(super) fn keep(&self, key: Key, rendered: &Arc<Rendered>) {
        if let Some(kept) = &self.0 {
            kept.insert(key, Arc::clone(rendered));
        }
    }
}

impl Key {
    pub(super) fn new(load: u64, request: Arc<Request>) -> Self {
        Self { load, request }
    }

    /// What a renderer can see of the request, with the minute of the time.
    fn compared(&self) -> impl Hash + PartialEq + '_ {
        // Conversions of numbers saturate.
        let minute = (self.request.now_ms / 60_000.0) as u64;
        (self.load, minute, texts(&self.request), &self.request.answers)
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.compared().hash(state);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.compared() == other.compared()
    }
}

impl Eq for Key {}

impl Weighter<Key, Arc<Rendered>> for Size {
    fn weight(&self, key: &Key, rendered: &Arc<Rendered>) -> u64 {
        (OVERHEAD + size_of_request(&key.request) + size_of_rendered(rendered)) as u64
    }
}

/// The texts of a request beside the answers.
fn texts(request: &Request) -> [&String; 6] {
    let Request {
        component,
        props,
        path,
        query,
        site,
        locale,
        now_ms: _,
        answers: _,
    } = request;
    [component, props, path, query, site, locale]
}

/// The bytes of all texts: each may be as long as a client or a renderer likes.
fn size_of_request(request: &Request) -> usize {
    let texts = texts(request).map(String::len);
    let answers = request
        .answers
        .iter()
        .map(|Answer { path, status: _, json }| path.len() + json.len() + ENTRY);
    texts.into_iter().chain(answers).sum()
}

fn size_of_rendered(rendered: &Rendered) -> usize {
    let Rendered { parts, head, wanted } = rendered;
    let Head {
        title,
        description,
        canonical,
        image,
        json_ld,
        status: _,
        title_pattern,
    } = head;
    let optional = [title, description, canonical, image, title_pattern];
    let optional = optional.into_iter().flatten().map(String::len);
    let lists = json_ld.iter().chain(wanted).map(|text| text.len() + ENTRY);
    optional.chain(lists).chain(parts.iter().map(size_of_part)).sum()
}

fn size_of_part(part: &Part) -> usize {
    let texts = match part {
        Part::Html(html) => html.len(),
        Part::Slot(Slot {
            remote,
            component,
            props,
            before,
            after,
            without,
        }) => [remote, component, props, before, after, without]
            .map(String::len)
            .iter()
            .sum(),
    };
    texts + PART
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(query: &str, now_ms: f64) -> Key {
        let request = Request {
            query: query.into(),
            now_ms,
            ..Request::default()
        };
        Key::new(1, Arc::new(request))
    }

    fn rendered(html: &str) -> Arc<Rendered> {
        Arc::new(Rendered {
            parts: vec![Part::Html(html.into())],
            ..Rendered::default()
        })
    }

    #[test]
    fn a_rendering_is_found_by_the_same_request_within_its_minute() {
        let memo = Memo::new(1 << 20);
        memo.keep(key("?page=2", 1.0), &rendered("two"));
        assert_eq!(memo.get(&key("?page=2", 59_999.0)), Some(rendered("two")));
        // A renderer may use the time of its request without reading the clock.
        assert_eq!(memo.get(&key("?page=2", 60_000.0)), None);
        assert_eq!(memo.get(&key("?page=3", 1.0)), None);
    }

    #[test]
    fn answers_of_the_api_are_part_of_the_request() {
        let memo = Memo::new(1 << 20);
        let with = |json: &str| {
            let mut key = key("", 1.0);
            let answer = Answer {
                path: "/api/products".into(),
                status: 200,
                json: json.into(),
            };
            Arc::make_mut(&mut key.request).answers.push(answer);
            key
        };
        memo.keep(with("[1]"), &rendered("one"));
        assert_eq!(memo.get(&with("[1]")), Some(rendered("one")));
        assert_eq!(memo.get(&with("[2]")), None);
    }

    #[test]
    fn the_total_size_is_bounded() {
        let memo = Memo::new(1 << 20);
        let page = rendered(&"x".repeat(60 << 10));
        for number in 0..200 {
            memo.keep(key(&format!("?page={number}"), 1.0), &page);
        }
        let kept = (0..200).filter(|number| memo.get(&key(&format!("?page={number}"), 1.0)).is_some());
        let kept = kept.count();
        assert!((4..=17).contains(&kept), "{kept} of 60 KiB each are kept");
    }

    #[test]
    fn a_long_host_is_part_of_the_size() {
        let memo = Memo::new(1 << 20);
        let at = |number: usize| {
            let mut key = key("", 1.0);
            Arc::make_mut(&mut key.request).site = format!("http://h{number}.{}", "a".repeat(100_000));
            key
        };
        for number in 0..100 {
            memo.keep(at(number), &rendered("x"));
        }
        let kept = (0..100).filter(|number| memo.get(&at(*number)).is_some()).count();
        assert!(kept <= 10, "{kept} of 100 KB each are kept");
    }

    #[test]
    fn without_room_nothing_is_kept() {
        let memo = Memo::new(0);
        memo.keep(key("", 1.0), &rendered("x"));
        assert_eq!(memo.get(&key("", 1.0)), None);
    }
}
