import type { Severity } from '../../../schemas/contract/index.ts';

/** What can be wrong in a configuration file, besides what its schema says: severity unless set otherwise, and Markdown for its page. */
export const configurationCodes = {
  'configuration/unknown-rule': {
    severity: 'warning',
    help: `There is no rule of this id, so the line changes nothing. Mostly it is misspelt: the fix takes over the id that is nearest.
Ids stand in every finding, in the list of rules, and in what is offered at this place; \`names/*\` means all findings about
names.`,
  },
  'configuration/unknown-severity': {
    severity: 'warning',
    help: `A rule is an error, a warning, information, a hint, or off. Another word says nothing about it, so the rule keeps its own
severity.`,
  },
  'configuration/unknown-system': {
    severity: 'warning',
    help: `There is no system of this id, so nothing is checked for the version that is written here. The id is the first part of
the ids of its rules.`,
  },
  'configuration/unknown-version': {
    severity: 'information',
    help: `Nothing is known of a release of this number. A version between or above those that are known is read as the nearest one
below it, one below them as the oldest. If it is newer than this tool, there is nothing to do. What is no version at all says
nothing, and the version is found out as if the line were not there.`,
  },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly help: string }>>;

export type ConfigurationCode = keyof typeof configurationCodes;
