// Faults of each file of each remote (in the gate, each pair of them): the page lives, the slot shows the right code, and Try again works after the
// fault.
import { caseOf } from '../share';
import type { Fault } from './fault_proxy';
import {
  anotherRemoteWorks,
  counted,
  expect,
  isThere,
  logInBeforehand,
  needsLogin,
  pageLives,
  REMOTES,
  type Remote,
  slot,
  tells,
  test,
} from './shop_behind_proxy';

type Kind = 'remote.json' | 'glue' | 'wasm' | 'css';

const pathOf = (remote: Remote, kind: Kind) =>
  ({
    'remote.json': new RegExp(`/remotes/${remote}/remote\\.json`),
    glue: new RegExp(`/remotes/${remote}/.*/${remote}\\.js(\\?|$)`),
    wasm: new RegExp(`/remotes/${remote}/.*\\.wasm(\\?|$)`),
    css: new RegExp(`/remotes/${remote}/.*\\.css(\\?|$)`),
  })[kind];

// Codes of a missing file. A changed file is FED-005, a changed manifest FED-002. A script or style sheet that arrives as a page has a wrong content
// type: FED-006.
const MISSING: Record<Kind, string> = { 'remote.json': 'FED-001', glue: 'FED-006', wasm: 'FED-007', css: 'FED-006' };
const WRONG: Record<Kind, string> = { 'remote.json': 'FED-002', glue: 'FED-005', wasm: 'FED-005', css: 'FED-005' };
const OF_A_WRONG_TYPE = { ...WRONG, glue: 'FED-006', css: 'FED-006' };

const FATAL: [Fault, Record<Kind, string>][] = [
  ['cut', MISSING],
  ['500', MISSING],
  ['404', MISSING],
  ['stall', MISSING],
  ['truncate', WRONG],
  ['corrupt', WRONG],
  ['html', OF_A_WRONG_TYPE],
];
const HARMLESS: Fault[] = ['delay', 'reorder'];
const FAULTS = [...FATAL.map(([fault]) => fault), ...HARMLESS];

for (const [row, remote] of (Object.keys(REMOTES) as Remote[]).entries()) {
  for (const [column, kind] of (Object.keys(MISSING) as Kind[]).entries()) {
    /** In the gate, each pair of a remote, a file and a fault meets. */
    const details = (fault: Fault) => ({ ...counted(fault, kind), ...caseOf(3, row, column, FAULTS.indexOf(fault)) });

    for (const [fault, codes] of FATAL) {
      test(`${remote}, ${kind}, ${fault}: the slot shows ${codes[kind]}`, details(fault), async ({ page, context, faults, shop, said }) => {
        if (needsLogin(remote)) await logInBeforehand(context);
        // Short limits for a file that stalls; other faults get the usual limits.
        if (fault === 'stall') shop.limit({ attempts: 1, manifestMs: 1_200, codeMs: 1_200 });
        const switched = faults.on(fault, pathOf(remote, kind));
        await page.goto(REMOTES[remote].address);
        await tells(page, remote, codes[kind]);
        expect(said.join('\n')).toContain(codes[kind]);
        expect(switched.met).toBeGreaterThan(0);
        await pageLives(page);
        await anotherRemoteWorks(page, remote);
        faults.clear();
        await slot(page, remote).getByTestId('remote-retry').click();
        await isThere(page, remote);
      });
    }

    for (const fault of HARMLESS) {
      test(`${remote}, ${kind}, ${fault}: it loads`, details(fault), async ({ page, context, faults }) => {
        if (needsLogin(remote)) await logInBeforehand(context);
        const switched = faults.on(fault, pathOf(remote, kind));
        await page.goto(REMOTES[remote].address);
        // A later request, which overtakes the reordered answer.
        await page.getByTestId('nav-orders').hover();
        await page.getByTestId('nav-products').hover();
        await isThere(page, remote);
        expect(switched.met).toBeGreaterThan(0);
        await pageLives(page);
      });
    }
  }
}
