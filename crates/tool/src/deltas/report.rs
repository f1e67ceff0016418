//! The table of deltas, for the terminal and for bench/results/.

use super::{AppDeltas, FileDeltas};

/// The table, with sizes in bytes.
pub fn table(apps: &[AppDeltas]) -> String {
    let mut text = format!(
        "{:<10}{:>9}{:>11}{:>11}{:>9}{:>11}{:>11}\n{:<10}",
        "delta", "wasm", "", "", "glue", "", "", ""
    );
    for _ in 0..2 {
        text.push_str(&format!("{:>9}{:>11}{:>11}", "in full", "with host", "with last"));
    }
    text.push('\n');
    for app in apps {
        text.push_str(&format!("{:<10}", app.app));
        for file in [&app.wasm, &app.glue] {
            let [brotli, host, previous] = cells(file);
            text.push_str(&format!("{brotli:>9}{host:>11}{previous:>11}"));
        }
        text.push('\n');
    }
    text
}

/// The table as Markdown for the repository, with the sums of the aims.
pub fn markdown(apps: &[AppDeltas]) -> String {
    let mut text = String::from(
        "# Deltas\n\n\
         Written by `cargo xtask bench deltas`. Download bytes: with brotli; with the host's file as dictionary; with the same app's\n\
         file of the previous build as dictionary, whatever changed between the two builds.\n\n\
         | app | wasm: in full | with host | with last | glue: in full | with host | with last |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for app in apps {
        let row = [cells(&app.wasm), cells(&app.glue)].concat().join(" | ");
        text.push_str(&format!("| {} | {row} |\n", app.app));
    }
    let brotli: u64 = apps.iter().map(|app| app.brotli).sum();
    let saved: u64 = apps
        .iter()
        .flat_map(|app| [&app.wasm, &app.glue])
        .map(|file| file.brotli - file.after_host())
        .sum();
    text.push_str(&format!(
        "\nAll apps, all their files, on a first visit: {brotli} bytes with brotli, {} where the host's wasm and glue\n\
         are the dictionaries of the remotes'.\n",
        brotli - saved
    ));
    text
}

fn cells(file: &FileDeltas) -> [String; 3] {
    let or_dash = |size: Option<u64>| size.map_or("-".to_owned(), |size| size.to_string());
    [
        file.brotli.to_string(),
        or_dash(file.against_host),
        or_dash(file.against_previous),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apps() -> Vec<AppDeltas> {
        vec![
            AppDeltas {
                app: "host".into(),
                wasm: FileDeltas {
                    brotli: 100_000,
                    against_host: None,
                    against_previous: Some(37_000),
                },
                glue: FileDeltas {
                    brotli: 5_000,
                    ..FileDeltas::default()
                },
                brotli: 117_000,
            },
            AppDeltas {
                app: "cart".into(),
                wasm: FileDeltas {
                    brotli: 53_000,
                    against_host: Some(37_000),
                    against_previous: Some(19_000),
                },
                glue: FileDeltas {
                    brotli: 4_000,
                    against_host: Some(900),
                    against_previous: None,
                },
                brotli: 58_000,
            },
        ]
    }

    #[test]
    fn the_sum_takes_the_hosts_files_as_dictionaries() {
        let text = markdown(&apps());
        // 175,000 minus 16,000 of the cart's wasm and 3,100 of its glue.
        assert!(text.contains("175000 bytes with brotli, 155900 where"), "{text}");
        assert!(
            text.contains("| cart | 53000 | 37000 | 19000 | 4000 | 900 | - |"),
            "{text}"
        );
    }

    #[test]
    fn the_columns_are_aligned() {
        let text = table(&apps());
        let lengths: Vec<_> = text.lines().skip(1).map(str::len).collect();
        assert!(lengths.iter().all(|length| *length == lengths[0]), "{text}");
    }
}
