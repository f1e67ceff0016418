/** The lines that only one of two outlines has, in order: `- line` of the first, `+ line` of the second. Longest common subsequence. */
export function differences(one, other) {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      i++;
      j++;
    } else if (j === other.length || (i < one.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      found.push(`- ${one[i++]}`);
    } else {
      found.push(`+ ${other[j++]}`);
    }
  }
  return found;
}
