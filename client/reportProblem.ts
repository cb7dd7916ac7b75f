import * as vscode from 'vscode';
import { say } from '../schemas/vocabulary/say.ts';
import { mention, inform } from './screen/ask.ts';
import { showText } from './screen/documents.ts';
import { redact } from './redact.ts';
import { writePage } from './ui/pages.ts';

export interface ProblemSource {
  readonly extension: vscode.Extension<unknown>;
  /** Of the output, as it stands there. */
  readonly lines: () => readonly string[];
  /** Everything that something of somebody's is called. */
  readonly names: () => Iterable<string>;
}

/** What stands in the editor in front, for a browser: the door to the clipboard keeps keys in files, which there are none of. */
async function copyEditor(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.selectAll');
  await vscode.commands.executeCommand('editor.action.clipboardCopyAction');
}

/** The commands that show a report to be read, and copy what was shown. */
export function registerProblemReport(
  source: ProblemSource,
  copy: (report: string) => Promise<void> = copyEditor,
): vscode.Disposable {
  let report = '';
  return vscode.Disposable.from(
    vscode.commands.registerCommand('dbManifests.reportProblem', async () => {
      report = problemReport(source);
      // The menu of the editor knows it by this path.
      await showText(writePage(['problem', 'Problem Report.md'], report));
      inform(
        say`Read the report before you give it to anybody: names, addresses and secrets are replaced, but nobody knows all of them.`,
        {
          title: say`Copy Report`,
          run: () => vscode.commands.executeCommand('dbManifests.copyProblemReport'),
        },
      );
    }),
    vscode.commands.registerCommand('dbManifests.copyProblemReport', async () => {
      if (report === '') {
        inform(say`No report has been made yet.`);
        return;
      }
      await copy(report);
      mention(say`The report is copied.`, 5000);
    }),
  );
}

/** What is shown is what is copied. */
export function problemReport({ extension, lines, names }: ProblemSource): string {
  const manifest = extension.packageJSON as Manifest;
  const known = [...names(), ...ownNames()];
  return [
    '# Problem with Database Manifests',
    'What I did, what I expected, and what happened:\n\n...',
    '## Versions',
    versions(manifest).join('\n'),
    '## Settings that differ from the defaults',
    settings(manifest).join('\n') || 'None.',
    '## Last lines of the output',
    `\`\`\`\n${redact(lines().join('\n'), known).replaceAll('```', "'''") || 'None.'}\n\`\`\``,
    '',
  ].join('\n\n');
}

interface Property {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
}

interface Manifest {
  readonly version: string;
  readonly contributes: { readonly configuration: Configuration | readonly Configuration[] };
}

interface Configuration {
  readonly properties?: Readonly<Record<string, Property>>;
}

function versions({ version }: Manifest): readonly string[] {
  const { appName, remoteName, uiKind, language } = vscode.env;
  // A browser has no process.
  const { process } = globalThis as { process?: { platform?: string; arch?: string; versions?: { node?: string } } };
  return [
    `- Database Manifests ${version}`,
    `- ${appName} ${vscode.version}, ${uiKind === vscode.UIKind.Web ? 'in a browser' : 'on a desktop'}${remoteName === undefined ? '' : `, remote (${kindOfRemote(remoteName)})`}`,
    `- ${process?.platform ?? 'browser'} ${process?.arch ?? ''}, Node ${process?.versions?.node ?? 'none'}`,
    `- Language ${language}, workspace ${vscode.workspace.isTrusted ? 'trusted' : 'not trusted'}`,
  ];
}

/** Remotes of other extensions may be called after a host. */
function kindOfRemote(name: string): string {
  return ['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'codespaces', 'tunnel'].includes(name)
    ? name
    : 'other';
}

function settings({ contributes: { configuration } }: Manifest): readonly string[] {
  const groups = Array.isArray(configuration)
    ? (configuration as readonly Configuration[])
    : [configuration as Configuration];
  const properties = groups.flatMap((group) => Object.entries(group.properties ?? {}));
  const current = vscode.workspace.getConfiguration();
  return properties.flatMap(([key, property]) => {
    const inspected = current.inspect(key);
    const value = inspected?.workspaceFolderValue ?? inspected?.workspaceValue ?? inspected?.globalValue;
    if (value === undefined || JSON.stringify(value) === JSON.stringify(inspected?.defaultValue)) return [];
    return [`- \`${key}\`: ${settingText(value, property)}`];
  });
}

/** What can only be a word of ours is told, of all else that it is set. */
function settingText(value: unknown, property: Property): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (property.enum?.includes(value)) return String(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value).filter(
      ([key, each]) => /^[a-z-]{1,40}\/[a-z0-9*-]{1,60}$/.test(key) && severities.has(each),
    );
    const rest = Object.keys(value).length - entries.length;
    const told = entries.map(([key, each]) => `${key} = ${String(each)}`);
    return [...told, ...(rest > 0 ? [`${String(rest)} more`] : [])].join(', ') || 'set';
  }
  return Array.isArray(value) ? `set, ${String(value.length)} entries` : 'set';
}

const severities: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off']);

/** Of the machine and of what is open. */
function ownNames(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  const environment = ['USER', 'USERNAME', 'LOGNAME', 'HOSTNAME', 'COMPUTERNAME', 'USERDOMAIN', 'HOME', 'USERPROFILE'];
  return [
    ...folders.flatMap(({ name, uri }) => [name, uri.fsPath]),
    ...environment.flatMap((name) => process?.env?.[name] ?? []),
  ];
}
