import type { HealthLine, Said } from '../../schemas/contract/index.ts';
import { counted, joined, say } from '../../schemas/vocabulary/say.ts';
import type { Member } from './members.ts';

/** How a pod is, and what to do if it is not as it should be. */
export function podLine({ pod, role, phase, ready, reason, restarts, node }: Member): HealthLine {
  const facts = [
    roleOf(role),
    reason ?? phase,
    ready ? say`ready` : say`not ready`,
    restarts > 0 ? restartsOf(restarts) : '',
    node ? say`on ${node}` : say`on no node yet`,
  ];
  const text = joined(facts, ', ');
  const title = say`Pod ${pod}`;
  if (ready) return { title, state: 'good', text };
  return {
    ...{ title, state: 'bad', text },
    remedy: node
      ? say`Look at its logs and events: \`kubectl describe pod ${pod}\`.`
      : say`No node takes it: check its requests, its affinity and its volumes.`,
  };
}

/** Empty: all are alike, or nobody knows. */
export function roleOf(role: Member['role']): Said | '' {
  if (role === 'primary') return say`primary`;
  return role === 'replica' ? say`replica` : '';
}

export function restartsOf(count: number): Said {
  return counted(count, say`1 restart`, say`${count} restarts`);
}
