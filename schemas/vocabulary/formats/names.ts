import { isDnsName } from '../dns.ts';

/** Names and labels of Kubernetes. Names of the formats are those of its declarative validation (`+k8s:format`). */

/** Format `k8s-label-key`: up to 63 letters, digits, `-`, `_`, `.`, after a DNS name and `/` if there is one. */
export function isLabelKey(text: string): boolean {
  const [first = '', second, ...more] = text.split('/', 3);
  if (second === undefined) return isLabelName(first);
  return more.length === 0 && isDnsName(first, 'subdomain') && isLabelName(second);
}

/** Format `k8s-annotation-key`: a label's key, whose DNS name may be in upper case. */
export function isAnnotationKey(text: string): boolean {
  return isLabelKey(text.toLowerCase());
}

/** Format `k8s-label-value`: as the name of a key, or empty. */
export function isLabelValue(text: string): boolean {
  return text === '' || isLabelName(text);
}

function isLabelName(text: string): boolean {
  return text.length <= 63 && /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);
}

/** Format `k8s-container-resource`: what a container can ask for; devices have a label's key with `/` in it. */
export function isContainerResource(text: string): boolean {
  if (!isLabelKey(text)) return false;
  return text.includes('/') || text.startsWith('hugepages-') || ['cpu', 'memory', 'ephemeral-storage'].includes(text);
}

/** Format `k8s-path-segment-name`: names of objects that need not fit into a host name. */
export function isPathSegmentName(text: string): boolean {
  return text !== '.' && text !== '..' && !/[/%]/.test(text);
}

/**
 * What may stand in `generateName` where the name has to be a DNS name of this kind. The API server puts `a` in place of the
 * last two characters if the last one is `-`, and cuts what it appends five characters to at 58.
 * https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/api/validation/generic.go
 */
export function isNamePrefix(text: string, kind: 'label' | 'subdomain'): boolean {
  const masked = text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text;
  return isDnsName(masked, kind) && isDnsName(`${text.slice(0, 58)}aaaaa`, kind);
}

/**
 * Format `k8s-port-name`: up to 15 lower-case letters, digits and single `-`, with a letter among them.
 * https://www.rfc-editor.org/rfc/rfc6335#section-5.1
 */
export function isPortName(text: string): boolean {
  if (text.length > 15 || text.includes('--')) return false;
  return /[a-z]/.test(text) && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text);
}
