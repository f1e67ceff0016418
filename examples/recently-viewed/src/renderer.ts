// The world `tarn:render/renderer` of crates/render/wit/render.wit, as the engine of the renderer presents it to JavaScript: names in camelCase, a variant
// as `tag` and `val`, an absent option as a missing member.

export interface Request {
  readonly component: string;
  /** The props as a JSON object, without callbacks. */
  readonly props: string;
  readonly path: string;
  readonly query: string;
  readonly site: string;
  readonly locale: string;
  readonly nowMs: number;
  readonly answers: readonly Answer[];
}

/** An answer of the API. */
export interface Answer {
  readonly path: string;
  readonly status: number;
  readonly json: string;
}

export interface Rendered {
  /** Without parts, the content is left to the browser. */
  readonly parts: readonly { readonly tag: 'html'; readonly val: string }[];
  readonly head: Head;
  /** Addresses of the API without an answer: the server may fetch them and render once more. */
  readonly wanted: readonly string[];
}

export interface Head {
  readonly title?: string;
  readonly description?: string;
  readonly canonical?: string;
  readonly image?: string;
  readonly jsonLd: readonly string[];
  readonly status?: number;
}
