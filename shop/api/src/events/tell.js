// types/federation.d.ts declares the events.
export function tell(type, pieces, totalCents) {
  document.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { pieces, totalCents } }));
}
