import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { configurationFile } from '../../language/configuration/configurationFile.ts';
import { versionedOperators } from '../../language/operators.ts';
import { passedOver } from '../manifestFiles.ts';

export type CommandName = 'check' | 'explain' | 'derive' | 'upgrade' | 'mcp' | 'completion';

const example = languagePacks[0]?.system;
const others = languagePacks
  .flatMap(({ otherOperators = [] }) => otherOperators)
  .map(({ id, title }) => `, or ${id} for ${title}`)
  .join('');

/** What `--help` prints: without a command what there is, behind one how it is used. */
export function usage(command?: CommandName): string {
  return command === undefined ? overview : pages[command];
}

const overview = `Knows what the API server and the operator will say about manifests of databases on Kubernetes.

Usage: db-manifests COMMAND [options] ...

  check PATH...     what is wrong in manifests, before they are applied; mends what has one right answer with --fix
  explain FIELD     what a field does, its type, its default, and since which version of the operator it is there
  derive PATH...    what an operator will make of manifests: Secrets with their keys, Services, roles, databases
  upgrade PATH...   what a newer operator, database or Kubernetes will refuse, ignore or take for something else
  mcp               the same for assistants that write manifests, over the Model Context Protocol
  completion SHELL  what bash, zsh, fish or PowerShell need to complete commands, rules, versions and fields

  --version         print the version of this program
  -h, --help        this text; behind a command: its options

Nothing is sent anywhere: all knowledge is in the program.
`;

const pages: Readonly<Record<CommandName, string>> = {
  check: `Checks manifests of databases on Kubernetes: what will the API server and the operator say?

Usage: db-manifests check [options] PATH...

PATH is a file, a folder (all .yaml and .yml files below it), a glob in quotes, or - for standard input. A file that two
arguments name is checked once. All files are read before the first one is checked, so what they say about each other
counts: the operator's Deployment, the patches that a kustomization.yaml lists, the kinds that definitions make. Folders
are entered whether they are hidden, ignored by git or not, except through links and except
${passedOver.slice(0, -1).join(', ')} and ${passedOver.at(-1) ?? ''}.

Options:
  --fix                          mend what has one right answer, then report what is left
  --dry-run                      with --fix: print what would change, and change nothing
  --format FORMAT                how findings are written:
                                   pretty   with the lines that they are about; where the output is a terminal
                                   text     a line each; elsewhere
                                   json     one array
                                   sarif    SARIF 2.1.0, for code scanning
                                   github   annotations of GitHub Actions
                                   gitlab   a code quality report of GitLab
                                   junit    a test report, a test case per file
  --report FORMAT=FILE           write another report as well; may be repeated
  --severity error|warning|information|hint
                                 leave out findings below this severity (hint: nothing is left out)
  --rule ID=SEVERITY             severity of a rule, or off; may be repeated
                                 ID may stand for a pack, such as "${example?.id ?? ''}/*"
  --operator-version OPERATOR=VERSION
                                 check for this version of an operator; may be repeated
                                 OPERATOR is the first part of a rule's id${others}
  --crds PATH                    read definitions of kinds (CRDs) from here as well; may be repeated
  --against REVISION             compare with this git revision (HEAD) for rules about changes
  --changed-since REVISION       report about files only that are not as in this git revision; all are read all the same
  --baseline FILE                leave out findings that FILE has: by rule, file and field, so lines may move
  --write-baseline               with --baseline: write what is found now to FILE, and report nothing
  --watch                        check again whenever a file changes, until Ctrl+C

A ${configurationFile} in the folder of a file or above it, up to the top of its git repository, says operator versions,
severities, which paths count and where definitions lie; of several the nearest one that says something decides. Options
win over it. It is checked as well.

JSON is one array of {file, line, column, endLine, endColumn, severity, code, message, fixes: [title]}. Lines and
columns count from 1, columns in UTF-16 units; the end is excluded: endColumn is the column behind the last character.
Colours follow NO_COLOR and FORCE_COLOR.

Exit code: 0 nothing found, 1 something found at or above --severity, 2 wrong use or unreadable input. With --fix what
has been mended does not count; with --dry-run it is 1 if anything would change or be left.
`,
  explain: `Explains a field of a manifest, offline.

Usage: db-manifests explain [options] KIND[.FIELD[.FIELD...]]

KIND is written as in the manifest or as kubectl has it: ${example?.kinds[0]?.kind ?? ''} or ${example?.kinds[0]?.plural ?? ''}. Items of lists need no step of
their own.

Options:
  --version VERSION              what this version of the operator knows; absent: what any does
  --api-version GROUP/VERSION    where two kinds have one name
  --crds PATH                    read definitions of kinds (CRDs) from here; may be repeated. Those that a
                                 ${configurationFile} above this folder names are read as well
  --format text|json             how it is written (text)

Exit code: 0 explained, 2 there is no such field, or unreadable input.
`,
  derive: `Says what operators will make of manifests, before they are applied.

Usage: db-manifests derive [options] PATH...

PATH is as for check. What is made is said by name, with the keys of Secrets and ConfigMaps and the field that causes
it. Values of Secrets are not known: operators make them.

Options:
  --format text|json             how it is written (text)

JSON is one array of {file, line, resource, makes: [{type, name, namespace, keys, note, because}]}.

Exit code: 0 all was read, 2 wrong use or unreadable input.
`,
  upgrade: `Says what an upgrade of an operator, of the database behind it, or of Kubernetes will make of manifests,
field by field.

Usage: db-manifests upgrade [options] --to SYSTEM=VERSION PATH...

PATH is as for check: clusters, the operator's configuration, values of its chart, Deployments. Each manifest is checked
for both versions, and what differs is said: what will be refused, ignored, mean something else, take effect, be solved,
and which defaults of fields that are left out are others. Definitions (CRDs) among the files do not count here.

Options:
  --to SYSTEM=VERSION            what is upgraded, and to which version; may be repeated
  --from SYSTEM=VERSION          what runs; may be repeated. Absent: what the manifests say, such as the image of the
                                 operator's Deployment, the release of its chart, or the version of the database
  --fix                          mend what has one right answer, then report what is left
  --dry-run                      with --fix: print what would change, and change nothing
  --format FORMAT                pretty, text, json, sarif, github, gitlab or junit as for check; or
                                   markdown a page with links to the places
  --severity error|warning|information|hint
                                 leave out what is below this severity (hint: nothing is left out)
  --rule ID=SEVERITY             severity of a rule, or off; may be repeated

SYSTEM is one of
${systemLines()}

JSON is one array of {file, line, column, endLine, endColumn, severity, code, message, fixes: [title], effect, system,
from, to, since}. effect is one of refused, ignored, different, default, effective, unread, solved; since is the first
version that does it.

Exit code: 0 nothing changes for the worse, 1 something changes at or above --severity, 2 wrong use or unreadable input,
or nobody knows what runs. What is solved does not count.
`,
  mcp: `Answers assistants over the Model Context Protocol, on standard input and output.

Usage: db-manifests mcp

Its tools check manifests, explain fields and rules, and say what operators will make. They read files below the folder
that it was started in, and no others; they write nothing, and reach no network and no cluster. Values of Secrets are not
in the answers. An assistant starts it by itself: in its settings stand the command "npx" and the arguments "-y",
"db-manifests", "mcp".

It ends when its input does.
`,
  completion: `Completes command lines: commands, options, rules, versions of operators, kinds and fields.

Usage: db-manifests completion bash|zsh|fish|powershell

  bash              in ~/.bashrc: eval "$(db-manifests completion bash)"
  zsh               in ~/.zshrc, behind compinit: eval "$(db-manifests completion zsh)"
  fish              db-manifests completion fish > ~/.config/fish/completions/db-manifests.fish
  powershell        in $PROFILE: db-manifests completion powershell | Out-String | Invoke-Expression

The shell asks the program itself each time, offline, so what is offered is what this version knows.
`,
};

function systemLines(): string {
  const servers = languagePacks.flatMap((pack) => pack.servers ?? []);
  const all = [
    ...versionedOperators(languagePacks).map(({ id, operatorVersions }) => ({ id, versions: operatorVersions })),
    ...servers,
  ].filter(({ versions }) => versions.length > 0);
  return [...new Map(all.map(({ id, versions }) => [id, versions]))]
    .map(([id, versions]) => `  ${id.padEnd(29)}  ${versions[0] ?? ''} to ${versions.at(-1) ?? ''}`)
    .join('\n');
}
