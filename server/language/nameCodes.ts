/** What can be wrong with a name that another resource has to answer: severity unless set otherwise, and Markdown for its page. */
export interface NameCode {
  readonly severity: 'warning' | 'information';
  readonly help: string;
}

export const nameCodes = {
  'names/missing-key': {
    severity: 'warning',
    help: `The Secret, ConfigMap or other resource that is meant stands in the workspace, or an operator makes it from a resource
that does, and it has nothing of this name. A pod that asks for a key that does not exist waits in
CreateContainerConfigError, a volume with such an item is not mounted. Upper and lower case, \`-\` and \`_\` count. Take one
of the names that the message lists, or add the one that is missing. Where a tool fills in the keys later, mark the
reference as \`optional: true\` or switch this off for the line.`,
  },
  'names/misspelt': {
    severity: 'warning',
    help: `Nothing in the workspace has this name, but something of the same kind has one that is nearly the same: most likely that
one is meant. The fix takes over its spelling. If the name is right and its owner only exists in the cluster, switch this
off for the line.`,
  },
  'names/other-namespace': {
    severity: 'warning',
    help: `A resource of this kind and name stands in the workspace, but in another namespace. Secrets, ConfigMaps, volume claims and
service accounts are looked up in the namespace of the resource that refers to them, and nowhere else. Move one of the two,
or keep a copy in both namespaces.`,
  },
  'names/unknown': {
    severity: 'information',
    help: `No manifest of the workspace declares this name, and no operator makes it from one that is here. It may well exist in the
cluster: then there is nothing to do. If not, the pod waits until it does. Where it is something that a person writes, a
fix adds it as a document behind this one, or in a file of its own, with placeholders to fill in.`,
  },
  'names/declared-twice': {
    severity: 'warning',
    help: `Two documents of one folder describe the same resource: same kind, name and namespace. Applied together, the one that comes
last overwrites the other without a word. Rename one of them or merge the two.`,
  },
} as const satisfies Readonly<Record<string, NameCode>>;
