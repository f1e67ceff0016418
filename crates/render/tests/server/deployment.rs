//! Another build while the server runs.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tarn_render::{RemoteHtml, RenderOptions, Renderers, Slot};

use crate::component::returning;
use crate::site::Site;

/// A page that shows the HTML of one build and mounts another one would be mended in the browser.
#[tokio::test]
async fn html_and_manifest_are_of_one_build_and_the_next_request_has_the_new_one() {
    let site = Site::new();
    for number in 0..200 {
        let build = site.deploy(&returning(&format!("<p>{number:03}</p>")));
        let cart = site.cart().await.unwrap();
        assert_eq!(cart.html, format!("<p>{number:03}</p>"));
        assert!(cart.manifest.contains(&build), "{}", cart.manifest);
    }
    assert_eq!(site.renderers.metrics().apps["cart"].loaded, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_during_deployments_get_whole_builds() {
    let site = Site::with(&returning("<p>001</p>"));
    let renderers = site.renderers.clone();
    let is_over = Arc::new(AtomicBool::new(false));
    let asking = tokio::spawn({
        let is_over = Arc::clone(&is_over);
        async move {
            let slot = tarn_render::Slot {
                remote: "cart".into(),
                component: "CartPage".into(),
                props: "{}".into(),
                ..Default::default()
            };
            let mut asked = 0;
            while !is_over.load(Ordering::Relaxed) {
                let cart = renderers.remote(&Default::default(), &slot, &[]).await.unwrap();
                let number: u32 = cart.html[3..6].parse().unwrap();
                assert!(
                    cart.manifest.contains(&format!("{number:016x}")),
                    "{} and {}",
                    cart.html,
                    cart.manifest
                );
                asked += 1;
            }
            asked
        }
    });
    for number in 2..50 {
        site.deploy(&returning(&format!("<p>{number:03}</p>")));
        tokio::task::yield_now().await;
    }
    is_over.store(true, Ordering::Relaxed);
    assert!(asking.await.unwrap() > 0);
}

async fn render(renderers: Renderers, remote: &str) -> Option<RemoteHtml> {
    let slot = Slot {
        remote: remote.into(),
        component: "Page".into(),
        props: "{}".into(),
        ..Default::default()
    };
    renderers.remote(&Default::default(), &slot, &[]).await
}

/// The renderer of "cart" is a pipe: a reader waits until the test writes.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_build_that_is_being_loaded_holds_up_no_other_app() {
    let (slow, other) = (returning("<p>slow</p>"), returning("<p>other</p>"));
    let site = Site::with(&slow);
    site.remove_component();
    site.deploy_remote("orders", &other, "1.0", |_| {});
    let pipe = site.place("cart").join(format!("{:016x}/cart.renderer", 1));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());

    // More than may render at once.
    let ask = || tokio::spawn(render(site.renderers.clone(), "cart"));
    let first = ask();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let waiting: Vec<_> = (0..12).map(|_| ask()).collect();
    // The request that loads the build is given up: the others get it all the same.
    first.abort();
    let orders = tokio::time::timeout(Duration::from_secs(20), render(site.renderers.clone(), "orders")).await;
    assert_eq!(orders.unwrap().unwrap().html, "<p>other</p>");

    tokio::task::spawn_blocking(move || std::fs::write(pipe, slow))
        .await
        .unwrap()
        .unwrap();
    for request in waiting {
        assert_eq!(request.await.unwrap().unwrap().html, "<p>slow</p>");
    }
    assert_eq!(site.renderers.metrics().apps["cart"].loaded, 1);
}

/// The server's default folder is relative.
#[tokio::test]
async fn the_cache_of_compiled_renderers_may_have_a_relative_path() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let options = RenderOptions {
        cache: Some(folder.path().file_name().unwrap().into()),
        ..RenderOptions::new("dist")
    };
    assert!(Renderers::new(options).is_ok());
}
