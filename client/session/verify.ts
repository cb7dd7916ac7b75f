import type { DatabaseAccess, HealthLine, Login, Need, Said } from '../../schemas/contract/index.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { ago } from './ago.ts';
import { readAuthority } from './authority.ts';
import { companionLines, findCompanions } from './companions.ts';
import { readCredentials } from './credentials.ts';
import { failedLine, linesOf } from './failedLine.ts';
import { findMemberPods, primaryOf } from './members.ts';
import type { Member, MemberPods } from './members.ts';
import { podLine } from './podLine.ts';
import { countProblems } from './report.ts';
import { lookUp, scheduleLines } from './lookups.ts';
import type { ArchiveState } from './probe.ts';
import type { Report, ReportSection } from './report.ts';
import { findStorage, storageLine } from './storage.ts';
import type { Target } from './target.ts';

/** What a connection that was tried has found out. */
export interface ProbedDatabase {
  readonly version: string;
  /** Absent: the system cannot say. */
  readonly inRecovery?: boolean;
  readonly encrypted?: boolean;
  /** What the server has to say of its archive of WAL; absent: it archives none, or does not tell this user. */
  readonly archive?: ArchiveState;
}

export interface VerifyOptions {
  /** Connects as this login, through a tunnel, and asks the database about itself. */
  readonly probe: (login: Login) => Promise<ProbedDatabase>;
  readonly tell: (message: Said) => void;
  readonly signal: AbortSignal;
}

/**
 * Looks at everything that a resource needs to serve: the resource itself, pods, Secrets and other objects, storage, then
 * the connection. A line per check; a check that cannot be made is a line too. Fails only if cancelled.
 */
export async function verify(target: Target, options: VerifyOptions): Promise<Report> {
  const { tell, signal } = options;
  const sections: ReportSection[] = [];
  const look = async (title: Said, work: () => Promise<readonly HealthLine[]>) => {
    tell(title);
    sections.push({ title, lines: await linesOf(title, work) });
  };
  await look(say`Resource`, () => Promise.resolve(resourceLines(target)));
  let found: MemberPods = { members: [], pods: [] };
  if (target.recipe.members.length > 0) {
    await look(say`Pods`, async () => podLines(target, (found = await findMemberPods(target, signal)).members));
    await look(say`Storage`, async () => (await findStorage(target, found.pods, signal)).map(storageLine));
  }
  if (target.recipe.companions) {
    await look(say`Beside it`, async () => companionLines(await findCompanions(target, signal)));
  }
  if (target.recipe.needs.length > 0)
    await look(say`Needed objects`, () =>
      Promise.all(target.recipe.needs.map((need) => needLine(target, need, signal))),
    );
  const { access } = target.recipe;
  if (access) await look(say`Connection`, () => connectionLines(target, access, options));
  if (target.recipe.scheduled) await look(say`Schedules`, () => scheduleLines(target, signal));
  for (const lookup of target.recipe.lookups ?? []) {
    tell(lookup.title);
    sections.push(await lookUp(target, lookup, found.members, signal));
  }
  const { kind, name } = target.resource.identity;
  return {
    title: say`Verify ${kind} ${name}`,
    summary: target.podNamespace
      ? say`Context ${target.connection.context}, namespace ${target.podNamespace}: ${countProblems(sections)}.`
      : say`Context ${target.connection.context}: ${countProblems(sections)}.`,
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

function resourceLines(target: Target): readonly HealthLine[] {
  const { kind, name } = target.resource.identity;
  const { namespace } = target;
  const { context } = target.connection;
  const title = say`${kind} ${name}`;
  if (!target.live)
    return [
      {
        ...{ title, state: 'bad' },
        text: namespace
          ? say`does not exist in namespace ${namespace} of context ${context}`
          : say`does not exist in context ${context}`,
        remedy: say`Apply the manifest, or choose the context and namespace in which it was applied.`,
      },
    ];
  const going = target.live.metadata.deletionTimestamp;
  const own: HealthLine =
    going === undefined
      ? { title, state: 'good', text: namespace ? say`exists in namespace ${namespace}` : say`exists` }
      : {
          ...{ title, state: 'bad', text: say`is being deleted: that was asked for ${ago(going)}` },
          remedy: say`If it stays so, its operator is gone or waits: \`Clean Up\` explains what holds it.`,
        };
  return [own, ...target.recipe.health];
}

function podLines(target: Target, members: readonly Member[]): readonly HealthLine[] {
  return [primaryLine(target, members), ...members.map(podLine)];
}

function primaryLine(target: Target, members: readonly Member[]): HealthLine {
  try {
    const { pod, role } = primaryOf(target, members);
    return { title: role === 'alike' ? say`Serving` : say`Primary`, state: 'good', text: say`${pod}` };
  } catch (error) {
    return failedLine(say`Primary`, error);
  }
}

async function needLine(target: Target, need: Need, signal: AbortSignal): Promise<HealthLine> {
  const { object, keys = [], purpose, remedy, optional } = need;
  const title = say`${object.kind} ${object.name}`;
  const namespace = object.namespace ?? target.podNamespace;
  const missing = (text: Said): HealthLine => ({ title, state: optional ? 'note' : 'bad', text, remedy });
  try {
    const found = await target.connection.read({ ...object, ...(namespace ? { namespace } : {}) }, signal);
    if (!found) return missing(say`does not exist; ${purpose}`);
    const absent = keys.filter((key) => !hasKey(found, key));
    if (absent.length > 0) return missing(say`has no key ${joined(absent, ', ')}; ${purpose}`);
    return { title, state: 'good', text: keys.length > 0 ? say`has ${joined(keys, ', ')}; ${purpose}` : purpose };
  } catch (error) {
    return failedLine(title, error);
  }
}

function hasKey(object: KubernetesObject, key: string): boolean {
  return ['data', 'binaryData', 'stringData'].some((field) => {
    const data = object[field];
    return typeof data === 'object' && data !== null && Object.hasOwn(data, key);
  });
}

async function connectionLines(
  target: Target,
  access: DatabaseAccess,
  { probe, signal }: VerifyOptions,
): Promise<readonly HealthLine[]> {
  const lines: HealthLine[] = [];
  for (const login of access.logins) {
    if (!login.secret) continue;
    const found = await linesOf(say`Credentials of ${login.role}`, () => credentialLines(target, login, signal));
    // Whether the Secret and its keys are there has been said among what is needed.
    const { name } = login.secret;
    const isSaid = target.recipe.needs.some(({ object }) => object.name === name);
    lines.push(...(isSaid ? found.filter(({ state }) => state === 'note') : found));
  }
  lines.push(...(await linesOf(say`Certificate authority`, () => authorityLines(target, access, signal))));
  const [login] = access.logins;
  if (login)
    lines.push(
      ...(await linesOf(say`Connection as ${login.role}`, async () => probeLines(access, login, await probe(login)))),
    );
  return lines;
}

async function credentialLines(target: Target, login: Login, signal: AbortSignal): Promise<readonly HealthLine[]> {
  const { user, source, warnings } = await readCredentials(target, login, signal);
  const title = say`Credentials of ${login.role}`;
  const where = source ? say`Secret ${source.namespace}/${source.name}` : say`no password`;
  if (warnings.length === 0) return [{ title, state: 'good', text: say`user ${user}, ${where}` }];
  return warnings.map((text) => ({ title, state: 'note', text: say`${where}: ${text}` }));
}

async function authorityLines(
  target: Target,
  { tls }: DatabaseAccess,
  signal: AbortSignal,
): Promise<readonly HealthLine[]> {
  if (!tls.authority) return [];
  const title = say`Certificate authority`;
  const where = say`${tls.authority.kind} ${tls.authority.name}, key ${tls.authority.key}`;
  const found = await readAuthority(target, signal);
  return found
    ? [{ title, state: 'good', text: say`${where}; connections are made with ${found.mode}` }]
    : [{ title, state: 'note', text: say`${where} is not there; connections are made with ${tls.mode}` }];
}

function probeLines(
  { readOnly, tls, oldestServer }: DatabaseAccess,
  { role }: Login,
  { version, inRecovery, encrypted, archive }: ProbedDatabase,
): readonly HealthLine[] {
  const lines: HealthLine[] = [{ title: say`Connection as ${role}`, state: 'good', text: foreign(version) }];
  const major = Number(/^PostgreSQL (\d+)/.exec(version)?.[1] ?? Infinity);
  if (oldestServer !== undefined && major < oldestServer)
    lines.push({
      ...{ title: say`Version`, state: 'bad', text: say`the server is older than PostgreSQL ${oldestServer}` },
      remedy: say`Take a newer server: what connects to this one may not work, and it gets no fixes.`,
    });
  if (encrypted !== undefined)
    lines.push({
      title: say`Encryption`,
      state: encrypted || tls.mode === 'disable' ? 'good' : 'note',
      text: encrypted ? say`the connection is encrypted` : say`the connection is not encrypted`,
    });
  if (inRecovery && !readOnly)
    lines.push({
      title: say`Writes`,
      state: 'bad',
      text: say`the server is in recovery, so it takes no writes`,
      remedy: say`A failover may have just happened: verify again, then look at the logs of the operator.`,
    });
  if (inRecovery !== undefined && (readOnly || !inRecovery))
    lines.push({
      title: say`Writes`,
      state: 'good',
      text: inRecovery ? say`read-only, as a standby cluster is` : say`the server takes writes`,
    });
  if (archive) lines.push(archiveLine(archive));
  return lines;
}

function archiveLine({ archived, failed }: ArchiveState): HealthLine {
  const title = say`Archive of WAL`;
  if (failed === undefined)
    return { title, state: 'good', text: archived === undefined ? say`nothing yet` : say`last file ${ago(archived)}` };
  return {
    ...{
      title,
      state: 'bad',
      text:
        archived === undefined
          ? say`fails, the last time ${ago(failed)}`
          : say`fails, the last time ${ago(failed)}; last file ${ago(archived)}`,
    },
    remedy: say`Find the cause in the log of the primary: until it works, WAL fills the volume and backups cannot be used.`,
  };
}
