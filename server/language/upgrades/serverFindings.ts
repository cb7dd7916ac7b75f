import type { Edit, Finding, Fix, ManifestNode, OperatorVersion, ServerKind } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { UpgradeQuestion } from '../answers.ts';
import { ask } from '../ask.ts';
import { checkResource } from '../problems/checkResource.ts';
import type { NamedFinding } from '../problems/checkResource.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { replaceScalar } from '../yaml/index.ts';
import { comparedFindings } from './comparedFindings.ts';
import { releaseFindings } from './releaseFindings.ts';
import { upgradeStep } from './upgradeStep.ts';
import type { UpgradeFinding } from './upgradeStep.ts';

/**
 * What becomes of a resource when its manifest names a later version of the server behind it: the resource is imagined with that
 * version, as an edit of what is written, and asked about again.
 * @param version of the operator by then
 */
export function serverFindings(
  context: LanguageContext,
  subject: ClaimedSubject,
  server: ServerKind,
  question: UpgradeQuestion,
  version: OperatorVersion | undefined,
): UpgradeFinding[] {
  const { resource } = subject;
  const to = question.to[server.id];
  const isAbout = (kinds: readonly string[] = []) => kinds.includes(resource.identity.kind);
  if (to === undefined || !(isAbout(server.kinds) || isAbout(server.contents))) return [];
  const written = ask(context, `version of ${server.id}`, undefined, () => server.versionIn(resource));
  const from = written?.version ?? question.from[server.id];
  if (from === undefined)
    return resource.partial || isAbout(server.contents) ? [] : [unreadFinding(subject, server, to)];
  const step = upgradeStep(server, from, to);
  if (!step) return [];
  const known = context.schemas.ours(resource.identity);
  const schema = known && { schema: known };
  const findingsAt = (release: OperatorVersion) => {
    if (release === from || !written) return checkResource(context, subject, version, schema);
    const root = imaginedRoot(subject, written.node, written.write(release));
    if (!root) return [];
    const imagined = { ...subject, resource: { ...resource, root }, previous: resource };
    return checkResource(context, imagined, version, schema).map((found) => onOriginal(found, subject));
  };
  const compared = comparedFindings(step, (release) => findingsAt(release).map((finding) => ({ subject, finding })));
  return [
    // What is said of changes since the last commit is not said of the imagined one.
    ...compared.filter(({ effect }) => effect !== 'solved'),
    ...releaseFindings(context, subject, step, server.changes),
  ];
}

function unreadFinding(subject: ClaimedSubject, { id, title }: ServerKind, to: OperatorVersion): UpgradeFinding {
  const { resource } = subject;
  const step = { system: id, title, from: '', to, releases: [to] };
  const finding: NamedFinding = {
    node: resource.root.at('kind'),
    code: 'upgrade/version-unknown',
    severity: 'information',
    message: say`This is not compared: the manifest does not say which version of ${title} runs. Write it there, or say it with \`from\`.`,
  };
  return { subject, step, effect: 'unread', since: to, finding };
}

function imaginedRoot({ resource }: ClaimedSubject, node: ManifestNode, text: string): ManifestNode | undefined {
  return replaceScalar(resource.root, relative(node, resource.root), { text, style: node.style ?? 'plain' });
}

function relative(node: ManifestNode, root: ManifestNode): ManifestNode['path'] {
  return node.path.slice(root.path.length);
}

/** Nodes of the imagined tree are not there to be edited. */
function onOriginal(found: NamedFinding, { resource: { root } }: ClaimedSubject): NamedFinding {
  const original = (node: ManifestNode) => root.at(...relative(node, root));
  const edit = (each: Edit): Edit => {
    if (each.do === 'document') return each;
    if (each.do === 'move') return { ...each, node: original(each.node), to: original(each.to) };
    return { ...each, node: original(each.node) };
  };
  const fix = (each: Fix): Fix => ({ ...each, edits: each.edits.map(edit) });
  const { fixes, related, part: _, ...rest } = found;
  const finding: Finding = {
    ...{ node: original(found.node), message: found.message },
    ...(fixes ? { fixes: fixes.map(fix) } : {}),
    ...(related ? { related: related.map(({ node, message }) => ({ node: original(node), message })) } : {}),
  };
  return { ...rest, ...finding };
}
