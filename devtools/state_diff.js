// What an action changed.

const MAX_CHANGES = 100;

/** @returns {{path: string, before: unknown, after: unknown}[]} the values that differ; undefined where there is none */
export function stateDiff(before, after) {
  const changes = [];
  walk("", before, after, changes);
  return changes;
}

function walk(path, before, after, changes) {
  // Slices that did not change are the same objects.
  if (Object.is(before, after) || changes.length === MAX_CHANGES) return;
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    changes.push({ path, before, after });
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    walk(path === "" ? key : Array.isArray(after) ? `${path}[${key}]` : `${path}.${key}`, before[key], after[key], changes);
  }
}

const isContainer = (value) => typeof value === "object" && value !== null;
