import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';

/** Backups are kept below a uid that nobody chooses. */
export const uidInManifest: Rule = {
  id: 'zalando/uid-in-manifest',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The API server gives a new object its uid, whatever the manifest says, and the WAL archive of a cluster lies below that one. A
cluster that exists under another uid refuses the manifest (\`Precondition failed: UID in precondition\`). To restore from an archive,
write the uid of its cluster as \`clone.uid\`, and leave \`metadata.uid\` out.`,
  source:
    'https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/registry/rest/meta.go#L35',
  *check({ resource, root }) {
    const node = root.at('metadata', 'uid');
    const metadata = root.at('metadata');
    // What was read out of a cluster, to look at or to keep.
    const isExported = ['resourceVersion', 'creationTimestamp'].some((key) => metadata.at(key).kind !== 'missing');
    if (isExported || resource.partial || knownName(node) === undefined) return;
    yield {
      node,
      message: say`The API server gives the uid and does not take this one: backups lie below another. To restore some, it is \`clone.uid\`.`,
      fixes: [{ title: say`Remove \`uid\``, edits: [{ do: 'remove', node }] }],
    };
  },
};
