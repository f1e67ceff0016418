// The parts of federation.json and remote.json that tests change.

export interface FederationJson {
  remotes: Record<string, { manifests: string[] }>;
  limits?: object;
}

export interface RemoteJson {
  entry: { js: string; wasm: string };
  integrity: Record<string, string>;
  requires: { 'shared-store': { version: string; strict: boolean } };
}
