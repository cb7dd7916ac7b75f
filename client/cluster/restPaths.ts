import type { Said } from '../../schemas/contract/index.ts';
import type { Labels, ObjectType } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from './errors.ts';

/** URLs of the API server. Names and labels may come from a manifest: what could reach or select more than it says is refused. */

export interface Place {
  /** Empty or absent: every namespace, or an object of the whole cluster. */
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** `/apis/example.com/v1/namespaces/shop/databases/db`. Throws `refused` for a name that is no segment of a path. */
export function resourcePath(type: ObjectType, { namespace, name, subresource }: Place = {}): string {
  return [
    groupVersionPath(type),
    ...(namespace && type.scope === 'Namespaced' ? ['namespaces', segment(namespace)] : []),
    segment(type.plural),
    ...(name === undefined ? [] : [segment(name)]),
    ...(subresource === undefined ? [] : [segment(subresource)]),
  ].join('/');
}

/** `/apis/apps/v1`, for the core group `/api/v1`. */
export function groupVersionPath({ group, version }: Pick<ObjectType, 'group' | 'version'>): string {
  return group === '' ? `/api/${segment(version)}` : `/apis/${segment(group)}/${segment(version)}`;
}

/** With the `?`, or empty. */
export function queryString(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value]) parameters.append(key, String(one));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** `application=db,cluster-name=shop`. Throws `refused` where a key or a value is none, or where there is no label at all. */
export function labelSelector(labels: Labels): string {
  const pairs = Object.entries(labels);
  if (pairs.length === 0) throw refused(say`A search by labels has no label, so it would find everything.`);
  return pairs
    .map(([key, value]) => {
      if (!isLabelKey(key)) throw refused(say`${quoted(key)} is not the name of a label.`);
      if (!isLabelValue(value)) throw refused(say`${quoted(value)} is not a value that the label ${key} can have.`);
      return `${key}=${value}`;
    })
    .join(',');
}

/** `metadata.name=shop`. Throws `refused` for what is not the path of a field. */
export function fieldSelector(fields: Labels): string {
  return Object.entries(fields)
    .map(([field, value]) => {
      if (!/^[A-Za-z][\w.]*$/.test(field)) throw refused(say`${quoted(field)} is not a field to search by.`);
      return `${field}=${value.replace(/[\\,=]/g, '\\$&')}`;
    })
    .join(',');
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const labelName = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const labelPrefix = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return labelName.test(key);
  return slash <= 253 && labelPrefix.test(key.slice(0, slash)) && labelName.test(key.slice(slash + 1));
}

function isLabelValue(value: string): boolean {
  return value === '' || labelName.test(value);
}

/** What the API server itself refuses as a name: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
function segment(name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/%]/.test(name)) {
    throw refused(say`${quoted(name)} cannot be the name of an object.`);
  }
  return encodeURIComponent(name);
}

function refused(message: Said): ClusterError {
  return new ClusterError('refused', message, say`Correct the name in the manifest.`);
}

function quoted(text: string): string {
  return `"${text.length > 80 ? `${text.slice(0, 80)}…` : text}"`;
}
