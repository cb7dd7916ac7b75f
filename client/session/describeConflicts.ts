import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { applyManager } from '../cluster/fieldOwners.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import type { FieldConflict } from './readRefusal.ts';
import type { Target } from './target.ts';

/** A field that somebody else has set to another value than the manifest does. */
export interface DescribedConflict {
  readonly field: string;
  /** Who that is, in words: a tool, the operator, or the name that a program gave itself. */
  readonly owner: Said;
  /** RFC 3339: when the owner last wrote anything; absent: the API server does not say. */
  readonly since?: string;
  /** What the cluster has, and what the manifest says, as one line; empty: nothing. */
  readonly before: string;
  readonly after: string;
}

export interface ConflictSides {
  readonly conflicts: readonly FieldConflict[];
  /** As it is, with `managedFields`. */
  readonly live: KubernetesObject | undefined;
  /** Both without values that are secret. */
  readonly before: unknown;
  readonly after: unknown;
  /** Whose operator may be one of the owners; absent: nobody's. */
  readonly target?: Target | undefined;
}

/** Conflicts as a person can judge them: who owns each field, since when, and both values. */
export function describeConflicts({
  conflicts,
  live,
  before,
  after,
  target,
}: ConflictSides): readonly DescribedConflict[] {
  return conflicts.map(({ field, manager }) => {
    const since = lastWrite(live, manager);
    return {
      ...{ field, owner: ownerOf(manager, target), before: textAt(before, field), after: textAt(after, field) },
      ...(since === undefined ? {} : { since }),
    };
  });
}

/** https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers: whoever writes chooses the name. */
function ownerOf(manager: string, target: Target | undefined): Said {
  const known = tools.get(manager);
  if (known) return known;
  if (target && isOperator(manager, target)) return say`its operator (${manager})`;
  if (/^(?:Mozilla|Go-http-client|node-fetch|curl|python-requests|okhttp)\b/.test(manager))
    return say`a program (${manager})`;
  return say`a program that calls itself ${manager}`;
}

const tools: ReadonlyMap<string, Said> = new Map<string, Said>([
  ['kubectl', say`kubectl apply --server-side`],
  ['kubectl-client-side-apply', say`kubectl apply`],
  ['kubectl-last-applied', say`kubectl apply`],
  ['before-first-apply', say`whoever wrote it before the first apply`],
  ['kubectl-create', say`kubectl create`],
  ['kubectl-edit', say`kubectl edit`],
  ['kubectl-patch', say`kubectl patch`],
  ['kubectl-replace', say`kubectl replace`],
  ['kubectl-scale', say`kubectl scale`],
  ['kubectl-annotate', say`kubectl annotate`],
  ['kubectl-label', say`kubectl label`],
  ['kubectl-set', say`kubectl set`],
  ['kubectl-rollout', say`kubectl rollout`],
  ['helm', say`Helm`],
  ['argocd-controller', say`Argo CD, which sets it back`],
  ['argocd-application-controller', say`Argo CD, which sets it back`],
  ['argocd-server', say`somebody in the page of Argo CD`],
  ['kustomize-controller', say`Flux (a Kustomization), which sets it back`],
  ['helm-controller', say`Flux (a HelmRelease), which sets it back`],
  ['Terraform', say`Terraform`],
  ['HashiCorp', say`Terraform`],
  ['pulumi-kubernetes', say`Pulumi`],
  ['OpenLens', say`Lens`],
  ['k9s', say`k9s`],
  ['rancher', say`Rancher`],
  ['dashboard', say`the Kubernetes Dashboard`],
  ['kube-controller-manager', say`a controller of Kubernetes`],
  ['vpa-updater', say`the vertical autoscaler`],
  [applyManager, say`an Apply from this editor, or from a colleague's`],
]);

/** Operators take the name of their program, which is that of their container, or of what they look after. */
function isOperator(manager: string, { kind, system, recipe }: Target): boolean {
  const name = manager.toLowerCase();
  return (
    name === recipe.operator?.container?.toLowerCase() ||
    name.startsWith(kind.kind.toLowerCase()) ||
    name.startsWith(system.id)
  );
}

interface ManagedFields {
  readonly manager?: unknown;
  readonly time?: unknown;
}

function lastWrite(live: KubernetesObject | undefined, manager: string): string | undefined {
  const entries = live?.metadata['managedFields'];
  if (!Array.isArray(entries)) return undefined;
  const times = (entries as readonly (ManagedFields | null)[]).flatMap((entry) =>
    entry?.manager === manager && typeof entry.time === 'string' ? [entry.time] : [],
  );
  return times.sort().at(-1);
}

function textAt(value: unknown, field: string): string {
  const found = valueAt(value, field);
  if (found === undefined || found === null) return '';
  return typeof found === 'string' ? found : JSON.stringify(found);
}

/**
 * As the API server writes paths of fields: `spec.a`, `spec.list[0]`, `containers[name="app"].image`, `finalizers["a"]`. Keys are
 * not quoted there, so one with dots is the longest that the map has.
 * https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.3.0/fieldpath/element.go
 */
function valueAt(value: unknown, field: string): unknown {
  if (field === '') return value;
  if (field.startsWith('[')) {
    const end = endOfBracket(field);
    return end < 0 || !Array.isArray(value)
      ? undefined
      : valueAt(itemOf(value, field.slice(1, end)), field.slice(end + 1));
  }
  const rest = field.replace(/^\./, '');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value).filter(
    (key) => rest === key || (rest.startsWith(key) && /[.[]/.test(rest.charAt(key.length))),
  );
  const [key] = keys.sort((one, other) => other.length - one.length);
  return key === undefined ? undefined : valueAt((value as Record<string, unknown>)[key], rest.slice(key.length));
}

/** A bracket in a quoted value ends nothing. */
function endOfBracket(field: string): number {
  let quoted = false;
  for (let at = 1; at < field.length; at += 1) {
    if (field[at] === '\\') at += 1;
    else if (field[at] === '"') quoted = !quoted;
    else if (field[at] === ']' && !quoted) return at;
  }
  return -1;
}

function itemOf(items: readonly unknown[], selector: string): unknown {
  if (/^\d+$/.test(selector)) return items[Number(selector)];
  const literal = parse(selector.replace(/^=/, ''));
  if (literal !== undefined) return items.find((item) => item === literal);
  const keys = [...selector.matchAll(/(?<![^,])([^=,]+)=("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(
    ([, key = '', text = '']) => [key, parse(text)] as const,
  );
  return items.find(
    (item) =>
      typeof item === 'object' &&
      item !== null &&
      keys.length > 0 &&
      keys.every(([key, wanted]) => (item as Record<string, unknown>)[key] === wanted),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
