//! Migrations and the catalogue are embedded, so a changed file there must rebuild the server.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=catalogue");
}
