import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { instanceKinds, v2Group } from '../kinds.ts';
import { v2Manual } from '../sources.ts';

/** A single instance belongs to a group. */
export const madeByOperator: Rule = {
  id: 'tidb/made-by-operator',
  severity: 'information',
  kinds: Object.keys(instanceKinds),
  help: `Single instances, such as a \`TiKV\`, are made by the operator from a group, such as a \`TiKVGroup\`, and changed and deleted with it. One that a person
writes belongs to no group, is not upgraded with the others, and its fields are not checked here. Edit the group. To restart or replace one instance, label or delete the
one that the operator has made.`,
  source: v2Manual('architecture/'),
  *check({ resource, root }) {
    const { apiVersion, kind } = resource.identity;
    if (apiVersion.split('/')[0] !== v2Group) return;
    yield {
      node: root.at('kind'),
      message: say`The operator makes each ${kind} from a group, and this one would belong to none: write a \`${kind}Group\` instead.`,
    };
  },
};
