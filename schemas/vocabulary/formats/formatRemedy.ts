import type { Said } from '../../contract/index.ts';
import { dnsNameProblem } from '../dns.ts';
import type { DnsNameKind } from '../dns.ts';
import { say } from '../say.ts';
import { formatExamples } from './formatExamples.ts';
import { dnsFormats } from './meantText.ts';
import { isLabelKey } from './names.ts';

/** What is wrong with a text that is none of a format, or how it is written, as the end of a sentence. */
export function formatRemedy(text: string, format: string): Said {
  const kind = dnsFormats.get(format);
  const problem = kind === undefined ? labelProblem(text, format) : dnsProblem(text, kind, format);
  if (problem !== undefined) return say`it ${problem}`;
  const example = formatExamples[format];
  return example === undefined ? say`it has to be of the format \`${format}\`` : say`write it like \`${example}\``;
}

function dnsProblem(text: string, kind: DnsNameKind, format: string): Said | undefined {
  const isPrefix = format.endsWith('-prefix') && text.endsWith('-');
  return dnsNameProblem(isPrefix ? `${text.slice(0, -1)}x` : text, kind);
}

function labelProblem(text: string, format: string): Said | undefined {
  if (format === 'k8s-label-value') return nameProblem(text);
  if (format === 'k8s-container-resource' && isLabelKey(text)) {
    return say`is nothing that a container has, unlike \`cpu\`, \`memory\`, \`ephemeral-storage\` or \`hugepages-2Mi\``;
  }
  if (!keyFormats.has(format)) return undefined;
  const [first = '', second, ...more] = text.split('/', 3);
  if (more.length > 0) return say`has more than one "/" in it`;
  if (second === undefined) return nameProblem(first);
  const problem = dnsNameProblem(format === 'k8s-annotation-key' ? first.toLowerCase() : first, 'subdomain');
  return problem === undefined ? nameProblem(second) : say`has "${first}" before the "/", which ${problem}`;
}

const keyFormats = new Set(['k8s-annotation-key', 'k8s-container-resource', 'k8s-label-key']);

/** Of a value of a label, or of what stands behind the `/` of a key. */
function nameProblem(name: string): Said | undefined {
  if (name === '') return say`must not be empty`;
  if (name.length > 63) return say`has ${name.length} characters, at most 63 are allowed`;
  const [wrong] = /[^-._a-zA-Z0-9]/u.exec(name) ?? [];
  if (wrong?.trim() === '') return say`has a blank in it, allowed are letters, digits, "-", "_" and "."`;
  if (wrong !== undefined) return say`has "${wrong}" in it, allowed are letters, digits, "-", "_" and "."`;
  return /^[-._]|[-._]$/.test(name) ? say`has to begin and end with a letter or a digit` : undefined;
}
