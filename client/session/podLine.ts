import type { HealthLine } from '../../schemas/contract/index.ts';
import { code, markdown } from '../../schemas/vocabulary/markdown.ts';
import type { Member } from './members.ts';

/** How a pod is, and what to do if it is not as it should be. */
export function podLine({ pod, role, phase, ready, reason, restarts, node }: Member): HealthLine {
  const facts = [
    role === 'alike' ? '' : role,
    reason ?? phase,
    ready ? 'ready' : 'not ready',
    restarts > 0 ? `${String(restarts)} restarts` : '',
    node ? `on ${node}` : 'on no node yet',
  ].filter((fact) => fact !== '');
  const title = `Pod ${pod}`;
  if (ready) return { title, state: 'good', text: facts.join(', ') };
  return {
    ...{ title, state: 'bad', text: facts.join(', ') },
    remedy: node
      ? markdown`Look at its logs and events: ${code(`kubectl describe pod ${pod}`)}.`
      : 'No node takes it: check its requests, its affinity and its volumes.',
  };
}
