import type { Finding, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fieldOf } from '../parts.ts';

/** Labels that Kubernetes refuses, on every object that gets them. */
export const labelInvalid: Rule = {
  id: 'crunchy/label-invalid',
  severity: 'error',
  kinds: ['PostgresCluster', 'PGAdmin', 'PGUpgrade'],
  help: `The operator puts these labels on the objects that it makes, and Kubernetes refuses an object with one that is none: a
value has at most 63 letters, digits, \`-\`, \`_\` and \`.\`, with a letter or a digit at both ends. With \`spec.metadata\` nothing
of the cluster is made. Only the operator's log says so. Annotations take any text.`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  *check({ spec }): Iterable<Finding> {
    const pgBackRest = spec.at('backups', 'pgbackrest');
    const services = ['service', 'replicaService'].map((name) => spec.at(name));
    const pgBouncer = spec.at('proxy', 'pgBouncer');
    const parts = [spec, pgBackRest, pgBouncer, pgBouncer.at('service'), ...services, ...spec.at('instances').items()];
    for (const part of parts) {
      for (const [key, node] of part.at('metadata', 'labels').entries()) {
        const value = textOf(node);
        if (value === undefined || value.includes('${') || value === '' || isLabelValue(value)) continue;
        const field = fieldOf(node.parent ?? node);
        yield {
          node,
          message: say`Objects with this label are refused: the value of \`${key}\` in \`${field}\` is none. Use letters, digits, dashes and dots.`,
        };
      }
    }
  },
};

function isLabelValue(text: string): boolean {
  return text.length <= 63 && /^[A-Za-z\d](?:[-\w.]*[A-Za-z\d])?$/.test(text);
}
