// What a run has measured, written as it comes: a run that ends early loses nothing.
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Opens the file of a run. `run` describes it; with `resume`, the measures that an earlier run of the same description has left are kept.
 * @returns {Promise<Progress>}
 *
 * @typedef {object} Progress
 * @property {(name: string, work: () => Promise<T>) => Promise<T | undefined>} measure runs a measure and writes its result, unless the file has it;
 *   undefined if it fails
 * @property {(shop: string, error: Error) => void} disturbed records that a visit of the present measure has failed and is repeated
 * @property {{measure: string, shop: string, error: string}[]} disturbances the repeated visits of all measures
 * @property {{measure: string, error: string}[]} failures the measures without a result
 * @template T
 */
export async function openProgress(file, run, resume) {
  const description = JSON.stringify({ run });
  const kept = resume ? await keptMeasures(file, description) : new Map();
  if (kept.size === 0) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${description}\n`);
  }
  const disturbances = [...kept.values()].flatMap(({ disturbances }) => disturbances);
  const failures = [];
  let present = [];
  let name;
  return {
    disturbances,
    failures,
    disturbed(shop, error) {
      const message = error.message.split('\n')[0];
      console.log(`a visit is repeated: ${message}`);
      present.push({ measure: name, shop, error: message });
    },
    async measure(title, work) {
      if (kept.has(title)) return kept.get(title).value;
      console.log(title);
      [name, present] = [title, []];
      try {
        const value = await work();
        await appendFile(file, `${JSON.stringify({ measure: title, value, disturbances: present })}\n`);
        return value;
      } catch (error) {
        console.error(error);
        failures.push({ measure: title, error: error.message.split('\n')[0] });
        return undefined;
      } finally {
        disturbances.push(...present);
      }
    },
  };
}

/** The measures in the file by name, if it is of the same description. */
async function keptMeasures(file, description) {
  const [first, ...lines] = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  if (first !== description) return new Map();
  return new Map(lines.map((line) => JSON.parse(line)).map((line) => [line.measure, line]));
}
