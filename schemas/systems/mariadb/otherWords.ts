import type { OtherWords } from '../../vocabulary/otherWords.ts';

/** What other operators call things: by kind. What is only a level too high the schema finds. */
export const otherWords: Readonly<Record<string, OtherWords>> = {
  MariaDB: {
    storageClass: { to: ['storage', 'storageClassName'] },
    'storage.storageClass': { to: ['storage', 'storageClassName'] },
    instances: { to: ['replicas'] },
    numberOfInstances: { to: ['replicas'] },
  },
};
