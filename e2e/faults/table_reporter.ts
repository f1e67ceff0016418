// Counts tried and survived faults for the table in docs/faults.md.
import { readFileSync, writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase } from '@playwright/test/reporter';

interface Count {
  tried: number;
  survived: number;
}

const BEGIN = '<!-- The table is written by `cargo xtask test all faults`. -->\n';
const END = '<!-- End of the table. -->\n';

export default class TableReporter implements Reporter {
  #cases = new Map<string, TestCase>();

  onTestEnd(test: TestCase) {
    this.#cases.set(test.id, test);
  }

  /** A whole run updates the table. A run that changes it fails, so that the change is reviewed and committed. */
  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] } | undefined> {
    const rows = this.#rows();
    // Malformed messages are counted apart: they are one case.
    const total = sum([...rows].flatMap(([where, row]) => (where === 'bridge' ? [] : [...row.values()])));
    console.log(`\n  ${total.tried} faults tried, ${total.survived} survived, beside the messages between tabs`);
    const file = process.env.FAULTS_TABLE;
    if (!file || result.status !== 'passed') return;
    const before = readFileSync(file, 'utf8');
    const [head, rest] = before.split(BEGIN);
    const [, tail] = rest.split(END);
    const after = head + BEGIN + table(rows, total) + END + tail;
    if (after === before) return;
    writeFileSync(file, after);
    console.log(`  ${file} had other numbers and is rewritten: review the change and commit it`);
    return { status: 'failed' };
  }

  /** By place, then by fault. */
  #rows() {
    const rows = new Map<string, Map<string, Count>>();
    for (const test of this.#cases.values()) {
      for (const { type, description } of test.annotations) {
        if (type !== 'fault') continue;
        const { fault, where, times } = JSON.parse(description!) as { fault: string; where: string; times: number };
        const row = rows.get(where) ?? new Map<string, Count>();
        const count = row.get(fault) ?? { tried: 0, survived: 0 };
        row.set(fault, sum([count, { tried: times, survived: test.ok() ? times : 0 }]));
        rows.set(where, row);
      }
    }
    return rows;
  }
}

const sum = (counts: Count[]): Count => ({
  tried: counts.reduce((sum, { tried }) => sum + tried, 0),
  survived: counts.reduce((sum, { survived }) => sum + survived, 0),
});

const COLUMNS = ['delay', 'reorder', 'stall', 'cut', 'truncate', 'corrupt', 'html', '500', '404'];

/** Faults of an answer as columns, all other faults as lines. Each cell is `survived/tried`. */
export function table(rows: Map<string, Map<string, Count>>, total: Count): string {
  const cell = (count: Count | undefined) => (count ? `${count.survived}/${count.tried}` : '');
  const lines = [`| survived/tried | ${COLUMNS.join(' | ')} |`, `|---|${'---|'.repeat(COLUMNS.length)}`];
  const others = ['', '| where | what | survived/tried |', '|---|---|---|'];
  for (const [where, row] of [...rows].sort()) {
    if (COLUMNS.some((fault) => row.has(fault))) lines.push(`| ${where} | ${COLUMNS.map((fault) => cell(row.get(fault))).join(' | ')} |`);
    for (const [what, count] of [...row].sort()) if (!COLUMNS.includes(what)) others.push(`| ${where} | ${what} | ${cell(count)} |`);
  }
  return [...lines, ...others, '', `All but the messages between tabs: ${total.tried} tried, ${total.survived} survived.`, ''].join('\n');
}
