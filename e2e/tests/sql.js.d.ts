// The part of sql.js that the tests use; the package has no types.
declare module 'sql.js' {
  type Value = number | string | Uint8Array | null;
  interface Result {
    columns: string[];
    values: Value[][];
  }
  export default function initSqlJs(): Promise<{
    Database: new (file: Uint8Array) => { exec(sql: string): Result[] };
  }>;
}
