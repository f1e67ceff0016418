// The gate's share of a matrix contains each row, each column, and each required pair of values.
import { expect, test } from '@playwright/test';
import { isInShare } from '../share';

const indices = (length: number) => Array.from({ length }, (_, index) => index);

test('each page has both widths and both schemes', () => {
  for (const row of indices(10)) {
    const shared = [0, 1].flatMap((column) => [0, 1].filter((layer) => isInShare(2, row, column, layer)).map((layer) => [column, layer]));
    expect(shared.map(([column]) => column).sort()).toEqual([0, 1]);
    expect(shared.map(([, layer]) => layer).sort()).toEqual([0, 1]);
  }
});

test('each two of five remotes, four files and nine faults meet', () => {
  const sizes = [5, 4, 9];
  const cases = indices(5 * 4 * 9).map((index) => [Math.floor(index / 36), Math.floor(index / 9) % 4, index % 9]);
  const shared = cases.filter((place) => isInShare(3, ...place));
  expect(shared).toHaveLength(60);
  for (const [one, other] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ]) {
    expect(new Set(shared.map((place) => `${place[one]} ${place[other]}`)).size).toBe(sizes[one] * sizes[other]);
  }
});

test('each call meets faults, and each fault calls', () => {
  const shared = indices(12).flatMap((row) => indices(7).flatMap((column) => (isInShare(2, row, column) ? [[row, column]] : [])));
  expect(shared).toHaveLength(42);
  expect(new Set(shared.map(([row]) => row)).size).toBe(12);
  expect(new Set(shared.map(([, column]) => column)).size).toBe(7);
});
