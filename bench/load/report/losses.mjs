// Bytes of a cold load: by part beside the React shop, then by file.
import { row } from '../../report/markdown.mjs';

const PARTS = ['page', 'code of the host', 'manifests', 'code of the remotes', 'styles', 'answers of the server', 'pictures'];
const TITLES = { ours: 'ours', react: 'React' };

export function losses({ cold, allApps }) {
  const loads = cold.filter(({ speed }) => speed === cold[0].speed);
  return [
    ...loads.flatMap(({ page, typical }) => [
      `## The bytes of a cold ${page}`,
      '',
      ...parts(Object.fromEntries(Object.entries(typical).map(([name, { files }]) => [name, files]))),
      ...Object.entries(typical).flatMap(([name, { files }]) => list(name, files)),
    ]),
    ...allApps.flatMap(({ dictionaries, visits }) => [
      `## The bytes of all six apps, ${dictionaries}`,
      '',
      `By dictionary came ${Object.entries(visits)
        .map(([name, { byDictionary, files }]) => `${byDictionary} of ${files.length} files of ${name === 'ours' ? 'ours' : 'the React shop'}`)
        .join(', ')}.`,
      `With pictures and the server's answers: ours ${number(visits.ours.bytesInAll)}, React ${number(visits.react.bytesInAll)} bytes.`,
      '',
      ...parts(Object.fromEntries(Object.entries(visits).map(([name, { files }]) => [name, files]))),
    ]),
  ];
}

const number = (count) => count.toLocaleString('en-US');
const sum = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);

const parts = ({ ours, react }) => [
  row(['part', 'ours: files', 'bytes', 'React: files', 'bytes', 'ours is larger by']),
  row(['---', '---:', '---:', '---:', '---:', '---:']),
  ...PARTS.map((part) => [part, ...[ours, react].map((files) => files.filter((file) => file.part === part))])
    .filter(([, ours, react]) => ours.length + react.length > 0)
    .concat([['all', ours, react]])
    .map(([part, ours, react]) => row([part, ours.length, number(sum(ours)), react.length, number(sum(react)), loss(sum(ours) - sum(react))])),
  '',
];

const loss = (difference) => (difference > 0 ? `**${number(difference)}**` : number(difference));

const list = (name, files) => [
  `${TITLES[name]}, largest first; pictures are one line:`,
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
