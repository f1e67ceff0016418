// A reporter of `node --test` for node.rs: counts of passed and failed tests, as JSON.

export default async function* report(events) {
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    // A suite passes and fails with its tests.
    if (data.details?.type === "suite" || data.skip !== undefined || data.todo !== undefined) continue;
    if (type === "test:pass") counts.passed += 1;
    if (type === "test:fail") counts.failed += 1;
  }
  yield JSON.stringify(counts);
}
