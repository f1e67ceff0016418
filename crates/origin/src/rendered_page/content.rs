//! The content of a page: the shell with the remotes in its slots.

use tarn_base_path::{BasePath, page};
use tarn_render::{Head, PageRenderer, PageRequest, Part, RemoteHtml, Rendered, Slot};

use super::page_data::{PageData, SentManifest};
use super::remote_styles::RemoteStyles;

/// The base path, and the styles of the page's remote.
pub(super) struct SlotContext<'a> {
    pub(super) base: &'a BasePath,
    /// The styles that the policy of the page allows inside it.
    pub(super) styles: Option<&'a RemoteStyles>,
}

/// The rendered shell with its slots.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) html: String,
    pub(super) head: Head,
    /// The styles of the rendered remotes.
    pub(super) styles: String,
    /// The remotes that have their styles.
    styled: Vec<String>,
    /// The manifests of the builds that have rendered: the page mounts these very builds.
    pub(super) manifests: Vec<SentManifest>,
}

impl Content {
    /// Renders the remotes of a shell. A slot whose remote gives no HTML has its skeleton. Renderers know no base path: it is added here.
    pub(super) async fn render(
        renderer: &dyn PageRenderer,
        request: &PageRequest,
        data: &mut PageData,
        shell: Rendered,
        place: &SlotContext<'_>,
    ) -> Self {
        let mut content = Self {
            html: String::new(),
            head: shell.head,
            styles: String::new(),
            styled: Vec::new(),
            manifests: Vec::new(),
        };
        for part in shell.parts {
            match part {
                Part::Html(html) => content.html.push_str(&html),
                Part::Slot(slot) => content.add_slot(renderer, request, data, &slot, place).await,
            }
        }
        if !place.base.is_root() {
            content.html = page::write_part(&content.html, place.base);
        }
        content
    }

    async fn add_slot(
        &mut self,
        renderer: &dyn PageRenderer,
        request: &PageRequest,
        data: &mut PageData,
        slot: &Slot,
        place: &SlotContext<'_>,
    ) {
        match remote(renderer, request, data, slot).await {
            // A deployment between two slots of a remote: the page mounts one build.
            Some(remote) if self.has_other_build(slot, &remote) => self.html.push_str(&slot.without),
            Some(remote) => {
                match remote.html.as_str() {
                    // The remote leaves its content to the browser.
                    "" => self.html.push_str(&slot.without),
                    html => {
                        self.html.extend([slot.before.as_str(), html, &slot.after]);
                        if !self.styled.contains(&slot.remote) {
                            self.styled.push(slot.remote.clone());
                            self.add_styles(slot, &remote, place);
                        }
                    }
                }
                if !self.manifests.iter().any(|sent| sent.remote == slot.remote) {
                    self.manifests.push(SentManifest {
                        remote: slot.remote.clone(),
                        json: remote.manifest,
                    });
                }
                self.merge(remote.head);
            }
            None => self.html.push_str(&slot.without),
        }
    }

    fn add_styles(&mut self, slot: &Slot, remote: &RemoteHtml, place: &SlotContext<'_>) {
        match place
            .styles
            .filter(|styles| styles.is_of(&slot.remote, &remote.manifest))
        {
            Some(styles) => styles.write(&mut self.styles),
            // The remote is not the page's own, or was deployed after the policy was sent.
            None => {
                if let Some(styles) = RemoteStyles::linked(&slot.remote, remote.manifest.clone(), place.base) {
                    styles.write(&mut self.styles);
                }
            }
        }
    }

    fn has_other_build(&self, slot: &Slot, remote: &RemoteHtml) -> bool {
        let mut sent = self.manifests.iter();
        sent.any(|sent| sent.remote == slot.remote && sent.json != remote.manifest)
    }

    /// Takes over the head of a remote. The shell knows the form of titles.
    fn merge(&mut self, mut head: Head) {
        // The pattern is the shell's.
        head.title_pattern = None;
        if let (Some(title), Some(pattern)) = (&head.title, &self.head.title_pattern) {
            head.title = Some(pattern.replace("{}", title));
        }
        self.head.merge(head);
    }
}

/// Renders a remote, and once more if it has asked for data that the page may have.
async fn remote(
    renderer: &dyn PageRenderer,
    request: &PageRequest,
    data: &mut PageData,
    slot: &Slot,
) -> Option<RemoteHtml> {
    let first = renderer.remote(request, slot, data.answers()).await?;
    match data.fetch_wanted(&first.wanted).await {
        true => renderer.remote(request, slot, data.answers()).await,
        false => Some(first),
    }
}
