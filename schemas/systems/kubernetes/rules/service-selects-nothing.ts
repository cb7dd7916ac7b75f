import type { IndexedResource, ManifestNode, Rule } from '../../../contract/index.ts';
import { mostCompared, nearestName } from '../../../vocabulary/nearest.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { searchBy } from '../../../vocabulary/searchBy.ts';
import { podsInFile, selectsAny } from '../selectedPods.ts';
import type { Selector } from '../selectedPods.ts';

/** A Service whose selector is one slip away from the pods beside it. */
export const serviceSelectsNothing: Rule = {
  id: 'kubernetes/service-selects-nothing',
  severity: 'warning',
  kinds: ['Service'],
  help: `A Service leads to the pods that have all labels of its selector with the same values. No pod of this workspace has them
all, and the pods of a workload in the same file miss one by a letter or two: the Service has no endpoints, and
connections to it are refused. The fix takes over the value that the pods have.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
  wholeOnly: true,
  *check({ root, spec, resource, workspace }) {
    const selector = spec.at('selector').entries();
    if (selector.length === 0 || selector.some(([, node]) => knownName(node) === undefined)) return;
    const { namespace } = resource.identity;
    if (selectsAny(workspace, namespace, selector)) return;
    const [own] = servicesByRoot(workspace.resources('', 'Service'), root);
    const beside = own ? podsInFile(workspace, own.uri, namespace) : [];
    if (beside.length > mostCompared) return;
    const slips = beside.flatMap(({ template, resource: pod }) => {
      const slip = slipIn(selector, template.metadata.at('labels'));
      return slip ? [{ ...slip, pod }] : [];
    });
    const [only] = slips;
    if (!only || slips.length > 1) return;
    const { node, value, pod } = only;
    yield {
      node,
      message: say`The Service finds no pods: those of ${pod.identity.kind} "${pod.identity.name}" have "${value}" here.`,
      fixes: [{ title: say`Change to "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
      related: [{ node: pod.root.at('metadata', 'name'), message: say`The workload` }],
    };
  },
};

const servicesByRoot = searchBy(({ resource }: IndexedResource) => [resource.root]);

/** The one label whose value differs, if it is plainly the other in the wrong spelling. */
function slipIn(selector: Selector, labels: ManifestNode): { node: ManifestNode; value: string } | undefined {
  const wrong = selector.filter(([label, node]) => labels.at(label).value !== node.value);
  const [first, ...others] = wrong;
  if (!first || others.length > 0) return undefined;
  const [label, node] = first;
  const [written, value] = [knownName(node), knownName(labels.at(label))];
  if (written === undefined || value === undefined || withoutDigits(written) === withoutDigits(value)) return undefined;
  return Math.min(written.length, value.length) >= shortest && nearestName(written, [value])
    ? { node, value }
    : undefined;
}

function withoutDigits(text: string): string {
  return text.replaceAll(/\d/g, '');
}

/** Letters; shorter words are near to too many others. */
const shortest = 5;
