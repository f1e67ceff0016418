//! Minified scripts and style sheets: the glue and its imported snippets become one module, so that a page fetches one
//! file instead of five.
//!
//! esbuild does the work: the hand-written edits before it removed half as much.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::tools::ESBUILD;

/// Bundles the script and the files that it imports into one module with the same exports.
pub(super) fn module(esbuild: &Path, script: &Path) -> anyhow::Result<Vec<u8>> {
    let bundled = run(Command::new(esbuild)
        .arg(script)
        .args(["--bundle", "--format=esm", "--target=es2022", "--legal-comments=none"])
        // The glue repeats an imported module for each function that it imports.
        .arg("--log-override:duplicate-object-key=silent"))?;
    Ok(with_own_names_only(&String::from_utf8(bundled)?)?.into_bytes())
}

/// Changes esbuild's helper that defines a getter for each name of an object, if the bundle has it, to use own names
/// only. A page with an old polyfill has inherited enumerable names in every object, and defining these throws.
///
/// # Errors
/// The helper differs from that of the esbuild version that the tool installs.
fn with_own_names_only(bundle: &str) -> anyhow::Result<String> {
    // A text that only the helper contains.
    if !bundle.contains("],enumerable:!0})") {
        return Ok(bundle.to_owned());
    }
    let helper = || {
        let (before, rest) = bundle.split_once("for(var ")?;
        let (name, rest) = rest.split_once(" in ")?;
        let (object, rest) = rest.split_once(')')?;
        let is_helper = rest
            .get(..60)
            .is_some_and(|body| body.contains(&format!("{{get:{object}[{name}]")));
        // The getter descriptors inherit nothing: an `Object.prototype.value` would break them as well.
        let rest = rest.replacen("{get:", "{__proto__:null,get:", 1);
        is_helper.then(|| format!("{before}for(var {name} of Object.keys({object})){rest}"))
    };
    helper().with_context(|| {
        format!("the helper of esbuild that defines getters differs from that of esbuild {ESBUILD}, which packaging was made for")
    })
}

/// Minifies a script other than the glue. It is not bundled, because a bundle is a module: its functions would not be
/// global, and esbuild would remove those that only other scripts call.
pub(super) fn script(esbuild: &Path, script: &Path) -> anyhow::Result<Vec<u8>> {
    run(Command::new(esbuild).arg(script).arg("--target=es2022"))
}

/// Minifies an inline script of a page.
pub(super) fn inline(esbuild: &Path, file: &Path) -> anyhow::Result<String> {
    Ok(String::from_utf8(script(esbuild, file)?)?.trim_end().to_owned())
}

/// Minifies the style sheet without changing its rules.
pub(super) fn style(esbuild: &Path, style: &Path) -> anyhow::Result<Vec<u8>> {
    run(Command::new(esbuild).arg(style))
}

fn run(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let output = command.arg("--minify").output().context("cannot start esbuild")?;
    if !output.status.success() {
        bail!("esbuild: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inherited_names_become_no_getters() {
        let rest = "var k={};z(k,{findPart:()=>C,makeSoon:()=>Q,parse:()=>F});for(var a in b)c();";
        assert_eq!(
            with_own_names_only(&format!(
                "var z=(r,t)=>{{for(var n in t)G(r,n,{{get:t[n],enumerable:!0}})}};{rest}"
            ))
            .unwrap(),
            format!(
                "var z=(r,t)=>{{for(var n of Object.keys(t))G(r,n,{{__proto__:null,get:t[n],enumerable:!0}})}};{rest}"
            )
        );
        assert_eq!(with_own_names_only(rest).unwrap(), rest);
    }

    #[test]
    fn an_unexpected_helper_is_refused_with_the_version() {
        let bundle = "var z=(r,t)=>{for(const n in t)G(r,n,{get:()=>t[n],enumerable:!0})};";
        let error = with_own_names_only(bundle).unwrap_err().to_string();
        assert!(error.contains(&format!("esbuild {ESBUILD}")), "{error}");
    }
}
