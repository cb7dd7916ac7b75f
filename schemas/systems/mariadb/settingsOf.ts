import type { Finding, ManifestNode, Resource, Span } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { placeInText } from '../../vocabulary/placeInText.ts';
import { textOf } from '../../vocabulary/read.ts';
import { readOptionFile } from './optionFile.ts';
import type { OptionFile, OptionLine } from './optionFile.ts';

/** A text with settings of a server. */
export interface Settings extends OptionFile {
  readonly node: ManifestNode;
  readonly text: string;
}

/** A part of the text, as findings and fixes want it. */
export interface SettingsPart {
  readonly place: Pick<Finding, 'node' | 'part'>;
  /** The text with something else in place of the part. */
  replaced(by: string): string;
}

/** The settings of a MariaDB. */
export function settingsOf({ root }: Resource): readonly Settings[] {
  const settings = read(root.at('spec', 'myCnf'), undefined);
  return settings ? [settings] : [];
}

const read = perObject((node: ManifestNode, _: undefined): Settings | undefined => {
  const text = textOf(node);
  return text === undefined ? undefined : { node, text, ...readOptionFile(text) };
});

/** Lines that the server reads, without those that something else fills in. */
export function serverLines({ lines }: OptionFile): readonly OptionLine[] {
  return lines
    .filter(
      ({ section, name, value = '' }) =>
        section !== undefined && isServerSection(section) && !isTemplate(name) && !isTemplate(value),
    )
    .slice(0, mostLines);
}

/** More than anybody sets: to look names up takes its time. */
const mostLines = 500;

/** `mariadbd --help`: the groups that are read; a version of the server stands behind some. */
export const serverSections: readonly string[] = ['mariadb', 'mariadbd', 'mysqld', 'server', 'client-server', 'galera'];

function isServerSection(section: string): boolean {
  return serverSections.includes(section.replace(/-\d+\.\d+$/, ''));
}

function isTemplate(text: string): boolean {
  return /\$[({]|\{\{/.test(text);
}

export function partOf({ node, text }: Settings, { start, end }: Span): SettingsPart {
  return {
    place: placeInText(node, text, start, end),
    replaced: (by) => text.slice(0, start) + by + text.slice(end),
  };
}
