import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenVariables } from '../writtenVariables.ts';
import { variableProblem } from '../variableProblem.ts';
import { podEnvironment } from '../subjectIds.ts';

/** Values that the tools of the image cannot use. */
export const variableValueInvalid: Rule = {
  id: 'zalando/variable-value-invalid',
  severity: 'warning',
  kinds: ['postgresql', podEnvironment],
  help: `The image makes the address of the archive from these variables, and nobody checks them before: \`WAL_S3_BUCKET\` is a name without
\`s3://\`, \`WALG_S3_PREFIX\` a whole path with it, \`WALE_S3_ENDPOINT\` has the way of addressing in its scheme (\`https+path://\`), and
\`BACKUP_SCHEDULE\` is a cron line of five fields. With anything else no WAL is archived or no base backup made, which is noticed when one
is needed.`,
  source: 'https://github.com/zalando/spilo/blob/master/ENVIRONMENT.rst',
  *check({ resource }) {
    for (const { name, value: node } of writtenVariables(resource)) {
      const value = node && textOf(node);
      const found = value ? variableProblem(name, value) : undefined;
      if (!found || !node) continue;
      const { problem, repaired } = found;
      yield {
        node,
        message: say`\`${name}\` ${problem}.`,
        fixes:
          repaired === undefined
            ? []
            : [{ title: say`Write "${repaired}"`, edits: [{ do: 'set', node, value: repaired }], safe: false }],
      };
    }
  },
};
