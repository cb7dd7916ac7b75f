import type { Rule } from '../../../contract/index.ts';
import { isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** What has an owner goes with it, whatever the operator means to protect. */
export const deleteProtectionBypassed: Rule = {
  id: 'zalando/delete-protection-bypassed',
  severity: 'warning',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `With \`delete_annotation_date_key\` and \`delete_annotation_name_key\` the operator keeps the parts of a cluster whose manifest was
deleted without the right annotations. With \`enable_owner_references\` the parts belong to the resource, and Kubernetes deletes them with
it, without asking the operator: nothing is protected. Choose one of the two.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/administrator.md#owner-references-and-finalizers',
  since: '1.13',
  *check({ resource }) {
    const kubernetes = configurationOf(resource).at('kubernetes');
    const references = kubernetes.at('enable_owner_references');
    if (!isTrue(references)) return;
    for (const field of ['delete_annotation_date_key', 'delete_annotation_name_key']) {
      const node = kubernetes.at(field);
      if (!textOf(node)) continue;
      yield {
        node,
        mark: 'key',
        message: say`Nothing is protected: with \`enable_owner_references\` Kubernetes deletes the parts of a cluster without the operator.`,
        related: [{ node: references, message: say`The parts have an owner by this.` }],
      };
    }
  },
};
