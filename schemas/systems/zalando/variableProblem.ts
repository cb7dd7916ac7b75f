import type { Said } from '../../contract/index.ts';
import { cronProblem } from '../../vocabulary/cron.ts';
import { say } from '../../vocabulary/say.ts';

export interface VariableProblem {
  /** The end of a sentence whose subject is the variable. */
  readonly problem: Said;
  readonly repaired?: string;
}

/** What is wrong with the value of a variable that the image reads; `undefined`: nothing, or it is filled in later. */
export function variableProblem(name: string, value: string): VariableProblem | undefined {
  if (/\$[({]/.test(value)) return undefined;
  return checks.find(([pattern]) => pattern.test(name))?.[1](value);
}

const checks: readonly (readonly [RegExp, (value: string) => VariableProblem | undefined])[] = [
  [/^(?:CLONE_|STANDBY_)?WAL_(?:S3|GS)_BUCKET$/, bucketProblem],
  [/^(?:CLONE_|STANDBY_)?WAL[EG]_S3_PREFIX$/, (value) => prefixProblem(value, 's3')],
  [/^(?:CLONE_|STANDBY_)?WAL[EG]_GS_PREFIX$/, (value) => prefixProblem(value, 'gs')],
  [/^(?:CLONE_|STANDBY_)?WALG_AZ_PREFIX$/, (value) => prefixProblem(value, 'azure')],
  [/^(?:CLONE_|STANDBY_)?WALG_SSH_PREFIX$/, (value) => prefixProblem(value, 'ssh')],
  [/^(?:CLONE_|STANDBY_)?WALE_S3_ENDPOINT$/, endpointProblem],
  [/^(?:CLONE_|STANDBY_)?AWS_ENDPOINT$/, addressProblem],
  [/^BACKUP_SCHEDULE$/, scheduleProblem],
];

function bucketProblem(value: string): VariableProblem | undefined {
  const name = /^[a-z0-9]+:\/\/([a-z0-9][a-z0-9._-]*)\/*$/.exec(value)?.[1];
  if (!/^[a-z0-9]+:\/\//.test(value)) return undefined;
  return {
    problem: say`is the bucket's name alone, without a scheme: nothing is archived like this`,
    ...(name === undefined ? {} : { repaired: name }),
  };
}

function prefixProblem(value: string, scheme: string): VariableProblem | undefined {
  if (value.startsWith(`${scheme}://`)) return undefined;
  return {
    problem: say`is a whole path that begins with \`${`${scheme}://`}\`: nothing is archived like this`,
    ...(/^[a-z0-9]/.test(value) && !value.includes('://') ? { repaired: `${scheme}://${value}` } : {}),
  };
}

function endpointProblem(value: string): VariableProblem | undefined {
  if (/^https?\+(?:path|virtualhost|subdomain|ordinary|vhost)[a-z]*:\/\//i.test(value)) return undefined;
  const address = /^(https?):\/\/(.+)$/.exec(value);
  return {
    problem: say`needs the way of addressing in its scheme, such as \`https+path://\`: WAL-E does not read it like this`,
    ...(address ? { repaired: `${address[1] ?? ''}+path://${address[2] ?? ''}` } : {}),
  };
}

function addressProblem(value: string): VariableProblem | undefined {
  if (/^https?:\/\//.test(value)) return undefined;
  const plain = value.replace(/^https?\+[a-z]+:\/\//, (scheme) => `${scheme.slice(0, scheme.indexOf('+'))}://`);
  return {
    problem: say`needs a scheme in front of the host, \`https://\` or \`http://\``,
    ...(/^https?:\/\//.test(plain) ? { repaired: plain } : {}),
  };
}

/** The image's cron takes 7 for Sunday, which Kubernetes does not. */
function scheduleProblem(value: string): VariableProblem | undefined {
  const problem = cronProblem(value.trim().replace(/(?<=[\s,-])7$/, '0'));
  return problem && { problem: say`${problem}: no base backup is made like this` };
}
