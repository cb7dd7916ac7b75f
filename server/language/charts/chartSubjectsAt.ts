import { say } from '../../../schemas/vocabulary/say.ts';
import type { LanguagePack, ManifestPath } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../languageContext.ts';
import { operatorsOf } from '../operators.ts';
import type { CursorSubject, SubjectPlace } from '../subjects/subjectAt.ts';
import { schemedValues } from './schemedValues.ts';
import type { SchemedValues } from './schemedValues.ts';

/** Who answers where no pack does: for what the schema says, and for nothing else. */
const chartPack: LanguagePack = {
  system: { id: 'values', title: 'Helm', kinds: [], derive: () => [] },
  rules: [],
  operatorVersions: [],
};

/** The values of charts that a path of a document belongs to, the innermost first. */
export function chartSubjectsAt(context: LanguageContext, { slot, path, document }: SubjectPlace): CursorSubject[] {
  return schemedValues(context, slot)
    .filter((each) => each.document === (document ?? slot.document) && isBelow(path, each.root.path))
    .map((each) => subjectOf(each, path))
    .reverse();
}

function isBelow(path: ManifestPath, root: ManifestPath): boolean {
  return root.every((key, index) => path[index] === key);
}

function subjectOf({ schema, chart, root }: SchemedValues, path: ManifestPath): CursorSubject {
  const header = { apiVersion: '', kind: 'values/chart' };
  const { schema: compiled, help } = schema.fields;
  return {
    resource: { identity: { ...header, name: '', namespace: '' }, root, partial: true },
    header,
    claim: {
      pack: chartPack,
      operator: operatorsOf(chartPack)[0],
      subject: { id: header.kind, title: say`Values of the chart ${chart}` },
      rules: [],
    },
    schema: compiled,
    version: undefined,
    path: path.slice(root.path.length),
    help,
  };
}
