// Shared parts of the drawings.

export const STYLE = `
  svg { font: 13px system-ui, sans-serif; }
  .text { fill: #444; } .value, .tick { fill: #444; font-size: 11px; } .title { fill: #222; font-weight: 600; }
  .missed { fill: #b3261e; font-weight: 700; } .frame { stroke: #8884; fill: none; }
  .ours { fill: #0b7a4b; } .react { fill: #0a6fb0; } .rendered { fill: #8a5a00; } .whisker { stroke: #000a; stroke-width: 1.5; }
  .queued { fill: #8885; } .waiting { fill: #d9a441; } .receiving { fill: #0a6fb0; } .wasm { fill: #7a3ea8; }
  .visible { stroke: #0b7a4b; stroke-dasharray: 4 3; } .interactive { stroke: #b3261e; }
  .visible-name { fill: #0b7a4b; font-size: 11px; } .interactive-name { fill: #b3261e; font-size: 11px; }
  @media (prefers-color-scheme: dark) {
    .text, .value, .tick { fill: #bbb; } .title { fill: #eee; } .missed, .interactive-name { fill: #ff8a80; }
    .ours, .visible-name { fill: #4fd39a; } .react, .receiving { fill: #6cc0f5; } .whisker { stroke: #fffa; }
    .rendered, .waiting { fill: #e0b54f; } .wasm { fill: #c79bf0; } .visible { stroke: #4fd39a; } .interactive { stroke: #ff8a80; }
  }`;

export const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
