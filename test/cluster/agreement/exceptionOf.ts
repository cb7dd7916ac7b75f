import { compareVersions } from '../../../server/language/compareVersions.ts';
import type { Verdict } from './comparison.ts';

/** Where we say something else than the API server, and mean to. Together at most 2 % of the mutants. */
interface Exception {
  readonly reason: string;
  readonly applies: (verdict: Verdict) => boolean;
}

const exceptions: readonly Exception[] = [
  {
    reason:
      'A headless Service that exists stays one, and needs no port, even if all of its spec is left out. A new one is refused.',
    applies: ({ kind, isUpdate, outcome }) => kind === 'v1 Service' && isUpdate && outcome === 'alarm',
  },
  {
    reason:
      'What an operator reads in a ConfigMap the API server does not look at. The operator does not start with it.',
    applies: ({ kind, name, outcome }) => kind === 'v1 ConfigMap' && outcome === 'alarm' && / data\./.test(name),
  },
  {
    reason: 'The pods that a controller makes are refused for a blank around the image; what makes them is not.',
    applies: ({ name, outcome }) => outcome === 'alarm' && /template\.spec\.\w*[cC]ontainers\.\d+\.image$/.test(name),
  },
  {
    reason: 'No claim of the bed is ever bound, so none can grow. Where one is bound, that is what can be changed.',
    applies: ({ kind, name, text, isUpdate, outcome }) =>
      kind === 'v1 PersistentVolumeClaim' &&
      isUpdate &&
      outcome !== 'alarm' &&
      (/ spec\.resources/.test(name) || (/^added spec$/.test(name) && text.includes('volumeAttributesClassName:'))),
  },
  {
    reason: 'The Jobs that a CronJob makes are refused for their labels; what it makes them of is not looked at.',
    applies: ({ kind, name, outcome }) =>
      kind === 'batch/v1 CronJob' && outcome === 'alarm' && /^added spec\.jobTemplate(?:\.metadata)?$/.test(name),
  },
  {
    reason: 'Owners and finalizers in templates of pods and claims are not looked at. Nobody means them there.',
    applies: ({ places = [] }) =>
      places.length > 0 &&
      places.every((place) =>
        /\.(?:template|volumeClaimTemplates\.\d+)\.metadata\.(?:finalizers|ownerReferences)(?:\.|$)/.test(place),
      ),
  },
  {
    reason:
      'Before Kubernetes 1.34 nobody looks at what a StatefulSet makes pods and claims of. Those are refused then.',
    applies: ({ kind, name, outcome, release = '1.34' }) =>
      kind === 'apps/v1 StatefulSet' &&
      outcome === 'alarm' &&
      compareVersions(release, '1.34') < 0 &&
      / spec\.(?:serviceName|template|volumeClaimTemplates)\b/.test(name),
  },
  {
    reason:
      'Before Kubernetes 1.32 nobody looks at labels that nodes are asked for. No node has them, and the pods wait.',
    applies: ({ name, outcome, release = '1.32' }) =>
      outcome === 'alarm' && compareVersions(release, '1.32') < 0 && / spec\.\S*[nN]odeAffinity\..*values/.test(name),
  },
  {
    reason: 'Whether a cluster has addresses of both families it alone knows. That of the bed has one.',
    applies: ({ kind, outcome, text }) =>
      kind === 'v1 Service' && outcome === 'missed' && text.includes('ipFamilyPolicy: RequireDualStack'),
  },
  {
    reason: 'Whether a port of the nodes is one of theirs is not looked at in a dry run.',
    applies: ({ kind, name, outcome }) => kind === 'v1 Service' && outcome === 'alarm' && /\.nodePort$/.test(name),
  },
];

/**
 * Why the two may differ here; `undefined`: nothing is known. Of custom kinds what says more than their definitions says why in its
 * schema (`x-deviates`).
 */
export function exceptionOf(verdict: Verdict): string | undefined {
  return verdict.meant ?? exceptions.find(({ applies }) => applies(verdict))?.reason;
}
