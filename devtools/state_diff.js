// The changes of an action.

const MAX_CHANGES = 100;

/** @returns {{path: string, before: unknown, after: unknown}[]} the changed values; undefined for a missing one */
export function stateDiff(before, after) {
  const changes = [];
  walk("", before, after, changes);
  return changes;
}

function walk(path, before, after, changes) {
  // Unchanged slices are identical objects.
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
