import type { ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { poolers } from '../naming.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';

/** Names that the operator makes from the cluster's name outgrow what Kubernetes takes. */
export const clusterNameTooLong: Rule = {
  id: 'zalando/cluster-name-too-long',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Kubernetes limits names of Services and values of labels to 63 characters, and the operator adds to the cluster's
name: \`-repl\` for the Service of the replicas (so 58 are left), \`-pooler-repl\` for that of a replica pooler (51). The
StatefulSet adds a hyphen and a hash of up to ten digits in the label of its pods, so above 52 characters pods may never be
created. Stay at 52, or 51 with a replica pooler.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/apis/acid.zalan.do/v1/const.go#L16',
  *check({ root, spec }) {
    const node = root.at('metadata', 'name');
    const name = textOf(node);
    if (!name) return;
    const limits = limitsOf(spec);
    const passed = limits.find((limit) => name.length > limit.most);
    if (!passed) return;
    const most = limits.reduce((least, limit) => Math.min(least, limit.most), Infinity);
    const shorter = trimEnd(name.slice(0, most), '-.');
    yield {
      node,
      severity: passed.severity,
      message: say`Cluster name has ${name.length} characters: ${passed.consequence}; shorten it to at most ${most}.`,
      fixes: [{ title: say`Rename to "${shorter}"`, edits: [{ do: 'set', node, value: shorter }], safe: false }],
    };
  },
};

interface Limit {
  /** Characters. */
  readonly most: number;
  readonly severity: 'error' | 'warning';
  readonly consequence: Said;
}

const replicaService: Limit = {
  most: 58,
  severity: 'error',
  consequence: say`with \`-repl\` behind it, it is no name for a Service, so none is created`,
};

const replicaPooler: Limit = {
  most: 51,
  severity: 'error',
  consequence: say`with \`-pooler-repl\` behind it, it is no name for a Service, so the replica pooler fails`,
};

const statefulSet: Limit = {
  most: 52,
  severity: 'warning',
  consequence: say`with the hash of the StatefulSet it does not fit into a label, so pods may not be created`,
};

/** The gravest first. */
function limitsOf(spec: ManifestNode): Limit[] {
  return [replicaService, ...(poolers(spec).replica ? [replicaPooler] : []), statefulSet];
}
