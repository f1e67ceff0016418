//! Delta compression of files against a dictionary of the browser (RFC 9842).

use reqwest::Method;

use crate::test_site::{Answer, Dist, TestSite, answer};

const HASH: &str = "0123456789abcdef";
const CART: &str = "/remotes/cart/0123456789abcdef/cart_bg.wasm";

/// printf abc | openssl dgst -sha256
const ABC_HEX: &str = "ba7816bf8f01cfea";
const ABC: &str = ":ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:";
const ABC_BYTES: [u8; 32] = [
    0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61,
    0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
];

fn delta() -> Vec<u8> {
    [&[0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0][..], &ABC_BYTES, b"frame"].concat()
}

async fn site() -> TestSite {
    let dist = Dist::new();
    dist.write(&format!("host/assets/{HASH}/host_bg.wasm"), "abc");
    let wasm = format!("remotes/cart/{HASH}/cart_bg.wasm");
    dist.write(&wasm, "all of the cart");
    dist.write(&format!("{wasm}.br"), "brotli");
    dist.write(&format!("{wasm}.{ABC_HEX}.dcz"), delta());
    TestSite::open(dist).await
}

async fn get(site: &TestSite, encodings: &str, dictionary: &str) -> Answer {
    let request = site.request(Method::GET, CART).header("accept-encoding", encodings);
    answer(request.header("available-dictionary", dictionary)).await
}

#[tokio::test]
async fn a_client_with_the_dictionary_gets_the_delta() {
    let site = site().await;
    let with = get(&site, "gzip, br, zstd, dcb, dcz", ABC).await;
    assert_eq!((with.status, with.header("content-encoding")), (200, "dcz"));
    assert_eq!(with.bytes, delta());
    assert_eq!(with.header("vary"), "accept-encoding, available-dictionary");
    assert_eq!(with.header("content-type"), "application/wasm");
    assert_eq!(with.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(with.header("use-as-dictionary"), "match=\"/remotes/cart/*_bg.wasm\"");
}

#[tokio::test]
async fn all_other_clients_get_brotli() {
    let site = site().await;
    let unknown = ":47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
    for (encodings, dictionary) in [
        ("gzip, br, zstd", ABC),
        ("br, dcz;q=0", ABC),
        ("br, dcz", unknown),
        ("br, dcz", "abc"),
        ("br, dcb", ABC),
    ] {
        let without = get(&site, encodings, dictionary).await;
        assert_eq!(without.header("content-encoding"), "br", "{encodings} {dictionary}");
        assert_eq!(without.text(), "brotli");
        assert_eq!(without.header("vary"), "accept-encoding, available-dictionary");
    }
}

#[tokio::test]
async fn a_delta_against_another_dictionary_of_that_name_is_not_used() {
    let site = site().await;
    let mut other = delta();
    other[30] ^= 1;
    let name = format!("remotes/cart/{HASH}/cart_bg.wasm.{ABC_HEX}.dcz");
    site.dist.write(&name, other);
    assert_eq!(get(&site, "br, dcz", ABC).await.header("content-encoding"), "br");
}

#[tokio::test]
async fn the_hosts_wasm_is_offered_as_a_dictionary_for_all_remotes() {
    let site = site().await;
    let host = site.get(&format!("/assets/{HASH}/host_bg.wasm")).await;
    assert_eq!(host.header("use-as-dictionary"), "match=\"/*_bg.wasm\"");
    assert_eq!(site.get("/federation.json").await.header("use-as-dictionary"), "");
}
