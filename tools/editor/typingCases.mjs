/** What a person types into a file that begins with `start`, behind its end, and what the file has to hold then. */

const head = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-shop\nspec:\n';

export const typingCases = [
  {
    name: 'below a key the keys of its map are taken',
    start: `${head}  teamId: acid`,
    steps: [
      ...[{ press: 'Enter' }, { type: 'postgresql:' }, { press: 'Enter' }, { type: 'versi' }],
      ...[{ offered: 'version' }, { press: 'Enter' }, { type: '"17"' }],
    ],
    result: `${head}  teamId: acid\n  postgresql:\n    version: "17"`,
  },
  {
    name: 'a key too far right lands in its map',
    start: `${head}  teamId: acid\n  numberOfInstances: 2`,
    steps: [
      { press: 'Enter' },
      { press: 'Tab' },
      { type: 'volu' },
      { offered: 'volume' },
      { press: 'Enter' },
      { type: '5Gi' },
    ],
    result: `${head}  teamId: acid\n  numberOfInstances: 2\n  volume:\n    size: 5Gi`,
  },
  {
    name: 'at the dash of an item its next key is taken',
    start: `${head}  env:\n    - name: A`,
    steps: [{ press: 'Enter' }, { type: 'valu' }, { offered: 'value' }, { press: 'Enter' }, { type: 'b' }],
    result: `${head}  env:\n    - name: A\n      value: b`,
  },
  {
    name: 'a value typed into the list that a key has opened keeps its Enter',
    start: `${head}  teamId: acid`,
    steps: [
      { press: 'Enter' },
      { type: 'enableLogi' },
      { offered: 'enableLogicalBackup' },
      { press: 'Enter' },
      { offered: 'true' },
      { type: 'true' },
      { press: 'Enter' },
      { type: 'numberOfInstances: 3' },
    ],
    result: `${head}  teamId: acid\n  enableLogicalBackup: true\n  numberOfInstances: 3`,
  },
  {
    name: 'Backspace in an open list, then Enter',
    start: `${head}  teamId: acid`,
    steps: [
      { press: 'Enter' },
      { type: 'numberOfInstances: 22' },
      { press: 'Backspace' },
      { press: 'Enter' },
      { type: 'postgresql:' },
      { press: 'Enter' },
      { press: 'Tab' },
      { type: 'version: "18' },
      { press: 'Backspace' },
      { type: '7"' },
      { press: 'Enter' },
    ],
    result: `${head}  teamId: acid\n  numberOfInstances: 2\n  postgresql:\n    version: "17"`,
  },
];
