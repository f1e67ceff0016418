// Bytes of a cold load: by part beside the other shops, then by file.
import { row } from '../../report/markdown.mjs';
import { SHOPS } from '../shops.mjs';

const PARTS = ['page', 'code of the host', 'manifests', 'code of the remotes', 'styles', 'answers of the server', 'pictures'];
const [, ...OTHERS] = SHOPS;

export function losses({ cold, allApps }) {
  const loads = cold.filter(({ speed }) => speed === cold[0].speed);
  return [
    ...loads.flatMap(({ page, typical }) => [
      `## The bytes of a cold ${page}`,
      '',
      ...parts(filesOf(typical)),
      ...SHOPS.flatMap(({ name, title }) => list(title, typical[name].files)),
    ]),
    ...allApps.flatMap(({ dictionaries, visits }) => [
      `## The bytes of all six apps, ${dictionaries}`,
      '',
      `Files that came by dictionary: ${told(visits, ({ byDictionary, files }) => `${byDictionary} of ${files.length}`)}.`,
      `Bytes with pictures and the server's answers: ${told(visits, ({ bytesInAll }) => number(bytesInAll))}.`,
      '',
      ...parts(filesOf(visits)),
    ]),
  ];
}

const filesOf = (values) => Object.fromEntries(Object.entries(values).map(([name, { files }]) => [name, files]));
const told = (values, of) => SHOPS.map(({ name, title }) => `${title} ${of(values[name])}`).join(', ');
const number = (count) => count.toLocaleString('en-US');
const sum = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** A line for each part that a shop has, and one for all: files and bytes of each shop, and by how much ours are more. */
function parts(files) {
  const line = (title, pick) => {
    const [ours, ...others] = SHOPS.map(({ name }) => files[name].filter(pick));
    const cells = others.flatMap((theirs) => [theirs.length, number(sum(theirs)), loss(sum(ours) - sum(theirs))]);
    return row([title, ours.length, number(sum(ours)), ...cells]);
  };
  const present = PARTS.filter((part) => SHOPS.some(({ name }) => files[name].some((file) => file.part === part)));
  return [
    row(['part', 'ours: files', 'bytes', ...OTHERS.flatMap(({ title }) => [`${title}: files`, 'bytes', 'ours is larger by'])]),
    row(['---', '---:', '---:', ...OTHERS.flatMap(() => ['---:', '---:', '---:'])]),
    ...present.map((part) => line(part, (file) => file.part === part)),
    line('all', () => true),
    '',
  ];
}

const loss = (difference) => (difference > 0 ? `**${number(difference)}**` : number(difference));

const list = (title, files) => [
  `${title}, largest first; pictures are one line:`,
  '',
  row(['file', 'bytes on the wire', 'of them headers', 'unpacked', 'asked for at ms', 'there at ms']),
  row(['---', '---:', '---:', '---:', '---:', '---:']),
  ...withOneLineOfPictures(files)
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ name, bytes, headerBytes, decodedBytes, asked, finished, afterwards }) =>
      row([
        `${name}${afterwards ? ' (after interactive)' : ''}`,
        ...[bytes, headerBytes, decodedBytes, Math.round(asked), Math.round(finished)].map(number),
      ]),
    ),
  '',
];

function withOneLineOfPictures(files) {
  const pictures = files.filter(({ part }) => part === 'pictures');
  if (pictures.length === 0) return files;
  const total = (key) => pictures.reduce((sum, file) => sum + file[key], 0);
  const all = {
    name: `${pictures.length} pictures`,
    ...{ bytes: sum(pictures), headerBytes: total('headerBytes'), decodedBytes: total('decodedBytes') },
    asked: Math.min(...pictures.map(({ asked }) => asked)),
    finished: Math.max(...pictures.map(({ finished }) => finished)),
  };
  return [...files.filter(({ part }) => part !== 'pictures'), all];
}
