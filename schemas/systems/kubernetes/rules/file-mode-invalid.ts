import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf, workloadKinds } from '../workloads.ts';

/** File modes are octal, and YAML takes only `0600` for that. */
export const fileModeInvalid: Rule = {
  id: 'kubernetes/file-mode-invalid',
  severity: 'error',
  kinds: workloadKinds,
  help: `\`mode\` and \`defaultMode\` are numbers from 0 to 0777. YAML reads a number as octal only with a zero before it:
\`0600\` is what \`chmod 600\` means, \`600\` without it is 1130, which the API server refuses, and \`400\` becomes
\`0620\`, with which Postgres refuses a private key. JSON knows no octal numbers: 0600 is 384 there, 0640 is 416, 0400 is 256.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions',
  *check({ resource }) {
    for (const volume of podTemplateOf(resource)?.spec.at('volumes').items() ?? []) {
      for (const kind of ['secret', 'configMap', 'downwardAPI', 'projected']) yield* modesOf(volume.at(kind));
      for (const source of volume.at('projected', 'sources').items()) {
        for (const kind of ['secret', 'configMap', 'downwardAPI']) yield* modesOf(source.at(kind));
      }
    }
  },
};

function* modesOf(source: ManifestNode): Iterable<Finding> {
  for (const node of [
    source.at('defaultMode'),
    ...source
      .at('items')
      .items()
      .map((item) => item.at('mode')),
  ]) {
    const finding = wrongMode(node);
    if (finding !== undefined) yield finding;
  }
}

const highest = 0o777;
/** Decimal numbers that somebody would only write for octal ones. */
const lookOctal = new Set([400, 440, 444, 500]);

function wrongMode(node: ManifestNode): Finding | undefined {
  const { value, source = '' } = node;
  if (typeof value === 'string') {
    if (!/^0?o?[0-7]{3}$/.test(value)) return undefined;
    return {
      node,
      message: say`File mode "${value}" is text, which the API server refuses: ${remedy(value)}.`,
      fixes: fixes(node, value),
    };
  }
  if (typeof value !== 'number') return undefined;
  if (value < 0 || value > highest) {
    const isDigits = /^[0-7]{3}$/.test(source);
    return {
      node,
      message: isDigits
        ? say`File mode ${source} (0${value.toString(8)} as octal) is above 0777, so the API server refuses it: ${remedy(source)}.`
        : say`File mode ${source || value} is above 0777, so the API server refuses it.`,
      fixes: isDigits ? fixes(node, source) : [],
    };
  }
  if (!lookOctal.has(value) || source !== String(value)) return undefined;
  const message = say`File mode ${source} without a zero before it is decimal, so 0${value.toString(8)}: ${remedy(source)}.`;
  return { node, severity: 'warning', message, fixes: fixes(node, source) };
}

function remedy(digits: string): Said {
  return say`write 0${digits.slice(-3)}, or ${parseInt(digits.slice(-3), 8)}`;
}

function fixes(node: ManifestNode, digits: string): NonNullable<Finding['fixes']> {
  const value = parseInt(digits.slice(-3), 8);
  return [
    { title: say`Change to ${value}, which is 0${digits.slice(-3)}`, edits: [{ do: 'set', node, value }], safe: false },
  ];
}
