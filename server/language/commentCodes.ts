import type { Severity } from '../../schemas/contract/index.ts';

/** What can be wrong with a comment that switches rules off: severity unless set otherwise, and Markdown for its page. */
export interface CommentCode {
  readonly severity: Severity;
  readonly help: string;
}

export const commentCodes = {
  'comments/unknown-directive': {
    severity: 'warning',
    help: `The comment looks like one that switches rules off, and is none, so the problems stay. There are three:
\`# db-manifests-disable-next-line\`, \`# db-manifests-disable-document\` and \`# db-manifests-disable-file\`, each followed by
rules, or by nothing for all of them. They count on a line of their own, not behind a value.`,
  },
  'comments/unknown-rule': {
    severity: 'warning',
    help: `No rule has this id, so nothing is switched off by it. Ids are those that problems show, such as
\`names/unknown\`; \`names/*\` stands for all of a group. If no rule has nearly this name, it may be one of another version of
this extension, and the severity is information.`,
  },
  'comments/unused': {
    severity: 'hint',
    help: `The rule finds nothing here, so the comment is not needed any more. Left where it is, it would hide the next mistake. It is
said only where the rule could be asked: not of a half-typed document, of rules that are off or compare with the last commit,
nor while files are still being read.`,
  },
} as const satisfies Readonly<Record<string, CommentCode>>;
