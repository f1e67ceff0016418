// What the tests use of sql.js, which comes without types.
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
