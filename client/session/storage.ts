import type { HealthLine } from '../../schemas/contract/recipe.ts';
import { persistentVolumeClaims } from '../../schemas/vocabulary/objectTypes.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import type { Target } from './target.ts';

/** A claim that pods of the target use. */
export interface Storage {
  readonly claim: string;
  /** `Bound`, `Pending`, `Lost`; `missing`: the pod asks for a claim that does not exist. */
  readonly phase: string;
  /** As the API server writes quantities; empty: not known. */
  readonly asked: string;
  readonly size: string;
  readonly storageClass: string;
  readonly volume: string;
  readonly pods: readonly string[];
  /** What a resize that is under way waits for. */
  readonly pending?: string;
}

/** The claims that these pods mount, by name. */
export async function findStorage(
  target: Target,
  pods: readonly KubernetesObject[],
  signal?: AbortSignal,
): Promise<readonly Storage[]> {
  const users = claimUsers(pods);
  if (users.size === 0) return [];
  const found = await target.connection.list(persistentVolumeClaims, {
    namespace: target.podNamespace,
    ...(signal ? { signal } : {}),
  });
  const claims = new Map(found.map((claim) => [claim.metadata.name, claim]));
  return [...users]
    .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
    .map(([name, names]) => storageOf(name, claims.get(name), names));
}

export function storageLine({ claim, phase, asked, size, storageClass, pending, pods }: Storage): HealthLine {
  const title = say`Volume claim ${claim}`;
  const ofClass = storageClass ? say`class ${storageClass}` : '';
  if (phase === 'missing')
    return {
      ...{ title, state: 'bad', text: say`does not exist, and ${joined(pods, ', ')} cannot start without it` },
      remedy: say`Find out who deleted it; the operator makes a new, empty one only with a new pod.`,
    };
  if (phase !== 'Bound')
    return {
      ...{ title, state: 'bad', text: joined([phase, asked, ofClass], ', ') },
      remedy: say`Check that the storage class exists and has a volume to give: \`kubectl describe pvc\` lists the reasons.`,
    };
  if (pending !== undefined)
    return {
      ...{ title, state: 'bad', text: say`${joined([say`${size} of ${asked}`, ofClass], ', ')}: ${pending}` },
      remedy: say`A file system that waits to grow does so when its pod starts again.`,
    };
  return { title, state: 'good', text: joined([phase, size || asked, ofClass], ', ') };
}

function claimUsers(pods: readonly KubernetesObject[]): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const pod of pods) {
    const volumes = resourceFromJson(pod).root.at('spec', 'volumes').items();
    for (const volume of volumes) {
      const claim = volume.at('persistentVolumeClaim', 'claimName').value;
      if (typeof claim === 'string') users.set(claim, [...(users.get(claim) ?? []), pod.metadata.name]);
    }
  }
  return users;
}

function storageOf(claim: string, object: KubernetesObject | undefined, pods: readonly string[]): Storage {
  const { root } = resourceFromJson(object ?? {});
  const text = (...path: string[]) => {
    const { value } = root.at(...path);
    return typeof value === 'string' ? value : '';
  };
  const resize = root
    .at('status', 'conditions')
    .items()
    .find((each) => each.at('status').value === 'True' && /Resiz/.test(scalarText(each.at('type').value)));
  return {
    ...{ claim, pods },
    phase: object ? text('status', 'phase') || 'Pending' : 'missing',
    asked: text('spec', 'resources', 'requests', 'storage'),
    size: text('status', 'capacity', 'storage'),
    storageClass: text('spec', 'storageClassName'),
    volume: text('spec', 'volumeName'),
    ...(resize ? { pending: scalarText(resize.at('type').value) } : {}),
  };
}
