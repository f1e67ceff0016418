//! The embedded migrations: `migrations/<number>_<words>.sql`.
//!
//! Migrations are additive: new tables, new indexes, new columns that are NULL or have a default. So a server works with
//! the database of a newer release, and a release can be rolled back without a backup. A migration may also rewrite rows
//! into a form that the previous server reads.
//!
//! A migration that an older server cannot use ends with `PRAGMA user_version = n`, one more than [`GENERATION`], which is
//! raised with it. Servers with a lower one refuse the database.
//!
//! Not `sqlx::migrate!`, because that macro makes cargo build SQLite a second time, for the compiler.

use include_dir::{Dir, include_dir};
use sqlx::error::BoxDynError;
use sqlx::migrate::{Migration, MigrationSource, MigrationType};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

/// The highest `user_version` that this server supports.
pub(crate) const GENERATION: i64 = 0;

/// The embedded migrations, as a source for sqlx.
#[derive(Debug)]
pub(crate) struct EmbeddedMigrations;

impl MigrationSource<'static> for EmbeddedMigrations {
    fn resolve(self) -> std::pin::Pin<Box<dyn Future<Output = Result<Vec<Migration>, BoxDynError>> + Send>> {
        Box::pin(async { all() })
    }
}

fn all() -> Result<Vec<Migration>, BoxDynError> {
    let mut migrations = Vec::new();
    for file in FILES.files() {
        let name = file.path().to_str().unwrap_or_default();
        let wrong = || format!("the migration {name:?} is not named <number>_<words>.sql");
        let (number, words) = name
            .strip_suffix(".sql")
            .and_then(|stem| stem.split_once('_'))
            .ok_or_else(wrong)?;
        migrations.push(Migration::new(
            number.parse().map_err(|_| wrong())?,
            words.replace('_', " ").into(),
            MigrationType::Simple,
            file.contents_utf8().ok_or_else(wrong)?.into(),
            false,
        ));
    }
    migrations.sort_by_key(|migration| migration.version);
    Ok(migrations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_from_1_without_gaps() {
        let migrations = all().unwrap();
        assert!(!migrations.is_empty());
        for (expected, migration) in (1..).zip(&migrations) {
            assert_eq!(migration.version, expected);
        }
    }
}
