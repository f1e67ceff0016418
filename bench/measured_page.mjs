// Runs a benchmark in a page: `window.bench(options)`.

/**
 * Opens `url` and returns what `window.bench` returns there. Its option `say` shows progress. An error of the page, a warning on its console or a
 * trap of a wasm instance fails the run.
 */
export async function measureIn(page, url, options) {
  const failures = [];
  // After a trap in a task of a wasm instance, pending promises never settle: the run fails with it.
  const trapped = new Promise((_, reject) => page.on('pageerror', reject));
  trapped.catch(() => {});
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith('bench: ')) progress(text.slice('bench: '.length));
    else if (['error', 'warning'].includes(message.type())) failures.push(new Error(text));
  });
  await page.goto(url);
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('the page is not cross-origin isolated');
  const measuring = page.evaluate((options) => window.bench({ ...options, say: (what) => console.log(`bench: ${what}`) }), options);
  const measured = await Promise.race([measuring, trapped]);
  progress('');
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('\n'));
  return measured;
}

function progress(what) {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${what}`);
  else if (what && !what.startsWith('batch')) console.log(what);
}
