//! Counters of rendering, in the text format of Prometheus.

use std::fmt::Write as _;

use tarn_render::{AppMetrics, RenderMetrics};

/// Writes the counters of all apps.
pub(super) fn write_rendering(out: &mut String, metrics: &RenderMetrics) {
    write_each(
        out,
        metrics,
        "tarn_render_total",
        "Calls of renderers that returned HTML.",
        |app| app.rendered as f64,
    );
    write_each(
        out,
        metrics,
        "tarn_render_repeated_total",
        "Requests that were answered with the rendering of an equal request.",
        |app| app.repeated as f64,
    );
    write_each(
        out,
        metrics,
        "tarn_render_seconds_total",
        "Time of these calls.",
        |app| seconds(app.render_us),
    );
    write_each(
        out,
        metrics,
        "tarn_renderer_loads_total",
        "Loaded builds of renderers.",
        |app| app.loaded as f64,
    );
    write_each(
        out,
        metrics,
        "tarn_renderer_load_seconds_total",
        "Time of loading.",
        |app| seconds(app.load_us),
    );
    let name = "tarn_render_failures_total";
    write_type(out, name, "Calls of renderers without HTML, by error code.");
    for (app, of_app) in &metrics.apps {
        for (code, count) in &of_app.failed {
            let (app, code) = (escaped(app), escaped(code));
            // Writing to a text cannot fail.
            let _ = writeln!(out, "{name}{{app=\"{app}\",code=\"{code}\"}} {count}");
        }
    }
}

fn write_each(out: &mut String, metrics: &RenderMetrics, name: &str, help: &str, value: impl Fn(&AppMetrics) -> f64) {
    write_type(out, name, help);
    for (app, of_app) in &metrics.apps {
        let _ = writeln!(out, "{name}{{app=\"{}\"}} {}", escaped(app), value(of_app));
    }
}

fn write_type(out: &mut String, name: &str, help: &str) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} counter");
}

fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// The value of a label.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_app_has_its_lines() {
        let products = AppMetrics {
            rendered: 3,
            repeated: 4,
            render_us: 1_500,
            failed: [("FED-023".to_owned(), 2)].into(),
            ..AppMetrics::default()
        };
        let metrics = RenderMetrics {
            apps: [
                ("products".to_owned(), products),
                ("a\"\n".to_owned(), AppMetrics::default()),
            ]
            .into(),
        };
        let mut text = String::new();
        write_rendering(&mut text, &metrics);
        for line in [
            "tarn_render_total{app=\"products\"} 3\n",
            "tarn_render_repeated_total{app=\"products\"} 4\n",
            "tarn_render_seconds_total{app=\"products\"} 0.0015\n",
            "tarn_render_failures_total{app=\"products\",code=\"FED-023\"} 2\n",
            "tarn_render_total{app=\"a\\\"\\n\"} 0\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(
            text.lines()
                .all(|line| line.starts_with("# ") || line.starts_with("tarn_")),
            "{text}"
        );
    }
}
